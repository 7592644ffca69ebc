"""Suppliers: whom we buy from, what they sell us in which packs, at which price from how many pieces on."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.buying.lists import Suppliers
from backoffice.buying.words import said
from backoffice.forms import OfficeForm
from backoffice.listing import render_list
from backoffice.warehouse.scanned import find_product
from core.access import Actor
from core.access.http import staff
from core.errors import DomainError
from inventory.buying import suppliers as jobs
from inventory.costing import company_currency
from inventory.models import Supplier, SupplierProduct
from shop.catalogue.models import Product

COLUMNS = (
    "name", "email", "phone", "address", "country", "language", "currency", "lead_time_days", "lead_time_spread_days",
    "is_active",
)  # fmt: skip


class SupplierForm(OfficeForm):
    """Who it is, how to write to them, how long they take."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False, help_text=gettext_lazy("Purchase orders go there."))
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=30, required=False)
    address = forms.CharField(label=gettext_lazy("Address"), max_length=200, required=False)
    country = forms.RegexField(
        r"^[A-Za-z]{2}$", label=gettext_lazy("Country"), help_text=gettext_lazy("Two letters: VN, TH, CO.")
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=lambda: settings.LANGUAGES)
    currency = forms.RegexField(
        r"^[A-Za-z]{3}$", label=gettext_lazy("Currency"), help_text=gettext_lazy("Three letters: VND, THB, USD.")
    )
    lead_time_days = forms.IntegerField(label=gettext_lazy("Lead time, days"), min_value=0, max_value=730)
    lead_time_spread_days = forms.IntegerField(label=gettext_lazy("Give or take, days"), min_value=0, max_value=365)
    is_active = forms.BooleanField(label=gettext_lazy("We buy from them"), required=False)

    def clean_country(self) -> str:
        return str(self.cleaned_data["country"]).upper()

    def clean_currency(self) -> str:
        return str(self.cleaned_data["currency"]).upper()


class TermsForm(OfficeForm):
    """A product of theirs, and the price of a break that begins today."""

    product = forms.CharField(label=gettext_lazy("Item number or barcode"), max_length=60)
    supplier_sku = forms.CharField(label=gettext_lazy("Their item number"), max_length=60, required=False)
    pack_size = forms.IntegerField(label=gettext_lazy("Pieces in a pack"), min_value=1, max_value=jobs.MOST_IN_A_PACK, initial=1)
    minimum_quantity = forms.IntegerField(
        label=gettext_lazy("Least to order, pieces"), min_value=1, max_value=jobs.MOST_PIECES, initial=1
    )
    lead_time_days = forms.IntegerField(
        label=gettext_lazy("Lead time, days"), min_value=0, max_value=jobs.LONGEST_LEAD, required=False,
        help_text=gettext_lazy("Empty: the supplier’s own."),
    )  # fmt: skip
    from_quantity = forms.IntegerField(
        label=gettext_lazy("Price from, pieces"), min_value=1, max_value=jobs.MOST_PIECES, initial=1
    )
    unit_price = forms.DecimalField(
        label=gettext_lazy("Price of a piece"), max_digits=14, decimal_places=4, min_value=0, required=False,
        help_text=gettext_lazy("Empty: prices stay as they are."),
    )  # fmt: skip
    is_preferred = forms.BooleanField(label=gettext_lazy("Buy it from here first"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="terms-%s", **kwargs)

    def clean_product(self) -> Product:
        found = find_product(self.cleaned_data["product"].strip())
        if found is None:
            raise forms.ValidationError(_("No product has this item number or barcode."))
        return found


def crumbs(*more: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"title": _("Inventory")}, *more]


@staff(GET="inventory.view")
def suppliers(request: HttpRequest) -> HttpResponse:
    add = {"title": _("Add a supplier"), "icon": "plus", "url": reverse("backoffice:supplier_new")}
    return render_list(
        request,
        Suppliers(request),
        title=_("Suppliers"),
        sub=_("Whom we buy from, how long they take, and at which price."),
        crumbs=crumbs(),
        primary=add if request.user.can("inventory.buy") else None,
    )


