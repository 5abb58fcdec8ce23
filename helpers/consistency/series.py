"""Unknown head counts that grow with time, what ties them together, and when claims about them clash.

A series is one measure of one force at one place. None ever falls; a part is never more than its whole; a measure is
never more than the one it is ``at_most``; a measure with ``sum_of`` is the sum of its parts. Each claim puts one series
between a lower and an upper bound. Between two claims a clash needs no solver: a lower bound above a later upper bound
on the same series or on a larger one. Clashes of three and more come from the sums, and are found by linear
programming: the dual of "by how much must the worst bound give way" names the claims and is itself the proof.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.optimize import LinearConstraint, linprog, milp
from scipy.sparse import csr_array, diags_array, eye_array, hstack, kron, vstack

TOLERANCE = 1e-6


@dataclass(frozen=True)
class Clash:
    """Claims that cannot all be true, by position; with ``low`` and ``high`` the value assumed takes part.

    The proof is one inequality: the clash holds whenever ``gap + low * (least value) - high * (greatest value)`` is
    above zero.
    """

    members: frozenset
    gap: float
    low: float = 0.0
    high: float = 0.0

    def holds(self, least, greatest):
        """Whether it stands if the value asked about lies between least and greatest."""
        return self.gap + (self.low * least if self.low else 0) - (self.high * greatest if self.high else 0) > TOLERANCE


@dataclass(frozen=True, eq=False)
class Tied:
    """Claims as bounds on tied series.

    Attributes
    ----------
    lower, upper : numpy.ndarray of float, shape (n,)
        Bounds of the claims; 0 and inf are no bound.
    first, last : numpy.ndarray of int, shape (n,)
        First and last day each claim may be about. Its upper bound counts up to the first, its lower from the last on.
    of : numpy.ndarray of int, shape (n,)
        The series each claim is about.
    below : numpy.ndarray of bool, shape (s, s)
        ``below[a, b]``: series a is never more than series b (true on the diagonal).
    sums : tuple of (int, tuple of int)
        A series and the series it is the sum of.
    asked : int
        The series asked about.
    day : int
        The day asked about.
    """

    lower: np.ndarray
    upper: np.ndarray
    first: np.ndarray
    last: np.ndarray
    of: np.ndarray
    below: np.ndarray
    sums: tuple
    asked: int
    day: int

    @cached_property
    def _core(self):
        """The series in a sum, and the one asked about: beyond them, every clash is one of two claims."""
        return sorted({self.asked, *(series for whole, parts in self.sums for series in (whole, *parts))})

    @cached_property
    def _rows(self):
        """Each claim as bounds on the core series nearest its own: whose, series, day, sign (-1 from below), limit."""
        core, rows = self._core, []
        for series in range(len(self.below)):
            above, under = [c for c in core if self.below[series, c]], [c for c in core if self.below[c, series]]
            above = [c for c in above if not any(self.below[x, c] for x in above if x != c)]
            under = [c for c in under if not any(self.below[c, x] for x in under if x != c)]
            own = np.flatnonzero(self.of == series)
            for of, limit, day, sign in ((above, self.lower, self.last, -1.0), (under, self.upper, self.first, 1.0)):
                claims = own[np.isfinite(limit[own]) & (limit[own] > 0 if sign < 0 else True)]
                rows += [
                    np.c_[claims, np.full(len(claims), c), day[claims], np.full(len(claims), sign), limit[claims]]
                    for c in of
                ]
        rows = np.concatenate([np.empty((0, 5)), *rows])
        return rows[np.lexsort((rows[:, 0], rows[:, 3] * rows[:, 4]))]

    @cached_property
    def _starts(self):
        """First days of the columns of time. Days that no claim can tell apart share one: a new column starts only
        where a lower bound follows an upper one; all lower bounds before a day and all upper ones after meet on it."""
        events = {(day, sign) for day, sign in self._rows[:, 2:4].tolist()} | {(self.day, -1.0), (self.day, 1.0)}
        starts, above = [], None
        for day, sign in sorted(events):
            if not starts or (sign < 0 and above is not None and above < day):
                starts.append(day)
                above = None
            if sign > 0 and above is None:
                above = day
        return np.array(starts)

    def _column(self, series, day):
        place = np.searchsorted(self._core, series)
        return (place * len(self._starts) + np.searchsorted(self._starts, day, side="right") - 1).astype(int)

    @cached_property
    def _forms(self):
        """Every core series on every column as a sum of variables, and the rows of variables that are never negative.

        A series that is a sum has no variables of its own, so that sums, and much that follows from them, need no rows.
        """
        core, days = self._core, len(self._starts)
        parts = {series: [series] for series in core} | {whole: list(of) for whole, of in self.sums}
        free = [series for series in core if parts[series] == [series]]
        pick = {series: np.isin(free, parts[series]).astype(float) for series in core}
        links = [
            pick[b] - pick[a]
            for a in core
            for b in core
            if a != b
            and self.below[a, b]
            and not any(self.below[a, x] and self.below[x, b] for x in core if x not in (a, b))
            # Nothing to add where each part is below a part of its own.
            and (parts[b] == [b] or len({y for x in parts[a] for y in parts[b] if self.below[x, y]}) < len(parts[a]))
        ]
        rise = eye_array(days - 1, days, k=1) - eye_array(days - 1, days)
        rows = [kron(eye_array(len(free)), rise)]
        if links:
            rows.append(kron(csr_array(np.array(links)), eye_array(days)))
        forms = kron(csr_array(np.array([pick[series] for series in core])), eye_array(days), format="csr")
        return forms, vstack(rows).tocsr()

    def pairs(self):
        """Every two claims that clash.

        Returns
        -------
        list of Clash
        """
        found = []
        order = [np.flatnonzero(self.of == series) for series in range(len(self.below))]
        for a, b in np.argwhere(self.below):
            i, j = order[a], order[b]
            if not len(i) or not len(j):
                continue
            clash = (self.lower[i][:, None] > self.upper[j] + TOLERANCE) & (self.last[i][:, None] <= self.first[j])
            found += zip(*(index.tolist() for index in (i[clash.nonzero()[0]], j[clash.nonzero()[1]])), strict=True)
        return [Clash(frozenset(pair), float(self.lower[pair[0]] - self.upper[pair[1]])) for pair in sorted(found)]

    def alone(self):
        """Every claim that clashes with some value of the series asked about, on the day asked about.

        Returns
        -------
        list of Clash
        """
        under = self.below[self.of, self.asked] & (self.last <= self.day) & (self.lower > 0)
        over = self.below[self.asked, self.of] & (self.day <= self.first) & np.isfinite(self.upper)
        return [Clash(frozenset([int(i)]), float(self.lower[i]), high=1.0) for i in np.flatnonzero(under)] + [
            Clash(frozenset([int(i)]), -float(self.upper[i]), low=1.0) for i in np.flatnonzero(over)
        ]

    def _bounds(self, kept):
        """Tightest bounds by the claims kept: columns, signs, limits, and whose they are."""
        rows = self._rows[np.isin(self._rows[:, 0], kept)]
        column, sign = self._column(rows[:, 1], rows[:, 2]), rows[:, 3]
        best = np.unique(column * 2 + (sign > 0), return_index=True)[1]
        return column[best], sign[best], rows[best, 4], rows[best, 0].astype(int)

    def clash(self, kept, least=0.0, greatest=np.inf):
        """One clash among the claims kept, or None if all of them can be true together.

        Parameters
        ----------
        kept : numpy.ndarray of int
            No two of them clash, nor one of them with the value; see `pairs` and `alone`.
        least, greatest : float
            The value asked about is taken to lie between them.

        Returns
        -------
        Clash or None
        """
        if not self.sums:
            return None
        forms, rises = self._forms
        column, sign, limit, owner = self._bounds(kept)
        asked, floor, cap = self._column(self.asked, self.day), bool(least > 0), bool(np.isfinite(greatest))
        column = np.r_[column, [asked] * (floor + cap)].astype(int)
        sign = np.r_[sign, [-1.0] * floor, [1.0] * cap]
        limit = np.r_[limit, [least] * floor, [greatest] * cap]
        count, size = forms[column].shape
        # One slack for all bounds: its least value is the worst bound's shortfall, and the dual at that corner is one
        # clash, not a mixture of several.
        bound = hstack([diags_array(sign) @ forms[column], csr_array(-np.ones((count, 1)))])
        result = linprog(
            np.r_[np.zeros(size), 1.0],
            A_ub=vstack([bound, hstack([-rises, csr_array((rises.shape[0], 1))])]).tocsr(),
            b_ub=np.r_[sign * limit, np.zeros(rises.shape[0])],
            method="highs-ds",
        )
        if result.status != 0:
            raise RuntimeError(f"HiGHS did not finish a check of {len(kept)} claims: {result.message}")
        if result.fun <= 2 * TOLERANCE:
            return None
        weight = -result.ineqlin.marginals[:count]
        weight[np.abs(weight) < 1e-9] = 0
        claims, value = slice(0, len(owner)), weight[len(owner) :]
        return Clash(
            frozenset(owner[weight[claims] > 0].tolist()),
            float(-(weight[claims] * sign[claims] * limit[claims]).sum()),
            low=float(value[0]) if floor else 0.0,
            high=float(value[-1]) if cap else 0.0,
        )

    def span(self, kept):
        """Least and greatest value of the series asked about if the claims kept are all true; None if they clash.

        Parameters
        ----------
        kept : numpy.ndarray of int
            No two of them clash.

        Returns
        -------
        tuple of (float, float) or None
        """
        forms, rises = self._forms
        column, sign, limit, _ = self._bounds(kept)
        asked = forms[[self._column(self.asked, self.day)]]
        low = np.r_[np.where(sign < 0, limit, 0), np.zeros(rises.shape[0])]
        high = np.r_[np.where(sign > 0, limit, np.inf), np.full(rises.shape[0], np.inf)]
        limits = LinearConstraint(vstack([forms[column], rises]).tocsr(), low, high)
        least = milp(asked.toarray()[0], constraints=limits)
        if least.status == 2:
            return None
        most = milp(-asked.toarray()[0], constraints=limits)
        return least.fun, -most.fun if most.status == 0 else np.inf

    def triples(self, own):
        """Every two claims that clash with a third through a sum: parts above the whole, or a whole above its parts.

        Parameters
        ----------
        own : int
            The third claim.

        Returns
        -------
        list of tuple of (int, int)
            Sorted. Some of the two may clash with each other, or one of them with the third, as well.
        """
        found = set()
        for whole, parts in self.sums:
            for role in range(3) if len(parts) == 2 else ():
                for above in (True, False):
                    # Either lower bounds on both parts pass the upper bound on the whole, or the other way round.
                    places = [(parts[0], above), (parts[1], above), (whole, not above)]
                    (one, first), (other, second) = [places[k] for k in range(3) if k != role]
                    if not len(np.intersect1d(self._on(*places[role]), [own])):
                        continue
                    i, j = self._on(one, first)[:, None], self._on(other, second)[None, :]
                    gap = sum(self._push(x, low) for x, (_, low) in [(i, (one, first)), (j, (other, second))])
                    gap = gap + self._push(np.array([own]), places[role][1])
                    ups = [x for x, low in ((i, first), (j, second), (np.array([[own]]), places[role][1])) if low]
                    downs = [x for x, low in ((i, first), (j, second), (np.array([[own]]), places[role][1])) if not low]
                    in_time = True
                    for up in ups:
                        for down in downs:
                            in_time = in_time & (self.last[up] <= self.first[down])
                    rows, columns = np.nonzero((gap > TOLERANCE) & in_time & (i != j) & (i != own) & (j != own))
                    pairs = zip(i[rows, 0].tolist(), j[0, columns].tolist(), strict=True)
                    found |= {(min(pair), max(pair)) for pair in pairs}
        return sorted(found)

    def _on(self, series, low):
        """Claims that bound a series from below (low) or from above."""
        if low:
            return np.flatnonzero(self.below[self.of, series] & (self.lower > 0))
        return np.flatnonzero(self.below[series, self.of] & np.isfinite(self.upper))

    def _push(self, claims, low):
        return self.lower[claims] if low else -self.upper[claims]
