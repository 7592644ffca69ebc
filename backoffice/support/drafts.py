"""Phone and counter orders: the draft's page with its steps, kept after each of them; the last button places it."""

from contextlib import suppress

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from backoffice import undoing
from backoffice.support import refusals
from core.access import Actor
from core.access.http import staff
from core.errors import DomainError
from shop.address.models import Country
from shop.basket.models import Basket
from shop.catalogue.listing import visible_products
from shop.catalogue.models import Product
from shop.catalogue.searching import matching
from shop.channels.doors import staff_doors
from shop.channels.models import DoorKind
from shop.customer.models import Customer
from shop.customer.registering import PhoneNotUnderstood, normal_phone
from shop.order.sealing import seal
from shop.voucher import using
from support import drafting

FOUND = 8


@staff(GET="support.order")
def drafts_page(request: HttpRequest) -> HttpResponse:
    context = {
        "title": _("Phone and counter orders"),
        "crumbs": [{"title": _("Support"), "url": reverse("backoffice:search")}],
        "drafts": list(drafting.open_drafts(request.user)[:100]),
    }
    return render(request, "backoffice/support/drafts.html", context)


@staff(POST="support.order")
def start(request: HttpRequest) -> HttpResponse:
    customer = get_object_or_404(Customer, pk=_number(request.POST.get("customer")))
    wanted = _number(request.POST.get("door"))
    door = next((door for door in staff_doors() if door.pk == wanted), None)
    if door is None:
        messages.error(request, _("No staff desk or counter is open there. Doors are opened under Settings."))
        return redirect("backoffice:customer", pk=customer.pk)
    basket = drafting.start_draft(agent=request.user, customer=customer, door=door, actor=Actor.of(request.user, request))
    return redirect("backoffice:draft", pk=basket.pk)


@staff(GET="support.order")
def draft_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Where it was placed meanwhile, its order: the Back button leads here."""
    number = _placed(request, pk)
    return redirect("backoffice:order", number) if number else _show(request, _draft(request, pk))


@staff(POST="support.order")
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add by barcode, item number or words: one match goes in, several are shown to choose from."""
    basket = _draft(request, pk)
    _keep_along(request, basket)
    text = request.POST.get("q", "").strip()
    quantity = _number(request.POST.get("quantity"), default=1)
    chosen = _number(request.POST.get("product"))
    found = _find(basket, text, chosen)
    if len(found) != 1:
        note = "" if found else _("Nothing on sale here is called “%(text)s”.") % {"text": text}
        return _show(request, basket, found=found, add_error=note, q=text)
    try:
        drafting.add_product(basket=basket, product=found[0], quantity=quantity)
    except DomainError as refusal:
        return _show(request, basket, add_error=refusals.say(refusal), q=text)
    return redirect("backoffice:draft", pk=pk)


def _find(basket: Basket, text: str, chosen: int) -> list[Product]:
    products = visible_products(basket.channel_market)
    if chosen:
        return list(products.filter(pk=chosen))
    code = text.replace(" ", "")
    exact = list(products.filter(sku__iexact=code) | products.filter(barcodes__code=code))
    return exact[:1] or list(matching(products, text).order_by("title")[:FOUND])


@staff(POST="support.order")
def quantity(request: HttpRequest, pk: int) -> HttpResponse:
    basket = _draft(request, pk)
    _keep_along(request, basket)
    product, wanted = _number(request.POST.get("product")), _number(request.POST.get("quantity"), default=-1)
    line = basket.lines.filter(product=product).select_related("product").first() if wanted == 0 else None
    try:
        drafting.change_quantity(basket=basket, product_id=product, quantity=wanted)
    except DomainError as refusal:
        typed = request.POST.get("quantity", "").strip()[:20]
        return _show(request, basket, line_error=refusals.say(refusal), line_error_product=product, line_error_typed=typed)
    if line is not None:
        head = _("%(title)s was taken out") % {"title": line.product.get_title()}
        fields = {"product": str(product), "quantity": str(line.quantity)}
        undoing.offer(request, head=head, action=reverse("backoffice:draft_add", args=[pk]), fields=fields)
    return redirect("backoffice:draft", pk=pk)


