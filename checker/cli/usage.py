"""Calls that cannot be understood, told in the language of the call."""

from __future__ import annotations

import click

from checker.messages import Message, say, text


def told(error: click.ClickException, lang: str) -> str:
    """What is wrong with the call, how it goes, and where to read more."""
    lines = [text(say("cli.wrong_call", what=_what(error)), lang)]
    context = getattr(error, "ctx", None)
    if context is not None:
        lines += [context.get_usage(), text(say("cli.more_help", command=context.command_path), lang)]
    return "\n".join(lines)


def _what(error: click.ClickException) -> Message | str:
    if isinstance(error, click.NoSuchOption):
        near = getattr(error, "possibilities", None)
        key = "cli.no_option_near" if near else "cli.no_option"
        return say(key, name=error.option_name, near=near[0] if near else "")
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return say("cli.missing", name=error.param.make_metavar(error.ctx) if error.ctx else error.param.name or "")
    if isinstance(error, click.BadParameter) and error.param is not None:
        name = "/".join(error.param.opts) or error.param.name
        return say("cli.bad_value", name=name, why=error.message)
    return error.format_message()
