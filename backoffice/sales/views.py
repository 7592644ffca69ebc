"""The approval inbox and the rules that fill it."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.forms import OfficeForm
from core.access import Actor
from core.access.http import staff
from core.money import decimals, round_amount
from sales import checks
from sales.models import CheckRule, RuleKind
from sales.waiting import held_orders
from shop.channels.models import Channel, Market
from shop.order.models import Order

SHOWN = 200


@staff(GET="sales.view")
def held(request: HttpRequest) -> HttpResponse:
    orders = list(held_orders()[:SHOWN])
    for order in orders:
        order.why = [why(check) for check in order.objections]
    context = {"title": _("Held for approval"), "orders": orders, "may_decide": request.user.can("sales.approve")}
    return render(request, "backoffice/sales/held.html", context)


def why(check) -> dict:
    """The rule and the evidence it stored: change the rule and later sentences change, this one stays."""
    return {"rule": check.rule_name, "evidence": check.evidence, "kind": check.rule.get_kind_display() if check.rule else ""}


@staff(POST="sales.approve")
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Release or cancel a held order; somebody else's earlier decision is said, not overwritten."""
    actor = Actor.of(request.user, request)
    reason = request.POST.get("reason", "").strip()[:200]
    try:
        if request.POST.get("decision") == "release":
            checks.approve(order_id=pk, actor=actor)
            messages.success(request, _("Released. Inventory is reserving it now."))
        elif not reason:
            messages.error(request, _("Nothing was cancelled: say why, the customer will ask."))
        else:
            checks.reject(order_id=pk, reason=reason, actor=actor)
            messages.success(request, _("Cancelled. The promised stock was given back."))
    except checks.NotHeld:
        messages.warning(request, _("Somebody else has decided on this order meanwhile. Nothing was changed."))
    except Order.DoesNotExist:
        messages.error(request, _("There is no such order."))
    return redirect("backoffice:held")


class RuleForm(OfficeForm):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    kind = forms.ChoiceField(label=gettext_lazy("Hold when"), choices=RuleKind.choices)
    market = forms.ModelChoiceField(label=gettext_lazy("Market"), queryset=Market.objects.all())
    channel = forms.ModelChoiceField(
        label=gettext_lazy("Channel"), queryset=Channel.objects.all(), required=False, empty_label=gettext_lazy("All channels")
    )
    amount = forms.DecimalField(label=gettext_lazy("Amount, in the market's currency, with tax"), min_value=0, max_digits=15)
    is_active = forms.BooleanField(label=gettext_lazy("In force"), required=False, initial=True)

    def clean(self):
        cleaned = super().clean()
        amount, market = cleaned.get("amount"), cleaned.get("market")
        if amount is not None and amount <= 0:
            self.add_error("amount", _("An amount above zero, please."))
        elif amount and market and round_amount(amount, market.currency) != amount:
            places = decimals(market.currency)
            self.add_error("amount", _("%(currency)s has %(places)s decimals.") % {"currency": market.currency, "places": places})
        return cleaned


@staff(GET="sales.rules", POST="sales.rules")
def rules(request: HttpRequest) -> HttpResponse:
    form = RuleForm(request.POST or None, initial=_initial(request.GET.get("rule", "")))
    if request.method == "POST" and form.is_valid():
        rule = checks.save_rule(actor=Actor.of(request.user, request), **form.cleaned_data)
        messages.success(request, _("“%(name)s” is kept. It looks at orders placed from now on.") % {"name": rule.name})
        return redirect("backoffice:check_rules")
    context = {
        "title": _("Order checks"),
        "form": form,
        "rules": list(CheckRule.objects.select_related("market", "channel")),
    }
    return render(request, "backoffice/sales/rules.html", context, status=422 if form.is_bound else 200)


def _initial(pk: str) -> dict:
    rule = CheckRule.objects.filter(pk=pk).first() if pk.isdigit() and len(pk) < 10 else None
    if rule is None:
        return {}
    amount = round_amount(rule.amount, rule.market.currency)
    return {
        "name": rule.name, "kind": rule.kind, "market": rule.market, "channel": rule.channel, "amount": amount,
        "is_active": rule.is_active,
    }  # fmt: skip
