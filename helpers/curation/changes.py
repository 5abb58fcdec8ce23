"""What a change of the data does: rows that came, went or differ, headline numbers, notebooks touched."""

import json
import re
import subprocess
from dataclasses import dataclass

import pandas as pd

from .. import forces
from ..figure import figure
from ..loading import files, schema
from ..loading.problems import LedgerError

HEADLINES = ("deployed", "casualties", "killed")
_CHART = "application/vnd.kursk-ledger.chart+json"


@dataclass(frozen=True)
class TableChange:
    """What happened to the rows of one table, by id.

    Attributes
    ----------
    table : str
    added, removed : tuple of str
        Ids, sorted.
    changed : dict of str to dict
        Id to ``{column: (before, after)}``.
    """

    table: str
    added: tuple
    removed: tuple
    changed: dict

    @property
    def ids(self):
        """Every id concerned, sorted."""
        return sorted({*self.added, *self.removed, *self.changed})


def committed(revision, folder, target):
    """Write the tables of a folder, as they stand in a git revision, to another folder.

    Parameters
    ----------
    revision : str
        As git reads it: ``HEAD``, ``main~3``, ``v1.2``.
    folder, target : pathlib.Path

    Raises
    ------
    ValueError
        If the folder is in no git repository, there is no such revision, or it has no tables there.
    """

    def git(*words):
        done = subprocess.run(["git", "-C", str(folder), *words], capture_output=True)
        return done.stdout if done.returncode == 0 else None

    prefix = git("rev-parse", "--show-prefix")
    if prefix is None:
        raise ValueError(f"{folder} is in no git repository; compare with a folder instead: diff FOLDER")
    tree = git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{tree}}")
    if tree is None:
        raise ValueError(f"{revision!r} is neither a folder with tables nor a revision that git knows")
    place = f"{tree.decode().strip()}:{prefix.decode().strip()}"
    held = set((git("ls-tree", "--full-tree", "-z", "--name-only", place) or b"").decode().split("\0"))
    wanted = {"datapackage.json", *(table.file for table in schema.tables(folder).values())}
    if "claims.csv" not in held:
        raise ValueError(f"{revision!r} has no claims.csv in {folder.name}/")
    for name in sorted(held & wanted):
        (target / name).write_bytes(git("cat-file", "blob", f"{place}{name}"))


def texts(folder):
    """The tables of a folder as text, indexed by id; those that cannot be read are left out.

    Raises
    ------
    LedgerError
        If the claims cannot be read.
    """
    frames = {}
    for table in schema.tables(folder).values():
        frame, problems = files.read(folder, table)
        if table.name == "claims" and problems:
            raise LedgerError(problems)
        if frame is not None and not problems:
            frame.index = [" ".join(key) for key in frame[list(table.key)].to_numpy()]
            frames[table.name] = frame
    return frames


def compare(before, after):
    """What happened to the rows of every table.

    Parameters
    ----------
    before, after : dict of str to pandas.DataFrame
        As from :func:`texts`.

    Returns
    -------
    list of TableChange
        Those with any change, in the order of the codebook. A row moved within its file has not changed.
    """
    found = []
    for name in after:
        old = before.get(name, after[name].iloc[:0])
        new = after[name]
        both = new.index[new.index.isin(old.index)]
        columns = [column for column in new.columns if column in old.columns]
        left, right = old.loc[both, columns], new.loc[both, columns]
        differs = (left.to_numpy() != right.to_numpy()).any(axis=1) if len(both) else []
        changed = {
            key: {c: (left.at[key, c], right.at[key, c]) for c in columns if left.at[key, c] != right.at[key, c]}
            for key, different in zip(both, differs, strict=True)
            if different
        }
        added, removed = sorted(set(new.index) - set(old.index)), sorted(set(old.index) - set(new.index))
        change = TableChange(name, tuple(added), tuple(removed), changed)
        if change.ids:
            found.append(change)
    return found