@staff(GET="inventory.buy", POST="inventory.buy")
def new(request: HttpRequest) -> HttpResponse:
    initial = {
        "country": "VN",
        "language": "vi",
        "currency": company_currency(),
        "lead_time_days": 7,
        "lead_time_spread_days": 2,
        "is_active": True,
    }
    form = SupplierForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        code = slugify(form.cleaned_data["name"])[:20] or "supplier"
        if Supplier.objects.filter(code=code).exists():
            code = f"{code[:14]}-{Supplier.objects.count() + 1}"
        saved = _save(request, form, code)
        if saved is not None:
            messages.success(request, _("Added. Now say what they sell and at which price."))
            return redirect("backoffice:supplier", pk=saved.pk)
    return _page(request, None, form, TermsForm())


@staff(GET="inventory.view", POST="inventory.buy")
def supplier(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Supplier, pk=pk)
    form = SupplierForm(request.POST or None, initial={name: getattr(found, name) for name in COLUMNS})
    if request.method == "POST" and form.is_valid() and _save(request, form, found.code):
        messages.success(request, _("Saved."))
        return redirect("backoffice:supplier", pk=pk)
    return _page(request, found, form, TermsForm())


@staff(POST="inventory.buy")
def terms(request: HttpRequest, pk: int) -> HttpResponse:
    """A product of theirs with its packs, and perhaps a price."""
    found = get_object_or_404(Supplier, pk=pk)
    form = TermsForm(request.POST)
    if form.is_valid() and _save_terms(request, found, form):
        messages.success(request, _("Saved."))
        return redirect("backoffice:supplier", pk=pk)
    return _page(request, found, SupplierForm(initial={name: getattr(found, name) for name in COLUMNS}), form)


def _save(request: HttpRequest, form: SupplierForm, code: str) -> Supplier | None:
    try:
        return jobs.save_supplier(actor=Actor.of(request.user, request), code=code, **form.cleaned_data)
    except DomainError as refusal:
        form.add_error("language" if refusal.code == "bad_supplier" else "currency", said(refusal))
        return None


def _save_terms(request: HttpRequest, found: Supplier, form: TermsForm) -> bool:
    data, actor = form.cleaned_data, Actor.of(request.user, request)
    kept = {name: data[name] for name in ("supplier_sku", "pack_size", "minimum_quantity", "lead_time_days")}
    try:
        row = jobs.list_product(actor=actor, supplier=found, product=data["product"], **kept)
        if data["unit_price"] is not None:
            jobs.set_price(actor=actor, supplier_product=row, unit_price=data["unit_price"], from_quantity=data["from_quantity"])
        if data["is_preferred"]:
            jobs.prefer(actor=actor, supplier_product=row)
    except DomainError as refusal:
        form.add_error("product" if refusal.code == "not_bought" else "unit_price", said(refusal))
        return False
    return True


def _page(request: HttpRequest, found: Supplier | None, form: SupplierForm, terms_form: TermsForm) -> HttpResponse:
    may = request.user.can("inventory.buy")
    rows: list[SupplierProduct] = []
    if found:
        rows = list(found.products.select_related("product", "supplier").prefetch_related("prices")[:200])
    order = f"{reverse('backoffice:purchase_order_new')}?supplier={found.pk}" if found else ""
    context = {
        "supplier": found,
        "form": form,
        "may": may,
        "terms_form": terms_form,
        "rows": rows,
        "title": found.name if found else _("New supplier"),
        "crumbs": crumbs({"title": _("Suppliers"), "url": reverse("backoffice:suppliers")}),
        "primary": {"title": _("Order from them"), "icon": "plus", "url": order} if found and may and rows else None,
    }
    wrong = bool(form.errors or terms_form.errors)
    return render(request, "backoffice/buying/supplier.html", context, status=422 if wrong else 200)
