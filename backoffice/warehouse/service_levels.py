"""How sure the company wants to be of not running out: what holds, what held, and setting another level."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.confirming import Preview, Question, confirm_and_do
from backoffice.forms import OfficeForm
from backoffice.listing import ChoiceFilter, Column, Export, FoundFilter, Listing, Sort, View, render_list
from backoffice.lists.words import of_product
from core.access import Actor
from core.access.http import staff
from core.numbers import say_number
from inventory.models import AbcClass, ServiceLevel
from inventory.reordering.arithmetic import advise
from inventory.reordering.facts import cases, with_level
from inventory.reordering.service_levels import HIGHEST, LONGEST, LOWEST, Level, service_levels, set_service_level
from inventory.reordering.suggesting import suggest_all
from shop.catalogue.models import Product


class Levels(Listing):
    name = "service_levels"
    caption = gettext_lazy("Service levels")
    sorts = {"at": Sort(gettext_lazy("When"), "set_at", descending=True)}
    filters = (
        FoundFilter("sku", gettext_lazy("Item number"), find=of_product),
        ChoiceFilter("class", gettext_lazy("Class"), AbcClass.choices, field="abc_class"),
    )
    views = (View(gettext_lazy("All"), {}),)
    columns = (
        Column(gettext_lazy("When"), sort="at"),
        Column(gettext_lazy("Of what")),
        Column(gettext_lazy("Service level"), num=True),
        Column(gettext_lazy("An order lasts, days"), num=True),
        Column(gettext_lazy("Reason")),
        Column(gettext_lazy("By")),
    )
    row_template = "backoffice/warehouse/service_level_row.html"
    empty_head = gettext_lazy("The house's own levels hold")
    empty_text = gettext_lazy(
        "A: 98 %, an order lasts 14 days; B: 95 %, 21 days; C: 90 %, 28 days. Set another one to change that."
    )
    empty_kind = "setup"
    exports = (
        Export("at", lambda row: row.set_at),
        Export("class", lambda row: row.abc_class),
        Export("sku", lambda row: row.product.sku if row.product else ""),
        Export("percent", lambda row: row.percent),
        Export("order_days", lambda row: row.order_days),
        Export("reason", lambda row: row.reason),
        Export("by", lambda row: row.set_by),
    )

    def queryset(self) -> QuerySet:
        return ServiceLevel.objects.select_related("product")


class LevelForm(OfficeForm):
    """A level of a class or of one product."""

    abc_class = forms.ChoiceField(
        label=gettext_lazy("Class"), required=False, choices=lambda: [("", _("One product")), *AbcClass.choices]
    )
    sku = forms.CharField(
        label=gettext_lazy("Item number"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("A class or a product, one of the two."),
    )
    percent = forms.DecimalField(
        label=gettext_lazy("Service level, %"),
        required=False,
        min_value=LOWEST,
        max_value=HIGHEST,
        max_digits=4,
        decimal_places=2,
        help_text=gettext_lazy("Of a hundred waits for a delivery so many end without running out. Empty: as its class."),
    )
    order_days = forms.IntegerField(label=gettext_lazy("An order lasts, days"), min_value=1, max_value=LONGEST, initial=14)
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=200)

    product: Product | None = None

    def clean_sku(self) -> str:
        sku = str(self.cleaned_data["sku"]).strip()
        if sku:
            self.product = Product.objects.filter(sku__iexact=sku, product_class__track_stock=True).first()
            if self.product is None:
                raise forms.ValidationError(_("No stocked product has this item number."))
        return sku

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = bool(data.get("abc_class"))
        if "sku" in data and chosen == bool(data["sku"]):
            self.add_error("sku", _("A class or a product, one of the two."))
        if chosen and data.get("percent") is None and "percent" in data:
            self.add_error("percent", _("A class needs a level."))
        return data


@staff(GET="inventory.view")
def service_levels_list(request: HttpRequest) -> HttpResponse:
    found = service_levels()
    held = ", ".join(f"{code} {_level_said(level)}" for code, level in sorted(found.by_class.items()))
    another = {"title": _("Set a level"), "icon": "plus", "url": reverse("backoffice:service_level_new")}
    return render_list(
        request,
        Levels(request),
        title=_("Service levels"),
        sub=_("Now: %(held)s. The surer, the more lies in stock.") % {"held": held},
        crumbs=_crumbs(),
        primary=another if request.user.can("inventory.buy") else None,
    )


def _crumbs() -> list[dict[str, Any]]:
    return [{"title": _("Inventory")}, {"title": _("What to buy"), "url": reverse("backoffice:reorder")}]


def _level_said(level: Level) -> str:
    return f"{say_number(level.percent.normalize())} %"


@staff(GET="inventory.buy", POST="inventory.buy")
def new(request: HttpRequest) -> HttpResponse:
    """Set a level; what it does to safety stock is shown first."""
    form = LevelForm(request.POST or None, initial={"sku": request.GET.get("sku", "")[:40]})

    def job(filled: LevelForm, actor: Actor) -> str | None:
        data = filled.cleaned_data
        set_service_level(
            actor=actor,
            percent=data["percent"],
            order_days=data["order_days"],
            abc_class=data["abc_class"],
            product=filled.product,
            reason=data["reason"],
        )
        suggest_all(actor=actor)
        messages.success(request, _("The service level holds; what to buy was worked out anew."))
        return reverse("backoffice:service_levels")

    levels = {"title": _("Service levels"), "url": reverse("backoffice:service_levels")}
    question = Question(
        head=_("Set a service level"),
        confirm=_("Set it"),
        leave=_("Back without changing anything"),
        wrong=_("Nothing was changed: some fields need another look."),
    )
    return confirm_and_do(
        request, form, question=question, preview=_preview, job=job, back=reverse("backoffice:service_levels"),
        title=_("Set a service level"), crumbs=[*_crumbs(), levels],
    )  # fmt: skip


def _preview(form: LevelForm) -> Preview:
    """The level before and after, and what it does to the safety stock of the products it is of."""
    data, levels = form.cleaned_data, service_levels()
    abc_class, product = data["abc_class"], form.product
    concerned = [
        case
        for case in cases([product.pk] if product else None)
        if (product or (case.abc_class == abc_class and case.product_id not in levels.by_product))
    ]
    of_class = abc_class or (concerned[0].abc_class if concerned else AbcClass.C)
    now = levels.by_product.get(product.pk) if product else levels.by_class[abc_class]
    after = Level(data["percent"], data["order_days"]) if data["percent"] is not None else levels.by_class[of_class]
    was = sum(advise(case.demand, case.stock, case.terms).safety for case in concerned)
    will = sum(advise(case.demand, case.stock, with_level(case.terms, after)).safety for case in concerned)
    own = _("as its class")
    rows = [
        {"what": _("Service level"), "now": _level_said(now) if now else own,
         "after": _level_said(after) if data["percent"] is not None else own},
        {"what": _("Safety stock in all, pieces"), "now": say_number(was), "after": say_number(will)},
    ]  # fmt: skip
    said = _("It concerns %(n)s products that somebody asks for.") % {"n": say_number(len(concerned))}
    return Preview(rows=rows, leads_to=[said], effects=[_("What was set before stays in the list.")])
