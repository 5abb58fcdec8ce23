"""The command line: ``python -m helpers``."""

from .commands import main

main(prog_name="python -m helpers")
