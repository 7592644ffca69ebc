"""On which day a product is not bought any more, and on which it is not sold any more: asked once, showing what it leads to."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.buying.suppliers import crumbs
from backoffice.confirming import Preview, Question, confirm_and_do
from backoffice.forms import OfficeForm
from backoffice.settings.listing import shown
from backoffice.warehouse.stock import find_product
from core.access import Actor
from core.access.http import staff
from core.errors import DomainError
from core.numbers import say_number
from core.ui_statuses import look
from inventory.buying import asking
from shop.catalogue.ladder import plan_steps
from shop.catalogue.models import Product
from shop.partner.models import StockRecord

DAY = {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), "required": False}


class LadderForm(OfficeForm):
    sell_through_on = forms.DateField(
        label=gettext_lazy("Not bought again from"), help_text=gettext_lazy("What is left is sold. Empty: it goes on."), **DAY
    )
    discontinue_on = forms.DateField(
        label=gettext_lazy("Not sold any more from"), help_text=gettext_lazy("Its page stays. It never comes back."), **DAY
    )


def _refused(form: LadderForm, refusal: DomainError) -> None:
    field = refusal.data.get("field", "")
    words = {
        "sell_through_on": _("Today or later, and before the product sells through."),
        "discontinue_on": _("Today or later, and not before the first step."),
    }
    form.add_error(field if field in words else None, words.get(field) or _("This product has taken its last step."))


@staff(GET="inventory.buy", POST="inventory.buy")
def ladder(request: HttpRequest, sku: str) -> HttpResponse:
    product = find_product(sku)
    back = reverse("backoffice:stock_card", args=[product.sku])
    begun = {"sell_through_on": product.sell_through_on, "discontinue_on": product.discontinue_on}
    form = LadderForm(request.POST or None, initial=begun)

    def job(filled: LadderForm, actor: Actor) -> str | None:
        try:
            plan_steps(actor=actor, product=product, **filled.cleaned_data)
        except DomainError as refusal:
            _refused(filled, refusal)
            return None
        messages.success(request, _("Saved. Each step is taken on its day."))
        return back

    question = Question(
        head=_("Sell-out ladder"),
        confirm=_("Save the days"),
        leave=_("Back without changing anything"),
        wrong=_("Nothing was changed: some fields need another look."),
    )
    return confirm_and_do(
        request, form, question=question, preview=lambda filled: _preview(product, filled.cleaned_data), job=job, back=back,
        title=product.get_title(), crumbs=crumbs({"title": product.sku, "url": back}),
    )  # fmt: skip


def _preview(product: Product, data: dict[str, Any]) -> Preview:
    """What is said now and then, and what the steps lead to."""
    rows = [
        {
            "what": _("Lifecycle"),
            "now": look("lifecycle", product.lifecycle).word,
            "after": look("lifecycle", product.lifecycle).word,
        },
        {"what": _("Not bought again from"), "now": shown(product.sell_through_on), "after": shown(data["sell_through_on"])},
        {"what": _("Not sold any more from"), "now": shown(product.discontinue_on), "after": shown(data["discontinue_on"])},
    ]
    effects = []
    if data["sell_through_on"]:
        effects.append(_("From the first day no purchase order can ask for it."))
    if data["discontinue_on"]:
        effects.append(_("From the second day nobody can sell, quote, order again, draft or buy it, by any path."))
    left = sum(record.atp for record in StockRecord.objects.filter(product=product))
    coming = asking.on_order([product.pk]).get(product.pk, 0)
    leads_to = [_("%(n)s pieces of it are ready to promise now.") % {"n": say_number(max(left, 0))}]
    if coming:
        leads_to.append(_("%(n)s pieces are still on their way from suppliers.") % {"n": say_number(coming)})
    return Preview(rows=rows, effects=effects, leads_to=leads_to)
