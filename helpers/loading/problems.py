"""A problem in a data file, and the error that lists all of them."""

from dataclasses import dataclass

SHOWN = 200


@dataclass(frozen=True)
class Problem:
    """One broken rule at one place.

    Attributes
    ----------
    file, column, value : str
        Where it is; ``column`` is empty when the whole file or row is meant.
    row : int or None
        Row of the file, the header being row 1; None when the whole file is meant.
    rule : str
        What was broken, in words.
    allowed : str
        What is allowed instead, or how to mend it.
    """

    file: str
    row: int | None
    column: str
    value: str
    rule: str
    allowed: str

    def __str__(self):
        place = self.file if self.row is None else f"{self.file} row {self.row}"
        column = f", column {self.column}" if self.column else ""
        value = f": {self.value!r}" if self.value else ""
        return f"{place}{column}{value}: {self.rule}. {self.allowed}"


class LedgerError(ValueError):
    """The data broke at least one rule; ``problems`` holds every one of them."""

    def __init__(self, problems):
        self.problems = tuple(problems)
        count = len(self.problems)
        lines = [str(problem) for problem in self.problems[:SHOWN]]
        if count > SHOWN:
            lines.append(f"... and {count - SHOWN} more; see the error's .problems")
        super().__init__(f"{count} problem{'s' * (count != 1)} in the ledger:\n" + "\n".join(lines))
