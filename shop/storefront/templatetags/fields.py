"""{% field form.email %}: label above, help under it, what is wrong under the help. Drawn without a template: forms have many.

The widget must carry the classes form-control or form-select (see shop.storefront.checkout.forms).
"""

from django import template
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from core.templatetags.ui import draw_icon

register = template.Library()
NOTHING = mark_safe("")


@register.simple_tag
def field(bound: BoundField | str, help: str = "") -> SafeString:
    """One field. Optional is marked, required is not. A form that has no such field draws nothing."""
    if not isinstance(bound, BoundField):
        return NOTHING
    told, wrong, key = help or bound.help_text, bound.errors, bound.id_for_label
    asked = bound.field.required or getattr(bound.field, "goes_together", False)
    return format_html(
        '<div class="field{}"><label class="form-label" for="{}">{}{}</label>{}{}{}</div>',
        " field-bad" if wrong else "",
        key,
        bound.label,
        NOTHING if asked else format_html(' <span class="optional">{}</span>', _("(optional)")),
        bound,
        format_html('<p class="form-text" id="{}_helptext">{}</p>', key, told) if told else NOTHING,
        format_html(
            '<p class="field-error" id="{}_error">{}<span>{}</span></p>',
            key,
            draw_icon("storefront", "alert-circle"),
            " ".join(wrong),
        )
        if wrong
        else NOTHING,
    )
