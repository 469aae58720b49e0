"""Help pages in the language of the call, in lines that fit a terminal where a CJK character takes two columns."""

from __future__ import annotations

from collections.abc import Iterator

import click

from checker.cli.commands import Group
from checker.cli.words import h
from checker.outputs.material.width import pad, width, wrap

NAMES = 28
"""Columns that the names of parameters take at most; what they mean stands beside them."""
LEAST = 20
"""Columns for what a parameter means, however narrow the terminal."""


def page(command: click.Command, context: click.Context) -> str:
    """The help page of a command."""
    columns = context.make_formatter().width
    lines = [usage(command, context), ""]
    lines += [f"  {line}" for line in wrap(" ".join((command.help or "").split()), columns - 2)]
    parameters = command.get_params(context)
    arguments = [_row(one, context) for one in parameters if isinstance(one, click.Argument)]
    options = [_row(one, context) for one in parameters if isinstance(one, click.Option) and not one.hidden]
    commands = [(name, command.about(name)) for name in command.members] if isinstance(command, Group) else []
    for heading, rows in (("arguments", arguments), ("options", options), ("commands", commands)):
        if rows:
            lines += ["", h(f"help_{heading}"), *_beside(rows, columns)]
    return "\n".join(lines)


def usage(command: click.Command, context: click.Context) -> str:
    """How the command is called, in one line."""
    return h("help_usage") + " ".join([context.command_path, *command.collect_usage_pieces(context)])


def _row(parameter: click.Argument | click.Option, context: click.Context) -> tuple[str, str]:
    """The names of a parameter, and what it means with its default or that it has to be given."""
    if isinstance(parameter, click.Argument):
        name = parameter.make_metavar(context)
        meaning = getattr(parameter, "help", None) or ""  # an argument of typer has it, one of click has not
    else:
        # Short names first, as click writes them.
        name = ", ".join(sorted(parameter.opts, key=lambda opt: len(opt) - len(opt.lstrip("-"))))
        name += "" if parameter.is_flag else f" {parameter.make_metavar(context)}"
        meaning = h("help_help") if parameter is context.command.get_help_option(context) else parameter.help or ""
    default = parameter.get_default(context, call=False)
    if parameter.required:
        meaning += h("help_required")
    elif getattr(parameter, "show_default", False) and default not in (None, "", False, [], ()):
        meaning += h("help_default", value=f"{default:g}" if isinstance(default, float) else default)
    return name, meaning


def _beside(rows: list[tuple[str, str]], columns: int) -> Iterator[str]:
    """Names with what they mean beside them, or below where a name is too long for its column."""
    first = min(max(width(name) for name, _ in rows), NAMES) + 2
    for name, meaning in rows:
        lines = wrap(meaning, max(columns - first - 2, LEAST))
        if width(name) > first - 2:
            yield f"  {name}"
            name = ""
        for number, line in enumerate(lines):
            yield f"  {pad('' if number else name, first)}{line}".rstrip()
