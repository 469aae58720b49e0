"""What the user can mend. Anything else that is raised is a bug and shows itself."""

from __future__ import annotations

from collections.abc import Sequence

from checker.messages import Message, text


class CheckerError(Exception):
    """Carries a message of the catalogue: what, where, and what would do."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return text(self.message, "en")

    def told(self, lang: str = "zh-CN") -> str:
        """The message in a language, and each fault of a pack or waivers file on a line of its own."""
        faults: Sequence[Message] = getattr(self, "faults", ())
        return "\n".join([text(self.message, lang), *(f"  {text(fault, lang)}" for fault in faults)])


class DocumentError(CheckerError):
    """A file that cannot be read."""


class UsageError(CheckerError):
    """A call whose words are off."""


class WaiverError(CheckerError):
    """A waiver or baseline file that cannot be used; `faults` holds each fault where there are several."""

    def __init__(self, message: Message, faults: Sequence[Message] = ()) -> None:
        super().__init__(message)
        self.faults = tuple(faults)


class EngineError(CheckerError):
    """The rule engine did not give exactly one verdict, or broke down."""


class ProcessError(CheckerError):
    """A process for the work could not be had, or was ended from outside."""


class RulePackError(CheckerError):
    """A pack with faults; `faults` holds every one of them, `message` sums them up."""

    def __init__(self, message: Message, faults: Sequence[Message] = ()) -> None:
        super().__init__(message)
        self.faults = tuple(faults)
