"""A `dataclass` for records that costs little before it is used: a hundred classes are made before a check begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

FEW = 8
"""Calls of a method that cost less than to compile it (0.1 ms)."""

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    import dataclasses
    import inspect
    from collections.abc import Callable
    from operator import attrgetter
    from reprlib import recursive_repr
    from types import MemberDescriptorType
    from typing import Any

    def dataclass(*, frozen: bool = False, slots: bool = False) -> Callable[[type], type]:
        """As in the standard library, which compiles six methods of each class when the class is made.

        Here classes share them but for `__init__`, and that is compiled when it has been called a few times: most
        classes of a pack's model are only ever unpickled, and of many a check makes but one or two.
        Not for `__post_init__`, `ClassVar`, `InitVar`, `kw_only` and `field(init=False)`.
        """

        def decorate(cls: type) -> type:
            written = inspect.get_annotations(cls)
            if cls.__doc__ is None:
                cls.__doc__ = cls.__name__  # else the library writes one, of a signature that costs as much as the rest
            # The library searches each annotation that is a text for its own words, a quarter of what a class costs.
            cls.__annotations__ = dict.fromkeys(written, object)
            made = dataclasses.dataclass(cls, init=False, eq=False, repr=False)
            made.__annotations__ = written
            for field in dataclasses.fields(made):
                field.type = written.get(field.name, field.type)
            there = vars(cls)
            owner = [made]
            methods = {name: each for name, each in _methods(owner, frozen, slots).items() if name not in there}
            if slots:
                owner[0] = _slotted(made, methods)
                return owner[0]
            for name, method in methods.items():
                setattr(made, name, method)
            return made

        return decorate

    def _slotted(cls: type, methods: dict[str, Any]) -> type:
        """The class made anew with slots, and with these methods from the start: to set one later costs more."""
        names = [field.name for field in dataclasses.fields(cls)]
        inherited = {slot for base in cls.__mro__[1:-1] for slot in vars(base).get("__slots__", ())}
        left = {*names, "__dict__", "__weakref__"}
        parts = {name: value for name, value in vars(cls).items() if name not in left}
        slots = tuple(name for name in names if name not in inherited)
        made: type = type(cls)(
            cls.__name__, cls.__bases__, {**parts, **methods, "__slots__": slots, "__qualname__": cls.__qualname__}
        )
        return made

    def _methods(owner: list[type], frozen: bool, slots: bool) -> dict[str, Any]:
        """The methods of a class, which is the one in `owner` when they are called."""
        fields = dataclasses.fields(owner[0])
        names = [field.name for field in fields]
        shown = [field.name for field in fields if field.repr]
        whole = _values(names)
        compared = _values([field.name for field in fields if field.compare])
        hashed = _values([field.name for field in fields if (field.compare if field.hash is None else field.hash)])

        calls = 0

        def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
            nonlocal calls
            calls += 1
            values = _bound(fields, args, dict(kwargs)) if calls <= FEW else None
            if values is None:  # also where the arguments are wrong: then what is compiled says how
                owner[0].__init__ = _initialiser(owner[0], frozen)
                owner[0].__init__(self, *args, **kwargs)
                return
            for name, value in values.items():
                object.__setattr__(self, name, value)

        def __eq__(self: Any, other: object) -> bool:
            return compared(self) == compared(other) if other.__class__ is self.__class__ else NotImplemented

        @recursive_repr()
        def __repr__(self: Any) -> str:
            values = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
            return f"{self.__class__.__qualname__}({values})"

        if not frozen:
            return {"__init__": __init__, "__eq__": __eq__, "__repr__": __repr__, "__hash__": None}

        def __hash__(self: Any) -> int:
            return hash(hashed(self))

        def __setattr__(self: Any, name: str, value: object) -> None:
            if self.__class__ is owner[0] or name in names:
                raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")
            super(owner[0], self).__setattr__(name, value)

        def __delattr__(self: Any, name: str) -> None:
            if self.__class__ is owner[0] or name in names:
                raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")
            super(owner[0], self).__delattr__(name)

        def __getstate__(self: Any) -> tuple[Any, ...]:
            return whole(self)

        restored = 0

        def __setstate__(self: Any, state: tuple[Any, ...]) -> None:
            nonlocal restored
            restored += 1
            if restored > FEW and names:
                owner[0].__setstate__ = _restorer(owner[0], names)
                owner[0].__setstate__(self, state)
                return
            for name, value in zip(names, state, strict=True):
                object.__setattr__(self, name, value)

        made = (__init__, __eq__, __repr__, __hash__, __setattr__, __delattr__)
        pickled = (__getstate__, __setstate__) if slots else ()
        return {method.__name__: method for method in (*made, *pickled)}

    def _values(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
        """The values of these attributes, as a tuple also of one or none."""
        if len(names) > 1:
            return attrgetter(*names)
        if not names:
            return lambda record: ()
        get = attrgetter(names[0])
        return lambda record: (get(record),)

    def _bound(
        fields: tuple[dataclasses.Field[Any], ...], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> dict[str, Any] | None:
        """The values of the fields by name; None where the arguments do not fit."""
        values: dict[str, Any] = {}
        for number, field in enumerate(fields):
            name = field.name
            if number < len(args):
                values[name] = args[number]
            elif name in kwargs:
                values[name] = kwargs.pop(name)
            elif field.default is not dataclasses.MISSING:
                values[name] = field.default
            elif field.default_factory is not dataclasses.MISSING:
                values[name] = field.default_factory()
            else:
                return None
        return None if kwargs or len(args) > len(fields) else values

    def _store(cls: type, name: str, number: int, known: dict[str, Any]) -> str:
        """How the head of a call that stores a value in a frozen record begins; what it names is put into `known`.

        A slot of its own takes a value in two thirds of the time that the way by its name takes.
        """
        slot = getattr(cls, name, None)
        if isinstance(slot, MemberDescriptorType):
            known[f"_slot{number}"] = slot.__set__
            return f"_slot{number}(self"
        return f"_store(self, {name!r}"

    def _restorer(cls: type, names: list[str]) -> Callable[..., None]:
        """What puts the values of a pickle in their places: of a document there are tens of thousands."""
        known: dict[str, Any] = {"_store": object.__setattr__}
        values = [f"_{number}" for number in range(len(names))]
        body = [f"{_store(cls, name, number, known)}, _{number})" for number, name in enumerate(names)]
        lines = "\n ".join([f"{', '.join(values)}, = state", *body])
        exec(f"def __setstate__(self, state):\n {lines}", known)
        made: Callable[..., None] = known["__setstate__"]
        return made

    def _initialiser(cls: type, frozen: bool) -> Callable[..., None]:
        known: dict[str, Any] = {"_store": object.__setattr__, "_absent": dataclasses.MISSING}
        asked, body = ["self"], ["pass"]
        for number, field in enumerate(dataclasses.fields(cls)):
            name = value = field.name
            if field.default_factory is not dataclasses.MISSING:
                known[f"_make{number}"] = field.default_factory
                asked.append(f"{name}=_absent")
                value = f"_make{number}() if {name} is _absent else {name}"
            elif field.default is not dataclasses.MISSING:
                known[f"_default{number}"] = field.default
                asked.append(f"{name}=_default{number}")
            else:
                asked.append(name)
            body.append(f"{_store(cls, name, number, known)}, {value})" if frozen else f"self.{name} = {value}")
        lines = "\n ".join(body)
        exec(f"def __init__({', '.join(asked)}):\n {lines}", known)
        made: Callable[..., None] = known["__init__"]
        made.__qualname__ = f"{cls.__qualname__}.__init__"
        return made
