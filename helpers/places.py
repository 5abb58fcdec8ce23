"""Which place lies within which."""

# "Front" is fighting for Russia, not more exactly placed; it overlaps with Russia, since Kursk region lies in both.
WITHIN = {
    "kursk": {"border", "front", "russia"},
    "border": {"front", "russia"},
    "ukraine": {"front"},
    "eastern_russia": {"russia"},
}
NAMES = {
    "russia": "Russia",
    "eastern_russia": "eastern Russia",
    "kursk": "Kursk region",
    "border": "the border",
    "front": "the front",
    "ukraine": "Ukraine",
    "north_korea": "North Korea",
    "none": "no place",
}
OVERLAP = {frozenset({"front", "russia"})}


def relation(first, second):
    """How two places stand to each other.

    Parameters
    ----------
    first, second : str
        Places as in the codebook; ``none`` names no place and so is never apart from any.

    Returns
    -------
    str
        ``same``; ``part`` (the first lies within the second); ``whole``; ``overlap``; ``apart``.
    """
    if first == second:
        return "same"
    if second in WITHIN.get(first, ()):
        return "part"
    if first in WITHIN.get(second, ()):
        return "whole"
    return "overlap" if "none" in (first, second) or frozenset({first, second}) in OVERLAP else "apart"


def meet(first, second):
    """Whether what is said of one place can be about the other as well: True unless they are apart."""
    return relation(first, second) != "apart"
