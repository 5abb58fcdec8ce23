"""Changing a ledger by hand or by command: a new claim, its place in the files, what a change does, an empty start."""
