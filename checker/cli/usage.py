"""Calls that cannot be understood, told in the language of the call."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from checker.cli.commands import Group, UnexpectedWords, UnknownCommand
from checker.messages import Message, say, text


def told(error: click.ClickException, lang: str) -> str:
    """What is wrong with the call, how it goes, and where to read more."""
    lines = [text(say("cli.wrong_call", what=_what(error)), lang)]
    context = getattr(error, "ctx", None)
    if context is not None:
        lines += [context.get_usage(), text(say("cli.more_help", command=context.command_path), lang)]
    return "\n".join(lines)


def _what(error: click.ClickException) -> Message | str:
    """By the kind of the error and what it carries: its message is click's English."""
    if isinstance(error, UnknownCommand):
        return _no_command(error)
    if isinstance(error, UnexpectedWords):
        return say("cli.unexpected", words=" ".join(error.words))
    if isinstance(error, click.NoSuchOption):
        return _no_option(error.option_name, error.ctx)
    if isinstance(error, click.BadOptionUsage):
        flag = any(error.option_name in one.opts and getattr(one, "is_flag", False) for one in _parameters(error.ctx))
        return say("cli.option_flag" if flag else "cli.option_bare", name=error.option_name)
    if isinstance(error, click.MissingParameter) and error.param is not None:
        option = isinstance(error.param, click.Option)
        name = error.param.opts[0] if option or error.ctx is None else error.param.make_metavar(error.ctx)
        return say("cli.missing", name=name)
    if isinstance(error, click.BadParameter) and error.param is not None:
        return say("cli.bad_value", name="/".join(error.param.opts), why=_wanted(error.param.type) or error.message)
    return error.format_message()


def _no_command(error: UnknownCommand) -> Message:
    near = get_close_matches(error.word, error.known, 1)
    if near:
        return say("cli.no_command_near", name=error.word, near=near[0])
    path = error.ctx.command_path if error.ctx is not None else ""
    if "check" in error.known and Path(error.word).exists():
        return say("cli.no_command_file", name=error.word, command=path)
    return say("cli.no_command", name=error.word, valid=", ".join(error.known))


def _no_option(name: str, context: click.Context | None) -> Message:
    near = get_close_matches(name, _options(_parameters(context)), 1)
    if near:
        return say("cli.no_option_near", name=name, near=near[0])
    if context is not None and isinstance(context.command, Group):
        for member in context.command.members:
            below = context.command.get_command(context, member)
            if below is not None and name in _options(below.params):
                return say("cli.no_option_here", name=name, command=f"{context.command_path} {member}")
    return say("cli.no_option", name=name)


def _parameters(context: click.Context | None) -> list[click.Parameter]:
    return context.command.get_params(context) if context is not None else []


def _options(parameters: Iterable[click.Parameter]) -> list[str]:
    return [name for one in parameters if isinstance(one, click.Option) for name in one.opts]


def _wanted(kind: click.ParamType[Any]) -> Message | None:
    """What values of a type look like; None for a type that has no words here."""
    for key, plain, bounded in (
        ("whole", click.types.IntParamType, click.IntRange),
        ("number", click.types.FloatParamType, click.FloatRange),
    ):
        if isinstance(kind, bounded) and kind.min is not None:
            return say(f"cli.want_{key}_from", least=f"{kind.min:g}")
        if isinstance(kind, plain):
            return say(f"cli.want_{key}")
    return None
