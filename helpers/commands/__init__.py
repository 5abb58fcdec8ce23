"""Commands for curators. Each lives in a module of its own; errors go to stderr and end with exit code 2."""

import click

from .add import add
from .check import check
from .cite import cite
from .codebook import codebook
from .diff import diff
from .export import export
from .new import new
from .rates import rates


class Commands(click.Group):
    """A group whose commands say what is wrong on stderr, in words, and end with exit code 2."""

    def invoke(self, ctx):
        """Run a command; turn bad input, an unreadable file or an interruption into a message."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise
        except click.Abort:
            failure = click.ClickException("stopped; nothing was written")
        except (ValueError, KeyError, OSError) as error:
            failure = click.ClickException(str(error.args[0]) if isinstance(error, KeyError) else str(error))
        failure.exit_code = 2
        raise failure


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main():
    """Curate and read the ledger of claims.

    \b
    A round of work on the data:
      python -m helpers add       a claim, by questions or by flags
      python -m helpers check     every rule of the codebook
      python -m helpers diff      what the change does, before committing it
      python -m helpers rates     exchange rates for a new currency or a later day
    \b
    Reading:
      python -m helpers export killed.csv --measure killed
      python -m helpers cite CLAIM_ID
    \b
    Your own conflict:
      python -m helpers new FOLDER

    Each command has a --help with examples. The columns and closed lists are explained in data/README.md. Errors go to
    stderr and end with exit code 2; a command that fails has written nothing.
    """


for command in (add, check, cite, codebook, diff, export, new, rates):
    main.add_command(command)
