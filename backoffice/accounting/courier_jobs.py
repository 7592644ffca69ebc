"""Exceptions with couriers: what a refused parcel cost and who bears it, and clearing cash that came short."""

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounting import recipes
from accounting.clearing import OUT_OF, MoreThanShort, clear_short_pay
from accounting.collecting import Bearer, CostKnown, NotRefused, charge_refusal
from accounting.models import Clearing, CreditNote, JournalEntry, RemittanceLine
from accounting.posting import is_booked
from accounting.reasons import in_words
from backoffice.accounting.forms import amount_field
from backoffice.accounting.open_matters import CAME_BACK, RefusedParcels, ShortPays
from backoffice.accounting.payments import crumbs
from backoffice.accounting.previews import booked, said
from backoffice.confirming import Preview, Question, confirm_and_do
from backoffice.forms import OfficeForm, dress
from backoffice.listing import render_list
from core.access import Actor
from core.access.http import staff
from core.money import decimals
from fulfillment.models import Shipment


class Above(OfficeForm):
    """A form with an amount above zero in one currency, first of its fields."""

    def __init__(self, *args: Any, currency: str, label: Any, most: Decimal | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"] = amount_field(currency, label, **({"max_value": most} if most is not None else {}))
        if most is not None:
            self.fields["amount"].initial = f"{most:.{decimals(currency)}f}"
        dress(self.fields["amount"])
        self.order_fields(["amount"])

    def clean_amount(self) -> Decimal:
        amount: Decimal = self.cleaned_data["amount"]
        if amount <= 0:
            raise forms.ValidationError(_("Type an amount above zero."))
        return amount


class RefusalCost(Above):
    bearer = forms.ChoiceField(label=gettext_lazy("Who bears it"), choices=Bearer.choices, widget=forms.RadioSelect)
    reference = forms.CharField(label=gettext_lazy("The courier's bill"), max_length=80, required=False)


class ClearShort(Above):
    how = forms.ChoiceField(label=gettext_lazy("What became of it"), choices=Clearing.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Reference or reason, printed on the entry"),
        max_length=200,
        help_text=gettext_lazy("The bank's reference, the courier's letter, or who decided and why."),
    )


@staff(GET="accounting.view")
def refused_parcels(request: HttpRequest) -> HttpResponse:
    return render_list(
        request,
        RefusedParcels(request),
        title=_("Refused parcels"),
        sub=_("Cash on delivery that nobody accepted: what it cost, and who bears that."),
        crumbs=crumbs(),
    )


@staff(GET="accounting.remit", POST="accounting.remit")
def refusal_charge(request: HttpRequest, pk: int) -> HttpResponse:
    """Book what a refused parcel cost. Once per shipment."""
    shipment = get_object_or_404(Shipment.objects.select_related("order__channel", "carrier"), pk=pk, status__in=CAME_BACK)
    order, back = shipment.order, reverse("backoffice:refused_parcels")
    if is_booked(f"refusal-cost:{pk}"):
        messages.info(request, _("What this parcel cost is booked already."))
        return redirect(back)
    label = _("What the courier charges, %(currency)s") % {"currency": order.currency}
    form = RefusalCost(request.POST or None, currency=order.currency, label=label)

    def job(form: RefusalCost, actor: Actor) -> str | None:
        try:
            entry = charge_refusal(shipment_id=pk, actor=actor, **form.cleaned_data)
        except CostKnown:
            messages.info(request, _("What this parcel cost is booked already."))
            return back
        except NotRefused:
            form.add_error(None, _("This parcel was not refused. Nothing was booked."))
            return None
        messages.success(request, _("Booked as %(number)s.") % {"number": entry.number})
        return back

    def preview(form: RefusalCost) -> Preview:
        data = form.cleaned_data
        to_customer = data["bearer"] == Bearer.CUSTOMER
        lines = recipes.refusal_cost(amount=data["amount"], currency=order.currency, borne_by_customer=to_customer)
        effects = [_("It is owed to the courier from now on.")]
        if to_customer:
            name = order.contact_name
            effects.append(_("%(customer)s owes it: it stands under receivables, due today.") % {"customer": name})
        else:
            effects.append(_("It is an expense of this order's channel."))
        return Preview(lines=booked(lines), effects=effects)

    question = Question(
        head=_("What the refused parcel cost"),
        confirm=_("Book the cost"),
        facts=[
            {"label": _("Shipment"), "value": shipment.number},
            {"label": _("Order"), "order": order},
            {"label": _("Carrier"), "value": shipment.carrier.name if shipment.carrier else ""},
            {"label": _("Why it came back"), "value": in_words(shipment.ended_reason)},
            *_credited(shipment),
            {"label": _("Cash that was due"), "value": shipment.cash_due, "currency": shipment.currency},
        ],
    )
    return confirm_and_do(
        request, form, question=question, preview=preview, job=job, back=back, title=shipment.number,
        crumbs=crumbs({"title": _("Refused parcels"), "url": back}),
    )  # fmt: skip


def _credited(shipment: Shipment) -> list[dict[str, Any]]:
    """What the books took back of it, when only a part of the shipment was refused."""
    note = CreditNote.objects.filter(source=f"refused:{shipment.pk}").first()
    if note is None:
        return []
    said_of = _("Credited") if shipment.delivered_at is None else _("Credited, the rest was taken")
    return [{"label": said_of, "value": note.total_incl_tax, "currency": note.currency}]


@staff(GET="accounting.view")
def short_pays(request: HttpRequest) -> HttpResponse:
    return render_list(
        request,
        ShortPays(request),
        title=_("Short-paid parcels"),
        sub=_("What couriers kept of the cash they took, until somebody clears it."),
        crumbs=crumbs({"title": _("Cash at couriers"), "url": reverse("backoffice:couriers")}),
    )


@staff(GET="accounting.remit", POST="accounting.remit")
def short_pay(request: HttpRequest, pk: int) -> HttpResponse:
    """Clear what a courier kept of one parcel's cash, or a part of it."""
    lines = RemittanceLine.objects.with_short().select_related("remittance", "item__order__channel")  # type: ignore[attr-defined]
    line = get_object_or_404(lines, pk=pk)
    currency, back = line.remittance.currency, reverse("backoffice:short_pays")
    if line.short <= 0:
        messages.info(request, _("This short pay is cleared."))
        return redirect(back)
    label = _("Amount cleared, %(currency)s") % {"currency": currency}
    form = ClearShort(request.POST or None, currency=currency, label=label, most=line.short)

    def job(form: ClearShort, actor: Actor) -> str | None:
        try:
            entry: JournalEntry = clear_short_pay(line_id=pk, actor=actor, **form.cleaned_data)
        except MoreThanShort:
            form.add_error("amount", _("Meanwhile less than that is open. Nothing was booked."))
            return None
        messages.success(request, _("Booked as %(number)s.") % {"number": entry.number})
        return back

    def preview(form: ClearShort) -> Preview:
        data = form.cleaned_data
        drafts = recipes.short_pay_cleared(amount=data["amount"], currency=currency, out_of=OUT_OF[Clearing(data["how"])])
        row = {"what": _("Still short"), "now": said(line.short, currency), "after": said(line.short - data["amount"], currency)}
        return Preview(rows=[row], lines=booked(drafts))

    question = Question(
        head=_("Clear a short pay"),
        confirm=_("Book it"),
        facts=[
            {"label": _("Remittance"), "value": line.remittance.reference},
            {"label": _("Order"), "order": line.item.order},
            {"label": _("Expected"), "value": line.expected, "currency": currency},
            {"label": _("Received"), "value": line.received, "currency": currency},
            {"label": _("Still short"), "value": line.short, "currency": currency},
        ],
    )
    return confirm_and_do(
        request, form, question=question, preview=preview, job=job, back=back, title=line.remittance.reference,
        crumbs=crumbs({"title": _("Short-paid parcels"), "url": back}),
    )  # fmt: skip
