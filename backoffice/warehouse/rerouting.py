"""Shipping an order from elsewhere by hand: the warehouses, a reason, what will move; then it moves."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.confirming import Preview, Question, confirm_and_do
from backoffice.forms import OfficeForm
from backoffice.orders import record
from backoffice.settings.editing import number_in_words
from backoffice.warehouse.sourcing_words import names_of
from core.access import Actor
from core.access.http import staff
from core.errors import DomainError
from fulfillment.rerouting import ship_from as ship_from_job
from inventory.costing import company_currency
from inventory.models import SourcingDecision, Warehouse
from shop.order.models import Order

REFUSALS: dict[str, str | Promise] = {
    "picked_already": gettext_lazy("A picker has it on a list, or it is picked: %(numbers)s. Nothing was moved."),
    "order_is_over": gettext_lazy("This order is over: it ships from nowhere."),
    "not_released": gettext_lazy("It gets its warehouse when it is released."),
    "nothing_to_move": gettext_lazy("It holds nothing on a shelf that could be moved."),
    "held_there_already": gettext_lazy("It is held there already."),
    "not_enough_there": gettext_lazy("%(missing)s pieces are missing there. Choose more warehouses, or others."),
}


class ShipFromForm(OfficeForm):
    """`order` is what is moved; whether it can be is tried, and taken back, before anything is shown."""

    warehouses = forms.ModelMultipleChoiceField(
        Warehouse.objects.none(), label=gettext_lazy("Ship from"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one warehouse.")},
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("Why"), max_length=200, help_text=gettext_lazy("It stays with the choice and in the audit trail.")
    )

    def __init__(self, *args: Any, order: Order, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order, self.actor = order, actor
        self.would: SourcingDecision | None = None
        self.fields["warehouses"].queryset = Warehouse.objects.filter(is_active=True, serves__market=order.market_id)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("warehouses") and data.get("reason"):
            with transaction.atomic():
                self.would = self.move()
                transaction.set_rollback(True)
        return data

    def move(self) -> SourcingDecision | None:
        """Call the job; its refusal stands beside the field."""
        chosen = [house.pk for house in self.cleaned_data["warehouses"]]
        try:
            return ship_from_job(
                order_id=self.order.pk, warehouse_ids=chosen, reason=self.cleaned_data["reason"], actor=self.actor
            )
        except DomainError as refusal:
            words = REFUSALS.get(refusal.code)
            if words is None:
                raise
            data = {**refusal.data, "numbers": ", ".join(refusal.data.get("numbers", ()))}
            self.add_error("warehouses", str(words) % data)
        return None


def _preview(form: ShipFromForm) -> Preview:
    last = SourcingDecision.objects.filter(order=form.order).first()
    before: dict[str, Any] = last.chosen if last else {}
    after: dict[str, Any] = form.would.chosen if form.would else {}
    names = dict(Warehouse.objects.values_list("code", "name"))
    currency = company_currency()
    rows = [{"what": _("Warehouses"), "now": names_of(before, names), "after": names_of(after, names)}]
    for key, label in (
        ("parcels", _("Parcels")),
        ("cost", _("Cost, %(currency)s") % {"currency": currency}),
        ("km", _("Kilometres")),
        ("days_late", _("Days after the promise")),
    ):
        rows.append({"what": label, "now": number_in_words(before.get(key, 0)), "after": number_in_words(after.get(key, 0))})
    effects = [_("What is held on shelves moves there at once; a shipment that waits is called off and opened anew.")]
    return Preview(rows=rows, effects=effects)


@staff(GET="inventory.source", POST="inventory.source")
def ship_from(request: HttpRequest, number: str) -> HttpResponse:
    order = record.find(number)
    if order is None:
        raise Http404("no such order")
    back = reverse("backoffice:order", args=[order.number])
    actor = Actor.of(request.user, request)
    form = ShipFromForm(request.POST if request.method == "POST" else None, order=order, actor=actor)

    def job(filled: ShipFromForm, _actor: Actor) -> str | None:
        if filled.move() is None:
            return None
        messages.success(request, _("Moved. The warehouse there has it now."))
        return back

    return confirm_and_do(
        request,
        form,
        question=Question(
            head=gettext_lazy("Ship from elsewhere"),
            confirm=gettext_lazy("Ship from there"),
            facts=[{"label": _("Order"), "order": order}],
            wrong=gettext_lazy("Nothing was moved: some fields need another look."),
            leave=gettext_lazy("Back without moving"),
        ),
        preview=_preview,
        job=job,
        back=back,
        title=_("Ship from elsewhere"),
        crumbs=[
            {"title": _("Orders"), "url": reverse("backoffice:orders")},
            {"title": order.number, "url": back},
        ],
    )
