"""Counts in the office: what is to be counted, what waits for a second person, and by which plan and classes."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.forms import OfficeForm
from backoffice.listing import render_list
from backoffice.settings.editing import SettingsForm, edit
from backoffice.warehouse.count_lists import Classes, Counts
from core import audit
from core.access import Actor
from core.access.http import staff
from core.dates import say
from core.errors import DomainError
from core.numbers import say_number
from core.transitions import IllegalTransition
from inventory.adjusting import UnitsAreHeld
from inventory.costing import company_currency
from inventory.counting import classifying, planning
from inventory.counting.deciding import AlreadyDecided, CounterDecides, NoReason, approve_variance, refuse_variance
from inventory.counting.telling import NothingToBook
from inventory.models import AbcLimits, Count, CountBasis, CountCause, CountPlan, CountStatus, Warehouse

#: Numbers of a count are shown from here on: a counter never sees what is expected.
TOLD = (CountStatus.TO_APPROVE, CountStatus.AGREED, CountStatus.BOOKED)


class ReasonForm(OfficeForm):
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=200)


class NoteForm(OfficeForm):
    note = forms.CharField(label=gettext_lazy("Note"), max_length=200, required=False)


class LimitsForm(SettingsForm):
    a_until = forms.IntegerField(label=gettext_lazy("A ends at, per cent"), min_value=1, max_value=98)
    b_until = forms.IntegerField(label=gettext_lazy("B ends at, per cent"), min_value=2, max_value=99)
    days = forms.IntegerField(label=gettext_lazy("Days looked back"), min_value=1, max_value=730)
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=200, required=False)
    refusals = {"limits_do_not_ascend": "b_until"}
    done = gettext_lazy("Saved. The classes were drawn anew.")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("a_until") and data.get("b_until") and data["a_until"] >= data["b_until"]:
            self.add_error("b_until", _("B ends after A."))
        return data

    def save(self, actor: Actor) -> AbcLimits:
        made = classifying.set_limits(actor=actor, **self.cleaned_data)
        classifying.classify(actor=actor)
        return made


class PlanForm(SettingsForm):
    basis = forms.ChoiceField(label=gettext_lazy("Class"), choices=CountBasis.choices)
    days_a = forms.IntegerField(label=gettext_lazy("Count A every, days"), min_value=1, max_value=730)
    days_b = forms.IntegerField(label=gettext_lazy("Count B every, days"), min_value=1, max_value=730)
    days_c = forms.IntegerField(label=gettext_lazy("Count C every, days"), min_value=1, max_value=730)
    most_per_day = forms.IntegerField(label=gettext_lazy("Counts a day at most"), min_value=1, max_value=1000)
    limit_pieces = forms.IntegerField(
        label=gettext_lazy("Second person above, pieces"), min_value=0, max_value=1_000_000, required=False
    )
    limit_value = forms.DecimalField(
        label=gettext_lazy("Second person above, value"), min_value=0, max_digits=15, decimal_places=2, required=False
    )
    limit_percent = forms.IntegerField(
        label=gettext_lazy("Second person above, per cent"), min_value=0, max_value=1000, required=False,
        help_text=gettext_lazy("A limit that is empty is not looked at; above any other a second person decides."),
    )  # fmt: skip
    is_active = forms.BooleanField(label=gettext_lazy("Plan counts every day"), required=False)
    refusals = {"bad_plan": "days_b"}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        days = [data.get(name) for name in ("days_a", "days_b", "days_c")]
        if all(days) and sorted(days) != days:  # type: ignore[type-var]
            self.add_error("days_b", _("A is counted at least as often as B, and B as C."))
        return data

    def save(self, actor: Actor) -> CountPlan:
        made = planning.set_plan(warehouse=self.subject.warehouse, actor=actor, **self.cleaned_data)
        planning.plan_counts(warehouse=made.warehouse, actor=actor)
        return made


def _to_list() -> dict[str, Any]:
    return {"title": _("Counts"), "url": reverse("backoffice:counts")}


@staff(GET="inventory.view")
def counts(request: HttpRequest) -> HttpResponse:
    others = [{"title": _("Classes"), "icon": "chart-bar", "url": reverse("backoffice:count_classes")}]
    if request.user.can("inventory.counting"):
        for one in Warehouse.objects.filter(is_active=True)[:4]:
            url = reverse("backoffice:count_plan", args=[one.code])
            others.append({"title": _("Plan of %(house)s") % {"house": one.code}, "icon": "calendar", "url": url})
    walk = {"title": _("Count bins"), "icon": "scan", "url": reverse("backoffice:count_walk")}
    return render_list(
        request,
        Counts(request),
        title=_("Counts"),
        sub=_("Counted blind, twice where it differs; above the plan's limits a second person decides."),
        crumbs=[{"title": _("Inventory")}],
        primary=walk if request.user.can("inventory.count") else None,
        others=others,
    )


@staff(GET="inventory.view")
def classes(request: HttpRequest) -> HttpResponse:
    limits = classifying.limits_in_force()
    said = ""
    if limits:
        said = _("A: the first %(a)s %%, B: up to %(b)s %% of what left in %(days)s days.")
        said = said % {"a": limits.a_until, "b": limits.b_until, "days": limits.days}
    change = {"title": _("Change the limits…"), "icon": "pencil", "url": reverse("backoffice:count_limits")}
    return render_list(
        request,
        Classes(request),
        title=_("Classes"),
        sub=said,
        crumbs=[{"title": _("Inventory")}, _to_list()],
        primary=change if request.user.can("inventory.counting") else None,
    )


@staff(GET="inventory.counting", POST="inventory.counting")
def limits(request: HttpRequest) -> HttpResponse:
    subject = classifying.limits_in_force() or AbcLimits()
    former = [
        _("%(when)s: A %(a)s %%, B %(b)s %%, %(days)s days")
        % {"when": say(one.set_at, "day"), "a": one.a_until, "b": one.b_until, "days": one.days}
        for one in AbcLimits.objects.all()[:5]
    ]
    back = reverse("backoffice:count_classes")
    crumbs = [{"title": _("Inventory")}, _to_list(), {"title": _("Classes"), "url": back}]
    return edit(request, LimitsForm, subject, title=_("Limits of the classes"), back=back, crumbs=crumbs, sub=" · ".join(former))


@staff(GET="inventory.counting", POST="inventory.counting")
def plan(request: HttpRequest, code: str) -> HttpResponse:
    house = get_object_or_404(Warehouse, code__iexact=code)
    crumbs = [{"title": _("Inventory")}, _to_list()]
    title = _("Counting plan of %(house)s") % {"house": house.name}
    return edit(request, PlanForm, planning.plan_of(house), title=title, back=reverse("backoffice:counts"), crumbs=crumbs)


@staff(GET="inventory.view")
def count(request: HttpRequest, pk: int) -> HttpResponse:
    """One count: what was told, what was decided, and what can be decided."""
    found = _find(pk)
    told = found.status in TOLD
    entries = list(found.entries.select_related("by").prefetch_related("lots__lot")) if told else []
    waits = found.status == CountStatus.TO_APPROVE and request.user.can("inventory.approve_counts")
    counted_it = any(entry.by_id == request.user.pk for entry in entries)
    may_strike = found.status in (CountStatus.OPEN, CountStatus.AGAIN) and request.user.can("inventory.counting")
    others = [{"title": _("Have it counted again…"), "icon": "refresh", "dialog": "refuse"}] if waits else []
    if may_strike:
        others.append({"title": _("Strike off…"), "icon": "x", "dialog": "strike"})
    context = {
        "title": _("Count %(number)s") % {"number": found.number},
        "sub": f"{found.product.sku} {found.product.get_title()} · {found.location.code}",
        "crumbs": [{"title": _("Inventory")}, _to_list()],
        "pills": [{"table": "count", "value": found.status}],
        "count": found,
        "facts": _facts(found, told),
        "entries": entries,
        "steps": list(audit.status_history(found)),
        "approve_form": NoteForm(auto_id="approve_%s") if waits and not counted_it else None,
        "refuse_form": ReasonForm(auto_id="refuse_%s") if waits else None,
        "strike_form": ReasonForm(auto_id="strike_%s") if may_strike else None,
        "counted_it": counted_it and waits,
        "others": others,
        "primary": {"title": _("Book the variance…"), "icon": "check", "dialog": "approve"} if waits and not counted_it else None,
    }
    return render(request, "backoffice/warehouse/count.html", context)


def _facts(found: Count, told: bool) -> list[dict[str, Any]]:
    facts = [
        {"label": _("Product"), "value": found.product.sku, "url": reverse("backoffice:stock_card", args=[found.product.sku])},
        {"label": _("Location"), "value": f"{found.warehouse.name}, {found.location.code}"},
        {"label": _("Why"), "value": CountCause(found.cause).label},
        {"label": _("Class"), "value": found.abc},
    ]
    if told and found.variance is not None:
        money = f"{say_number(found.variance_value or 0)} {company_currency()}"
        facts += [
            {"label": _("Variance"), "value": f"{found.variance:+d}", "num": True},
            {"label": _("In money"), "value": money, "num": True},
        ]
    if found.decided_by:
        facts.append({"label": _("Decided by"), "value": found.decided_by.get_full_name() or found.decided_by.email})
    return facts


@staff(POST="inventory.approve_counts")
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    form = NoteForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    try:
        approve_variance(count=_find(pk), actor=Actor.of(request.user, request), note=note)
        messages.success(request, _("Booked."))
    except AlreadyDecided:
        messages.info(request, _("It was decided already."))
    except CounterDecides:
        messages.error(request, _("Nothing was booked: you counted it. Somebody else has to decide."))
    except NothingToBook:
        messages.error(request, _("Nothing was booked: this product keeps no lots any more. Have it counted again."))
    except UnitsAreHeld as refused:
        said = _("Nothing was booked: %(held)s pieces there are held for orders. Pick them short, or cancel the orders first.")
        messages.error(request, said % {"held": refused.data["held"]})
    return redirect("backoffice:count", pk=pk)


@staff(POST="inventory.approve_counts")
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        refuse_variance(count=_find(pk), actor=Actor.of(request.user, request), reason=request.POST.get("reason", ""))
        messages.success(request, _("It is counted again, by two blind counts where it differs."))
    except AlreadyDecided:
        messages.info(request, _("It was decided already."))
    except NoReason:
        messages.error(request, _("Nothing was changed: say why it shall be counted again."))
    return redirect("backoffice:count", pk=pk)


@staff(POST="inventory.counting")
def strike(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        planning.strike_count(count=_find(pk), actor=Actor.of(request.user, request), reason=request.POST.get("reason", "")[:200])
        messages.success(request, _("Struck off."))
    except (IllegalTransition, DomainError):
        messages.info(request, _("It was decided already."))
    return redirect("backoffice:counts")


def _find(pk: int) -> Count:
    rows = Count.objects.select_related("product", "location", "warehouse", "first_by", "last_by", "decided_by")
    return get_object_or_404(rows, pk=pk)
