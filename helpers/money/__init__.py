"""What a sum is in dollars, what it covers, and what payments would add up to."""

from .conversion import NoRate, convert, equations, market, rate, stated_against_market, write_rates
from .dollars import fitting, in_dollars
from .scenario import Input, Scenario, from_claims, payments, product, scale
from .terms import terms

__all__ = [
    "Input",
    "NoRate",
    "Scenario",
    "convert",
    "equations",
    "fitting",
    "from_claims",
    "in_dollars",
    "market",
    "payments",
    "product",
    "rate",
    "scale",
    "stated_against_market",
    "terms",
    "write_rates",
]