@staff(POST="support.order")
def voucher(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a voucher on the draft, or take it off. A refused code stays in the field with the reason."""
    basket = _draft(request, pk)
    _keep_along(request, basket)
    typed = request.POST.get("code", "").replace("\x00", "").strip()[: using.LONGEST]
    try:
        if "remove" in request.POST:
            _drop_voucher(request, basket)
        else:
            drafting.use_voucher(basket=basket, code=typed)
    except DomainError as refusal:
        said = refusals.why_no_voucher(refusal) if typed else _("Type the code of the voucher.")
        return _show(request, basket, voucher_error=said, voucher_typed=typed)
    return redirect("backoffice:draft", pk=pk)


def _drop_voucher(request: HttpRequest, basket: Basket) -> None:
    gone = basket.voucher
    drafting.drop_voucher(basket=basket)
    if gone is not None:
        head = _("%(title)s was taken out") % {"title": gone.code}
        undoing.offer(
            request, head=head, action=reverse("backoffice:draft_voucher", args=[basket.pk]), fields={"code": gone.code}
        )


@staff(POST="support.order")
def details(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what was typed, then say what is wrong with it: nothing typed is lost."""
    basket = _draft(request, pk)
    _keep_along(request, basket)
    if basket.draft.get("phone") and not drafting.can_be_rung(drafting.details_of(basket)):
        return _show(request, basket, is_wrong=True)
    return redirect("backoffice:draft", pk=pk)


def _keep_along(request: HttpRequest, basket: Basket) -> None:
    """Keep what came along from the fields of the page, whichever of its forms was sent."""
    given = {name: request.POST[name].strip()[:255] for name in drafting.DETAILS if name in request.POST}
    if given.get("phone"):
        with suppress(PhoneNotUnderstood):  # kept as typed; the page says what is wrong with it for as long as it is
            given["phone"] = normal_phone(given["phone"], given.get("country") or basket.draft.get("country") or drafting.HOME)
    if given:
        drafting.save_details(basket=basket, **given)


@staff(POST="support.order")
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """Place at the prices that were read out; a second press leads to the same order."""
    if placed := _placed(request, pk):
        return redirect("backoffice:order", placed)
    basket = _draft(request, pk)
    try:
        done = drafting.place_draft(
            basket=basket, agent=request.user, seen=request.POST.get("seen", ""), actor=Actor.of(request.user, request)
        )
    except DomainError as refusal:
        return _show(request, _draft(request, pk), place_error=refusals.say(refusal))
    door = drafting.door_of(basket)
    at_counter = door is not None and door.kind == DoorKind.COUNTER
    said = _("Order placed. Give the customer the number.") if at_counter else _("Order placed. Read the number to the caller.")
    messages.success(request, said)
    return redirect("backoffice:order", done.order.number)


@staff(POST="support.order")
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    drafting.remove_draft(basket=_draft(request, pk), actor=Actor.of(request.user, request))
    head = _("Draft removed. Nothing had been promised for it.")
    undoing.offer(request, head=head, action=reverse("backoffice:draft_bring_back", args=[pk]), fields={})
    return redirect("backoffice:drafts")


@staff(POST="support.order")
def bring_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo the removal of one's own draft."""
    try:
        drafting.bring_back_draft(draft_id=pk, agent=request.user, actor=Actor.of(request.user, request))
    except drafting.DraftNotFound:
        messages.warning(request, _("There is nothing to bring back: another draft for this customer is open, or it was placed."))
        return redirect("backoffice:drafts")
    return redirect("backoffice:draft", pk=pk)


def _placed(request: HttpRequest, pk: int) -> str | None:
    """The number of the order that this agent's draft became. One query."""
    mine = Basket.objects.filter(pk=pk, drafted_by=request.user, order__isnull=False)
    return mine.values_list("order__number", flat=True).first()


def _draft(request: HttpRequest, pk: int) -> Basket:
    try:
        return drafting.find_draft(draft_id=pk, agent=request.user)
    except drafting.DraftNotFound as error:
        raise Http404 from error


def _number(text: str | None, default: int = 0) -> int:
    """A number somebody sent; nonsense is the default."""
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else default


def _show(request: HttpRequest, basket: Basket, **context) -> HttpResponse:
    draft = drafting.look_at(basket)
    quote, door = draft.quote, drafting.door_of(basket)
    names = {**refusals.FIELDS, "lines": _("a product")}
    bad = any(context.get(name) for name in ("add_error", "line_error", "is_wrong", "place_error", "voucher_error"))
    errors = {}
    if draft.details["phone"] and not drafting.can_be_rung(draft.details):
        errors["phone"] = _("This is no telephone number there. Write it like 090 123 4567 or +84 90 123 4567.")
    context |= {
        "title": _("Counter order") if door and door.kind == DoorKind.COUNTER else _("Phone order"),
        "at_counter": door is not None and door.kind == DoorKind.COUNTER,
        "door": door,
        "basket": basket,
        "channel": basket.channel_market.channel,
        "customer": basket.customer,
        "draft": draft,
        "quote": quote,
        "details": draft.details,
        "errors": errors,
        "countries": _countries(basket),
        "missing": [names[name] for name in draft.missing],
        "voucher_why_not": refusals.voucher(quote.offered.voucher_problem) if quote.voucher else "",
        "voucher_gave": refusals.voucher_gave(quote),
        "saved_by": ", ".join(dict.fromkeys(given.title for given in quote.offered.given)),
        "problems": [refusals.problem(p, quote) for p in quote.problems],
        "seal": seal(quote) if not draft.missing and not quote.problems else "",
    }
    return render(request, "backoffice/support/draft.html", context, status=422 if bad else 200)


def _countries(basket: Basket):
    codes = basket.channel_market.market.countries
    countries = Country.objects.filter(iso_3166_1_a2__in=codes) if codes else Country.objects.filter(is_shipping_country=True)
    return list(countries.order_by("printable_name"))
