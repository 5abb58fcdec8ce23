"""The smallest set that meets every conflict (a minimum hitting set), solved exactly with HiGHS.

A conflict is a set of elements that cannot all be kept; a cover is a set to reject that leaves no conflict whole.
Conflicts that share no element are solved apart, and a part once solved is remembered: between neighbouring
questions most parts are the same, which is what makes a sweep fast.
"""

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components


def split(conflicts):
    """Groups of conflicts that share no element with one another.

    Parameters
    ----------
    conflicts : iterable of frozenset of int

    Returns
    -------
    list of frozenset of frozenset
        Ordered by their least element.
    """
    conflicts = list(conflicts)
    if not conflicts:
        return []
    sizes = [len(conflict) for conflict in conflicts]
    members = np.fromiter((element for conflict in conflicts for element in conflict), int, sum(sizes))
    _, code = np.unique(members, return_inverse=True)
    rows = np.repeat(np.arange(len(conflicts)), sizes)
    count = len(conflicts) + code.max() + 1
    graph = coo_array((np.ones(len(code), bool), (rows, len(conflicts) + code)), shape=(count, count))
    label = connected_components(graph, directed=False)[1][: len(conflicts)]
    groups = {}
    for group, conflict in zip(label, conflicts, strict=True):
        groups.setdefault(group, set()).add(conflict)
    return sorted((frozenset(group) for group in groups.values()), key=lambda group: min(map(min, group)))


def _solve(conflicts):
    """A smallest cover of one connected group, by integer programming."""
    conflicts = sorted(map(sorted, conflicts))
    if len(conflicts) == 1:
        return frozenset(conflicts[0][:1])
    sizes = [len(conflict) for conflict in conflicts]
    elements, code = np.unique(np.concatenate(conflicts), return_inverse=True)
    rows = np.repeat(np.arange(len(conflicts)), sizes)
    matrix = coo_array((np.ones(len(code)), (rows, code)), shape=(len(conflicts), len(elements))).tocsr()
    one = np.ones(len(elements))
    # Whole numbers: a gap below one is a proof, so a relative gap of zero costs nothing and leaves no doubt.
    result = milp(
        one,
        integrality=one,
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(matrix, 1, np.inf),
        options={"mip_rel_gap": 0},
    )
    if result.x is None or result.status != 0:
        raise RuntimeError(f"HiGHS did not finish a cover of {len(elements)} elements: {result.message}")
    return frozenset(elements[result.x > 0.5].tolist())


def cover(conflicts, memory):
    """A smallest set of elements that meets every conflict.

    Parameters
    ----------
    conflicts : iterable of frozenset of int
        None may be empty.
    memory : dict
        Solved groups; filled as a side effect and worth passing again.

    Returns
    -------
    frozenset of int
        Smallest in number. Which one of several is the solver's choice: see `first_kept`.
    """
    conflicts = set(conflicts)
    forced = frozenset().union(*(conflict for conflict in conflicts if len(conflict) == 1))
    chosen = set(forced)
    for group in split(conflict for conflict in conflicts if not conflict & forced):
        if group not in memory:
            memory[group] = _solve(group)
        chosen |= memory[group]
    return frozenset(chosen)


def first_kept(conflicts, memory):
    """The one smallest cover that keeps element 0 if any smallest cover does, then 1, then 2, and so on.

    Unlike `cover`, the answer is fixed by the conflicts alone and not by how a solver searches.

    Parameters
    ----------
    conflicts, memory
        As in `cover`.

    Returns
    -------
    frozenset of int
    """
    chosen = set()
    for group in split(conflicts):
        best = cover(group, memory)
        left, rejected = set(group), set()
        for element in sorted(frozenset().union(*group)):
            if element in best:
                spared = {conflict - {element} for conflict in left}
                other = None if frozenset() in spared else cover(spared, memory)
                if other is None or len(other) > len(best):
                    rejected.add(element)
                    left = {conflict for conflict in left if element not in conflict}
                    best -= {element}
                    continue
                best = other
            left = {conflict - {element} for conflict in left}
        chosen |= rejected
    return frozenset(chosen)
