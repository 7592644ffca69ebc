"""The look of every form of the back office: Bootstrap classes on the widgets, errors named to screen readers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

#: What Django writes when nothing is chosen.
BARE = "---------"
CHECKS = (forms.CheckboxInput, forms.CheckboxSelectMultiple, forms.RadioSelect)


class OfficeForm(forms.Form):
    """Gives each widget the class the styles expect, and marks a wrong one with its error's id."""

    use_required_attribute = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            dress(field)

    def full_clean(self) -> None:
        super().full_clean()
        for name in self.errors:
            if name in self.fields:
                add_class(self.fields[name].widget, "is-invalid")


class OfficeModelForm(forms.ModelForm):
    """The same for forms made from a model."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            dress(field)


def dress(field: forms.Field) -> None:
    """Put the styles' class on a field's widget."""
    widget = field.widget
    if isinstance(widget, CHECKS):
        return
    if getattr(field, "empty_label", None) == BARE:
        field.empty_label = _("Choose…") if field.required else _("None")  # type: ignore[attr-defined]
    select = isinstance(widget, (forms.Select, forms.SelectMultiple))
    add_class(widget, "form-select" if select else "form-control")


def add_class(widget: forms.Widget, name: str) -> None:
    classes = widget.attrs.get("class", "").split()
    if name not in classes:
        widget.attrs["class"] = " ".join([name, *classes])
