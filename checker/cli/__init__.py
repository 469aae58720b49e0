"""The command `gouji`: wires files, packs, checker and outputs; decides nothing about documents or rules."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command; what the user can mend is told in a few words, with exit code 2.

    A breakdown of the program itself exits with 3: 1 means findings and nothing else.
    """
    import click

    from checker.cli.app import app
    from checker.cli.telling import tell
    from checker.cli.words import language
    from checker.errors import CheckerError
    from checker.messages import say, text

    asked = os.environ.get("_GOUJI_COMPLETE")
    if asked:
        from checker.cli.completion import answer

        raise SystemExit(answer(asked))
    lang = language()
    try:
        code = app(standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        raise SystemExit(2) from None
    except click.ClickException as error:
        from checker.cli.usage import told

        tell(told(error, lang))
        raise SystemExit(2) from None
    except CheckerError as error:
        tell(error.told(lang))
        raise SystemExit(2) from None
    except (click.Abort, KeyboardInterrupt):
        tell(text(say("cli.interrupted"), lang))
        raise SystemExit(130) from None
    except BrokenPipeError:
        raise  # the reader of what is printed has gone: no breakdown of ours
    except Exception:
        from traceback import format_exc

        tell(format_exc() + text(say("cli.bug"), lang))
        raise SystemExit(3) from None
    raise SystemExit(code if isinstance(code, int) else 0)


def program() -> None:
    """`main` as a process of its own: signals that end it leave nothing behind, and what only costs time at its
    beginning and end is left undone."""
    from checker.cli.guarding import go_on_guarded, is_plain
    from checker.cli.process import Ended, end_on_signals, fill_standard_streams, hurry, is_watched, leave

    fill_standard_streams()
    hurry()
    end_on_signals()
    try:
        if is_plain(sys.argv[1:]) and not is_watched():
            go_on_guarded()
        _run()
    except SystemExit as ended:
        leave(ended.code)
        raise
    except BrokenPipeError:
        leave(0)
        raise SystemExit(0) from None
    except KeyboardInterrupt:  # before the command itself had begun
        leave(130)
        raise SystemExit(130) from None
    except Ended as ended:
        leave(128 + ended.number)
        raise SystemExit(128 + ended.number) from None


def _run() -> None:
    """`main` with what calls keep for one another, and all said that was held back."""
    from checker.cli.telling import release

    keep = None
    if len(sys.argv) > 2:  # one word, --help or --version, loads little that compiles any
        from checker.cli.expressions import reuse

        keep = reuse()
    try:
        main()
    except SystemExit:
        if keep is not None:
            keep()
        raise
    finally:
        release()