def headlines(ledger):
    """Claims by camp, and the latest number by measure and camp: the last origin with a number, of what has happened.

    Plans, forecasts, rates and denials are left out, and so are forces that are not always the same people. Of several
    said on one day the one on the wider force counts.

    Parameters
    ----------
    ledger : helpers.ledger.Ledger

    Returns
    -------
    dict of (str, str) to str
        By (measure, camp): for ``claims`` their count; for ``deployed``, ``casualties`` and ``killed`` the figure with
        its force and claim, or ``none``.
    """
    claims = ledger.claims
    fits = claims["is_origin"] & claims["lower"].notna() & claims["stance"].isin(["asserts", "acknowledges"])
    fits &= claims["basis"].isin(["cumulative", "stock", "flow"])
    force = claims["force_id"].astype("str")
    fits &= force.map(ledger.forces["definite"].astype("str")) == "yes"
    wider = {name: -len(forces.ancestors(ledger.forces, name)) for name in ledger.forces.index}
    ordered = claims.assign(wider=force.map(wider))[fits].sort_values(["said_on_last", "wider"], kind="stable")
    found = {("claims", camp): f"{(claims['camp'] == camp).sum():,}" for camp in claims["camp"].cat.categories}
    for measure in (name for name in HEADLINES if name in ledger.measures.index):
        for camp in claims["camp"].cat.categories:
            here = ordered[(ordered["measure"] == measure) & (ordered["camp"] == camp)]
            found[measure, camp] = _headline(ledger, here.iloc[-1]) if len(here) else "none"
    return found


def _headline(ledger, claim):
    label = ledger.qualifiers["label"][claim["qualifier"]]
    return f"{figure(claim, label)}, {claim['force_id']} ({claim.name})"


def claim_figure(row, qualifiers):
    """Figure of a claim read as text, as far as it can be told: ``killed: about 600, nk-troops``."""
    stated = row.astype("object").where(row != "", None)
    try:
        words = figure(stated, qualifiers["label"].get(row["qualifier"], row["qualifier"]))
    except ValueError:
        words = "not a number"
    return f"{row['measure']}: {words}, {row['force_id']}"


def touched(notebooks, rows, claims, measures):
    """Which notebooks a change of claims touches, and why.

    A notebook is touched if its file name holds the topic of a changed claim; or its code names, in quotes, that claim,
    its measure or its topic; or one of its stored charts shows that claim or another on the same measure and force.
    Numbers that helpers compute for the prose from the whole ledger are not seen: ``make notebooks`` is the proof.

    Parameters
    ----------
    notebooks : pathlib.Path
        Folder of ``.ipynb`` files; need not exist.
    rows : pandas.DataFrame
        The claims that came, went or differ, as text, indexed by id.
    claims : pandas.DataFrame
        All claims as text, indexed by id.
    measures : pandas.DataFrame
        As text, indexed by measure.

    Returns
    -------
    dict of str to str
        File name to reason, sorted by name.
    """
    names = set(rows["measure"])
    topics = {measures["topic"][name] for name in names if name in measures.index}
    quoted = {*rows.index, *names, *topics}
    groups = set(zip(rows["measure"], rows["force_id"], strict=True))
    alike = pd.Series(zip(claims["measure"], claims["force_id"], strict=True), claims.index).isin(groups)
    charted = {*rows.index, *claims.index[alike]}
    found = {}
    for path in sorted(notebooks.glob("*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
        said = sorted(quoted & set(re.findall(r"""["']([a-z0-9_-]+)["']""", code)))
        shown = {c for cell in cells for out in cell.get("outputs", ()) for c in _shown(out)} & charted
        if here := sorted(topic for topic in topics if topic in path.stem):
            found[path.name] = f"its topic is {here[0]}"
        elif said:
            found[path.name] = f"its code selects {', '.join(said)}"
        elif shown:
            found[path.name] = f"a chart in it shows {len(shown)} of these claims or of their kind"
    return found


def _shown(output):
    return output.get("data", {}).get(_CHART, {}).get("claims") or ()
