"""From CSV files to sound tables of text: what is read, what is checked, what is said when it is not right."""
