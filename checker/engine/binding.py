"""The extension module of durable-rules, loaded so that every supported Python can load it."""

from __future__ import annotations

import sys
from types import ModuleType

from checker.errors import EngineError
from checker.messages import say


def load_library() -> ModuleType:
    """`durable_rules_engine`; EngineError says how to build it anew where it does not load.

    Python 3.13 took away PyEval_CallObject, which the library calls only for the callbacks that we never give it.
    Built by a compiler that lets an undeclared function pass, it misses that symbol: with lazy binding it loads all
    the same, as the symbol is looked for when it is called. Built with the definition that the message names, it
    misses none.
    """
    if sys.version_info < (3, 13) or not hasattr(sys, "setdlopenflags"):
        return _load()
    import os

    flags = sys.getdlopenflags()
    sys.setdlopenflags(flags & ~os.RTLD_NOW | os.RTLD_LAZY)
    try:
        return _load()
    finally:
        sys.setdlopenflags(flags)


def _load() -> ModuleType:
    try:
        import durable_rules_engine
    except ImportError as error:
        raise EngineError(say("engine.no_library", detail=str(error))) from error
    library: ModuleType = durable_rules_engine
    return library
