"""Is this force a part of that one? Look-ups in the tree of forces."""


def _known(forces, force_id):
    if force_id not in forces.index:
        raise ValueError(f"unknown force {force_id!r}; allowed: {', '.join(forces.index)}")


def ancestors(forces, force_id):
    """The forces that a force is a part of, nearest first.

    Parameters
    ----------
    forces : pandas.DataFrame
        ``ledger.forces``: indexed by ``force_id``, with ``parent``.
    force_id : str

    Returns
    -------
    list of str

    Raises
    ------
    ValueError
        If the force is unknown; the message lists the known ones.
    """
    _known(forces, force_id)
    chain, parents = [], forces["parent"]
    while parents[force_id]:
        force_id = parents[force_id]
        chain.append(force_id)
    return chain


def parts(forces, force_id):
    """A force and everything below it in the tree, as a set of ids; an unknown force raises ValueError."""
    _known(forces, force_id)
    parents, found = forces["parent"].to_dict(), {force_id}
    while more := {other for other, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def relation(forces, first, second):
    """How two forces stand to each other.

    Parameters
    ----------
    forces : pandas.DataFrame
    first, second : str

    Returns
    -------
    str
        ``same``; ``part`` (the first is a part of the second); ``whole`` (the second is a part of the first);
        ``apart`` (neither).
    """
    _known(forces, first)
    _known(forces, second)
    if first == second:
        return "same"
    if second in ancestors(forces, first):
        return "part"
    return "whole" if first in ancestors(forces, second) else "apart"
