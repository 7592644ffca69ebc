"""What departments show on the page of an order: each states `PANELS` in its `order_panels.py`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from backoffice.navigating import DEPARTMENTS

Question = Callable[[Any], dict[str, Any] | None]


@dataclass(frozen=True)
class Panel:
    """`question` takes the order and gives the template's context, or None for no panel.

    `place` is "main" (left: what it is and what happened) or "side" (right: who, money, links); panels stand by `position`.
    """

    permission: str
    question: Question
    template: str
    place: str = "main"
    position: int = 50


def all_panels() -> list[Panel]:
    found: list[Panel] = []
    for name in DEPARTMENTS:
        module = f"backoffice.{name}.order_panels"
        if find_spec(module):
            found += import_module(module).PANELS
    return sorted(found, key=lambda panel: panel.position)


def panels_of(request: Any, order: Any) -> dict[str, list[SafeString]]:
    """The panels this person may see, drawn, by place."""
    drawn: dict[str, list[SafeString]] = {"main": [], "side": []}
    for panel, context in _answered(request.user, order):
        drawn[panel.place].append(render_to_string(panel.template, {**context, "order": order}, request))
    return drawn


def _answered(user: Any, order: Any) -> Iterator[tuple[Panel, dict[str, Any]]]:
    for panel in all_panels():
        if user.can(panel.permission):
            context = panel.question(order)
            if context is not None:
                yield panel, context
