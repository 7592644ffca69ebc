"""Inputs drawn without a template: a form of thirteen fields would otherwise run twenty-six of them."""

from html import escape
from typing import Any

from django import forms
from django.utils.safestring import SafeString, mark_safe


class Drawn:
    """Draws the same markup as Django's `input.html`: every value escaped, True as a bare attribute, False as none."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        widget = self.get_context(name, value, attrs)["widget"]  # type: ignore[attr-defined]
        said = {"type": widget["type"], "name": widget["name"]}
        if widget["value"] is not None:
            said["value"] = widget["value"]
        parts = [
            f" {one}" if text is True else f' {one}="{escape(str(text))}"'
            for one, text in {**said, **widget["attrs"]}.items()
            if text is not False
        ]
        return mark_safe(f"<input{''.join(parts)}>")  # noqa: S308 (names are ours, values are escaped)


class TextInput(Drawn, forms.TextInput):
    """One line of text."""


class EmailInput(Drawn, forms.EmailInput):
    """An e-mail address."""
