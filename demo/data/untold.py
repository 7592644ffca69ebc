"""Finds every text of the demo's data, so that none is left without its translations."""

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import demo.data as data
from demo.data.schema import Text


def texts() -> Iterator[tuple[str, Text]]:
    """Each text of the data's modules, with the place where it is said. The same words may come more than once."""
    for module in pkgutil.iter_modules(data.__path__):
        loaded = importlib.import_module(f"{data.__name__}.{module.name}")
        for name, value in vars(loaded).items():
            yield from within(value, f"{module.name}.{name}")


def untold(language: str) -> dict[str, tuple[str, str]]:
    """English words that lack this language: the Vietnamese and the place, by the English."""
    return {text.en: (text.vi, where) for where, text in texts() if language in text.missing()}


def within(value: Any, where: str) -> Iterator[tuple[str, Text]]:
    """Each text anywhere inside a value, with the way to it."""
    if isinstance(value, Text):
        yield where, value
    elif is_dataclass(value) and not isinstance(value, type):
        name = next((str(getattr(value, key)) for key in ("sku", "key", "code", "path") if hasattr(value, key)), "")
        for field in fields(value):
            yield from within(getattr(value, field.name), f"{where} {name}.{field.name}" if name else f"{where}.{field.name}")
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from within(part, f"{where}[{key}]")
    elif isinstance(value, list | tuple):
        for part in value:
            yield from within(part, where)
