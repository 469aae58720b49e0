"""Commands that are made when they are asked for, with help and faults of a call in the language of the call."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

import click
import typer
from typer.core import TyperCommand, TyperGroup

from checker.cli.words import h

if TYPE_CHECKING:
    # Typing alone: as base classes of Command and Group it is the class beside it that gives these methods.
    _Base = click.Command
else:
    _Base = object


class UnexpectedWords(click.UsageError):
    """A call with more arguments than the command takes."""

    def __init__(self, words: list[str], context: click.Context) -> None:
        super().__init__(" ".join(words), context)
        self.words = words


class UnknownCommand(click.UsageError):
    """A call of a command that the group has not."""

    def __init__(self, word: str, known: list[str], context: click.Context) -> None:
        super().__init__(word, context)
        self.word = word
        self.known = known


class _Told(_Base):
    """Help and usage in our words: click's are English, and count a CJK character as one column."""

    def get_help(self, ctx: click.Context) -> str:
        """The help page."""
        from checker.cli.helping import page

        return page(self, ctx)

    def get_usage(self, ctx: click.Context) -> str:
        """The line that says how the command is called."""
        from checker.cli.helping import usage

        return usage(self, ctx)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parameters out of the words of a call; faults of theirs know the command, unlike some of click's."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise


class Command(_Told, TyperCommand):
    """A command of gouji."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parameters out of the words of a call; UnexpectedWords for what is left, which click tells in English."""
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if ctx.args and not ctx.resilient_parsing:
            raise UnexpectedWords(ctx.args, ctx)
        if "no_settings" in ctx.params:
            from checker.cli.settings import fill

            fill(ctx)
        return rest


class Group(_Told, TyperGroup):
    """A group that makes a command when a call asks for it: reading the signatures of all takes 8 ms."""

    members: ClassVar[dict[str, str]] = {}
    """Name of a command, in the order of the help page, to the function or app behind it as `module:name`."""
    words: ClassVar[str] = "help_"
    """What the keys of the commands' help begin with."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands."""
        return list(self.members)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name; None where there is none."""
        if cmd_name in self.members and cmd_name not in self.commands:
            self.commands[cmd_name] = self._made(cmd_name)
        return self.commands.get(cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the words begin with; click and typer would each suggest a name, and in English."""
        if not ctx.resilient_parsing and self.get_command(ctx, args[0]) is None:
            raise UnknownCommand(args[0], list(self.members), ctx)
        return super().resolve_command(ctx, args)

    def about(self, name: str) -> str:
        """What a command is for, without making it."""
        return h(f"{self.words}{name.replace('-', '_')}")

    def _made(self, name: str) -> click.Command:
        module, _, attribute = self.members[name].partition(":")
        target = getattr(import_module(module), attribute)
        if not isinstance(target, typer.Typer):
            app = typer.Typer(add_completion=False, rich_markup_mode=None)
            app.command(name, cls=Command, help=self.about(name))(target)
            target = app
        return typer.main.get_command(target)
