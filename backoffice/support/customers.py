"""A customer's page, and making a customer while somebody is on the line."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.accounting import statements
from backoffice.forms import OfficeForm
from core.access import Actor
from core.access.http import staff
from core.dates import reader
from sales.portfolio import ownerships_of
from shop.channels.doors import staff_doors
from shop.customer.models import Customer
from shop.customer.registering import PhoneNotUnderstood, normal_phone, register_customer
from support.customers import overview


class CustomerForm(OfficeForm):
    """Name and number are enough; the rest can follow."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    phone = forms.CharField(
        label=gettext_lazy("Telephone"), max_length=30, help_text=gettext_lazy("In any format; 0 or +84 in front")
    )
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    country = forms.ChoiceField(label=gettext_lazy("The number is from"), choices=[])
    language = forms.ChoiceField(label=gettext_lazy("Speaks"), choices=[])

    def __init__(self, *args, **kwargs):
        from django.conf import settings

        super().__init__(*args, **kwargs)
        self.fields["language"].choices = settings.LANGUAGES
        countries = list(dict.fromkeys(c for door in staff_doors() for c in door.channel_market.market.countries)) or ["VN"]
        self.fields["country"].choices = [(code, reader().territories.get(code, code)) for code in countries]

    def clean(self):
        cleaned = super().clean()
        try:
            cleaned["phone"] = normal_phone(cleaned.get("phone", ""), cleaned.get("country"))
        except PhoneNotUnderstood:
            self.add_error("phone", _("This is no telephone number there. Write it like 090 123 4567 or +84 90 123 4567."))
        return cleaned


@staff(GET="support.view")
def customer_page(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        seen = overview(pk)
    except Customer.DoesNotExist as error:
        raise Http404 from error
    context = {
        "title": seen.customer.name,
        "others": [
            {
                "title": _("Statement of account"),
                "icon": "report-money",
                "url": reverse("backoffice:customer_statement", args=[pk]),
            }
        ],
        "crumbs": [{"title": _("Support"), "url": reverse("backoffice:search")}, {"title": _("Customer")}],
        "seen": seen,
        "customer": seen.customer,
        "ownerships": ownerships_of(pk),
        "doors": staff_doors() if request.user.can("support.order") else [],
    }
    return render(request, "backoffice/support/customer.html", context)


@staff(GET="support.view")
def statement(request: HttpRequest, pk: int) -> HttpResponse:
    above = [
        {"title": _("Support"), "url": reverse("backoffice:search")},
        {"title": _("Customer"), "url": reverse("backoffice:customer", args=[pk])},
    ]
    return statements.page(request, pk, name="customer_statement", above=above)


@staff(GET="support.view")
def statement_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    return statements.file(request, pk, form)


@staff(GET="support.edit", POST="support.edit")
def new_customer(request: HttpRequest) -> HttpResponse:
    form = CustomerForm(
        request.POST or None, initial={"phone": request.GET.get("phone", ""), "name": request.GET.get("name", "")}
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        customer = register_customer(
            actor=Actor.of(request.user, request),
            name=data["name"],
            phone=data["phone"],
            email=data["email"],
            language=data["language"],
            came_by="phone_desk",
        )
        return redirect("backoffice:customer", pk=customer.pk)
    context = {
        "title": _("New customer"),
        "crumbs": [{"title": _("Support"), "url": reverse("backoffice:search")}, {"title": _("New customer")}],
        "form": form,
    }
    return render(request, "backoffice/support/customer_new.html", context, status=422 if form.is_bound else 200)
