"""The command `gouji`: wires files, packs, checker and outputs; decides nothing about documents or rules."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command; what the user can mend is told in a few words, with exit code 2."""
    import click

    from checker.cli.app import app
    from checker.cli.words import language
    from checker.errors import CheckerError
    from checker.messages import text

    lang = language()
    try:
        code = app(standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        raise SystemExit(2) from None
    except click.ClickException as error:
        from checker.cli.usage import told

        print(told(error, lang), file=sys.stderr)
        raise SystemExit(2) from None
    except CheckerError as error:
        faults = getattr(error, "faults", ())
        print("\n".join([text(error.message, lang), *(f"  {text(fault, lang)}" for fault in faults)]), file=sys.stderr)
        raise SystemExit(2) from None
    raise SystemExit(code if isinstance(code, int) else 0)


def program() -> None:
    """`main` as a process of its own: what only costs time at its beginning and end is left undone."""
    from checker.cli.process import hurry, leave

    hurry()
    try:
        main()
    except SystemExit as ended:
        leave(ended.code)
        raise
