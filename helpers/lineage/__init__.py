"""Where a figure comes from, who carries it, and what changes on the way."""

from .tree import Carriers, carriers, chain, family, mutations, origin, roots, tally

__all__ = [
    "Carriers",
    "carriers",
    "chain",
    "family",
    "mutations",
    "origin",
    "roots",
    "tally",
]
