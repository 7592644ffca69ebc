"""Inputs drawn without a template: a form of thirteen fields would otherwise run twenty-six of them."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe


class Drawn:
    """Draws the same markup as Django's `input.html`."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        widget = self.get_context(name, value, attrs)["widget"]  # type: ignore[attr-defined]
        said = {} if widget["value"] is None else {"value": widget["value"]}
        parts = [_attribute(one, text) for one, text in {**said, **widget["attrs"]}.items() if text is not False]
        return format_html('<input type="{}" name="{}"{}>', widget["type"], widget["name"], _joined(parts))


def _attribute(name: str, value: Any) -> SafeString:
    return format_html(" {}", name) if value is True else format_html(' {}="{}"', name, str(value))


class TextInput(Drawn, forms.TextInput):
    """One line of text."""


class EmailInput(Drawn, forms.EmailInput):
    """An e-mail address."""


def _joined(parts: list[SafeString]) -> SafeString:
    return mark_safe("".join(parts))  # noqa: S308 (each part is escaped)
