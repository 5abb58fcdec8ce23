"""Charts of claims: one function per kind, each returns its Axes; `finish` puts on the words and renders it."""

from .acknowledgement import acknowledgement
from .claims_over_time import claims_over_time
from .finish import Chart, finish

__all__ = ["Chart", "acknowledgement", "claims_over_time", "finish"]
