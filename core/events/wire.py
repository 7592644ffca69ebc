"""An event as JSON and back, guided by the dataclass's annotations, so that a Decimal comes back as a Decimal.

Allowed: str, int, bool, Decimal, date, datetime, None, text enumerations, and tuples, lists and dicts (keyed by str) of
these or of further dataclasses. Floats are refused: an amount would lose its cents on the way.
"""

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from core.errors import DomainError
from core.events.base import Event

_PLAIN: tuple[type, ...] = (str, int, bool, NoneType)


class NotForTheWire(DomainError):
    """The value does not fit the annotation of its field, or the annotation is of a kind that events cannot carry."""

    code = "not_for_the_wire"


def to_payload(event: Event) -> dict[str, Any]:
    """The fields of an event as JSON values.

    Raises:
        NotForTheWire: a value is not of the type its field states.
    """
    return _pack_fields(event, event.event_name)


def from_payload(cls: type[Event], payload: dict[str, Any]) -> Event:
    """The event again. Fields that were added since take their defaults; fields that were removed are ignored.

    Raises:
        NotForTheWire: a stored value does not fit.
    """
    return _unpack_fields(cls, payload, cls.event_name)  # type: ignore[no-any-return]


def unsendable_fields(cls: type) -> list[str]:
    """The fields of a dataclass whose annotations no event can carry, e.g. a float or a model."""
    return [f.name for f in fields(cls) if not _sendable(_hints(cls)[f.name])]  # type: ignore[arg-type]


def _sendable(hint: Any) -> bool:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return all(map(_sendable, arguments))
    if origin in (tuple, list):
        return bool(arguments) and all(_sendable(one) for one in arguments if one is not Ellipsis)
    if origin is dict:
        return arguments[0] is str and _sendable(arguments[1])
    if is_dataclass(hint) and isinstance(hint, type):
        return not unsendable_fields(hint)
    return isinstance(hint, type) and (hint in (*_PLAIN, Decimal, date, datetime) or issubclass(hint, Enum))


@cache
def _hints(cls: type) -> dict[str, Any]:
    """The resolved annotations of a class."""
    return get_type_hints(cls)


def _pack_fields(value: Any, where: str) -> dict[str, Any]:
    hints = _hints(type(value))  # type: ignore[arg-type]
    return {f.name: _pack(getattr(value, f.name), hints[f.name], f"{where}.{f.name}") for f in fields(value)}


def _unpack_fields(cls: type, payload: dict[str, Any], where: str) -> Any:
    hints = _hints(cls)
    known = [f.name for f in fields(cls) if f.name in payload]
    try:
        return cls(**{name: _unpack(payload[name], hints[name], f"{where}.{name}") for name in known})
    except TypeError as error:
        raise NotForTheWire(field=where, problem=str(error)) from error


def _pack(value: Any, hint: Any, where: str) -> Any:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _pack(value, _member(value, arguments, where), where)
    if origin in (tuple, list) and isinstance(value, origin):
        return [_pack(item, one, where) for item, one in zip(value, _items(hint, len(value), where), strict=True)]
    if origin is dict and isinstance(value, dict) and all(isinstance(key, str) for key in value):
        return {key: _pack(item, arguments[1], where) for key, item in value.items()}
    if is_dataclass(hint) and type(value) is hint:
        return _pack_fields(value, where)
    if origin is None and isinstance(hint, type) and _fits(value, hint):
        return _pack_scalar(value)
    raise NotForTheWire(field=where, wanted=str(hint), found=type(value).__name__)


def _pack_scalar(value: Any) -> Any:
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise NotForTheWire(wanted="a moment with a time zone", found=str(value))
        return value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    return str(value) if isinstance(value, Decimal) else value


def _fits(value: Any, hint: type) -> bool:
    if hint in (int, date):  # bool is an int and datetime a date to Python, not to us
        return type(value) is hint
    scalar = hint in (*_PLAIN, Decimal, datetime) or issubclass(hint, Enum)
    return scalar and isinstance(value, hint)


def _member(value: Any, members: tuple[Any, ...], where: str) -> Any:
    for member in members:
        try:
            _pack(value, member, where)
        except NotForTheWire:
            continue
        return member
    raise NotForTheWire(field=where, wanted=" | ".join(map(str, members)), found=type(value).__name__)


def _items(hint: Any, length: int, where: str) -> list[Any]:
    """The annotation of each item of a list or tuple."""
    arguments = get_args(hint)
    if get_origin(hint) is list or (len(arguments) == 2 and arguments[1] is Ellipsis):
        return [arguments[0]] * length
    if len(arguments) != length:
        raise NotForTheWire(field=where, wanted=str(hint), found=f"{length} items")
    return list(arguments)


def _unpack(value: Any, hint: Any, where: str) -> Any:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _unpack_union(value, arguments, where)
    if origin in (tuple, list) and isinstance(value, list):
        pairs = zip(value, _items(hint, len(value), where), strict=True)
        return origin(_unpack(item, one, where) for item, one in pairs)
    if origin is dict and isinstance(value, dict):
        return {key: _unpack(item, arguments[1], where) for key, item in value.items()}
    if is_dataclass(hint) and isinstance(hint, type) and isinstance(value, dict):
        return _unpack_fields(hint, value, where)
    if origin is None and isinstance(hint, type):
        return _unpack_scalar(value, hint, where)
    raise NotForTheWire(field=where, wanted=str(hint), found=type(value).__name__)


def _unpack_union(value: Any, members: tuple[Any, ...], where: str) -> Any:
    if value is None and NoneType in members:
        return None
    for member in members:
        if member is not NoneType:
            try:
                return _unpack(value, member, where)
            except NotForTheWire:
                continue
    raise NotForTheWire(field=where, wanted=" | ".join(map(str, members)), found=type(value).__name__)


def _unpack_scalar(value: Any, hint: type, where: str) -> Any:
    try:
        if hint in (date, datetime) and isinstance(value, str):
            return hint.fromisoformat(value)  # type: ignore[attr-defined]
        if hint is Decimal and isinstance(value, str):
            return Decimal(value)
        if issubclass(hint, Enum):
            return hint(value)
    except (ValueError, ArithmeticError) as error:
        raise NotForTheWire(field=where, wanted=hint.__name__, found=repr(value)) from error
    if hint in _PLAIN and _fits(value, hint):
        return value
    raise NotForTheWire(field=where, wanted=hint.__name__, found=type(value).__name__)
