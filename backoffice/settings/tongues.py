"""Forms whose texts exist in every language: English first and required, the others together below, each optional."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from modeltranslation.utils import build_localized_fieldname

from backoffice.forms import dress
from backoffice.settings.editing import SettingsForm

SOURCE = "en"


def other_languages() -> list[tuple[str, Any]]:
    """Code and name of every language of the catalogue but English."""
    return [(code, name) for code, name in settings.LANGUAGES if code != SOURCE]


class Multilingual(forms.Form):
    """`spoken` names the English fields, with or without `_en`; `add_languages` makes one for each other language from each."""

    spoken: ClassVar[tuple[str, ...]] = ()
    subject: Any

    def add_languages(self) -> None:
        """Called at the end of a form's own `__init__`."""
        subject = self.subject
        self.foreign: list[str] = []
        for english in self.spoken:
            base = english.removesuffix("_en")
            if subject is not None:
                self.initial[english] = getattr(subject, build_localized_fieldname(base, SOURCE)) or getattr(subject, base)
            for code, language in other_languages():
                self._add(english, build_localized_fieldname(base, code), language)

    def _add(self, english: str, name: str, language: Any) -> None:
        field = deepcopy(self.fields[english])
        field.label = format_lazy("{label}: {language}", label=field.label, language=language)
        field.required, field.help_text, field.initial = False, "", None
        dress(field)
        self.fields[name] = field
        self.foreign.append(name)
        if self.subject is not None:
            self.initial[name] = getattr(self.subject, name) or ""

    @property
    def main_fields(self) -> list[forms.BoundField]:
        """What is always in sight."""
        return [self[name] for name in self.fields if name not in self.foreign]

    @property
    def foreign_fields(self) -> list[forms.BoundField]:
        """The same texts in the other languages."""
        return [self[name] for name in self.foreign]

    def in_columns(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Cleaned data by column. An empty translation is None, so that English stands in for it."""
        columns = {}
        for name, value in data.items():
            if name in self.foreign:
                columns[name] = value or None
            elif name in self.spoken:
                columns[build_localized_fieldname(name.removesuffix("_en"), SOURCE)] = value
            else:
                columns[name] = value
        return columns


class MultilingualForm(Multilingual, SettingsForm):
    """A settings form whose texts exist in every language."""

    def __init__(self, subject: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(subject, *args, **kwargs)
        self.add_languages()
