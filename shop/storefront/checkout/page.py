"""What the checkout page shows: which steps are done, which one is open, and the quote behind them all."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shop.basket.models import Basket
from shop.customer.models import CustomerAddress
from shop.order.quotes import OrderQuote
from shop.order.quoting import quote_basket, seal
from shop.payment.models import PaymentKind, PaymentMethod
from shop.shipping.promising import delivery_choices
from shop.storefront import words
from shop.storefront.arrivals import place_of
from shop.storefront.basket_page import line_row, products_of
from shop.storefront.checkout.forms import DetailsForm, postcode_problem
from shop.storefront.checkout.state import Typed, keep, typed
from shop.storefront.countries import country_choices, country_name
from shop.storefront.requests import Visit
from shop.storefront.vouchers import voucher_context


@dataclass
class Checkout:
    """A basket on its way to be an order, with the answers given so far."""

    request: HttpRequest
    basket: Basket
    answers: Typed
    quote: OrderQuote

    @property
    def ships(self) -> bool:
        return self.quote.requires_shipping

    @property
    def is_delivery_done(self) -> bool:
        return not self.ships or self.quote.delivery is not None

    def details_form(self, data: dict[str, str] | None = None) -> DetailsForm:
        """The form with what was typed; only a form with something typed in it is bound."""
        given = data if data is not None else (self.answers.details or None)
        return DetailsForm(
            given,
            country=self.answers.country,
            ships=self.ships,
            asks_company=not Visit(self.request).is_trade,
            countries=Visit(self.request).market.countries,
            auto_id="id_%s",
        )


def begin(request: HttpRequest, basket: Basket, answers: Typed | None = None) -> Checkout:
    """Quote the basket with the answers so far. One quote (at most 12 statements), one more for who is signed in."""
    answers = answers or typed(request)
    market = Visit(request).market
    if not answers.country or (market.countries and answers.country not in market.countries):
        answers.country, answers.postcode, answers.delivery = "", "", ""
    if not answers.details and (user := Visit(request).user):
        usual = usual_address(request)
        prefill(answers, usual, user.email, user.get_full_name(), moves=not answers.postcode)
        keep(request, answers)
    if not answers.country:
        place = place_of(request)
        answers.country, answers.postcode = place.country, place.postcode
    return Checkout(request, basket, answers, quote(request, basket, answers))


def ways_to(request: HttpRequest, answers: Typed) -> set[str]:
    """The codes of the ways to deliver to the address that was typed, whatever is in the basket. No statement."""
    visit = Visit(request)
    offered = delivery_choices(
        channel_market=visit.channel_market,
        country=answers.country,
        postcode=answers.postcode,
        goods_incl_tax=Decimal(0),
        weight_g=0,
        rates={},
    )
    return {choice.code for choice in offered}


def quote(request: HttpRequest, basket: Basket, answers: Typed) -> OrderQuote:
    visit = Visit(request)
    reachable = not postcode_problem(answers.country, answers.postcode)
    return quote_basket(
        basket=basket,
        channel_market=visit.channel_market,
        account_id=visit.account_id,
        country=answers.country if reachable else "",
        postcode=answers.postcode,
        delivery_code=answers.delivery,
        method_code=answers.method,
    )


def book(request: HttpRequest) -> list[CustomerAddress]:
    """The address book of whom this sign-in stands for, of this market's countries. One query, once per request."""
    visit = Visit(request)
    if visit.user is None:
        return []
    if "_book" not in request.__dict__:
        found = CustomerAddress.objects.filter(
            customer__memberships__user=visit.user, customer__memberships__is_main=True
        ).select_related("country")
        if visit.market.countries:
            found = found.filter(country__in=visit.market.countries)
        request._book = list(found)  # type: ignore[attr-defined]
    return request._book  # type: ignore[attr-defined]


def usual_address(request: HttpRequest) -> CustomerAddress | None:
    return next(iter(book(request)), None)


def prefill(answers: Typed, address: CustomerAddress | None, email: str, name: str, *, moves: bool = True) -> None:
    """Fill in what we know of somebody who is signed in.

    Unless it `moves` to the address, a place that was typed stands, and so does the day chosen for it.
    """
    details = {"email": email, "name": name}
    if address:
        details |= {"name": address.name, "phone": address.phone}
        if moves:
            answers.country, answers.postcode, answers.delivery = address.country_id, address.postcode, ""
        if (answers.country, answers.postcode) == (address.country_id, address.postcode):
            details |= {name: getattr(address, name) for name in ("line1", "line2", "district", "city")}
    answers.details = details


def context(checkout: Checkout, *, form: DetailsForm | None = None, **more: Any) -> dict[str, Any]:
    """Everything the page shows. Two queries beyond the quote: pictures, address book."""
    request, quote, answers = checkout.request, checkout.quote, checkout.answers
    visit = Visit(request)
    form = form or checkout.details_form()
    details_done = checkout.is_delivery_done and form.is_bound and form.is_valid()
    step = "payment" if details_done else ("details" if checkout.is_delivery_done else "delivery")
    if form.is_bound and step == "details" and not more.get("form_was_sent"):
        form = _without_complaints(checkout, form)
    products = products_of([line.product_id for line in quote.lines])
    ships_nowhere = bool(quote.requires_shipping and answers.postcode and not quote.choices)
    return {
        "step": more.pop("open_step", step),
        "ships": checkout.ships,
        "form": form,
        "signed_in": visit.user is not None,
        "sign_in_url": f"{reverse('customer:login')}?next={reverse('checkout:index')}",
        "lines": [line_row(request, line, products) for line in quote.lines],
        "countries": country_choices(visit.market.countries, visit.language),
        "country": answers.country,
        "postcode": answers.postcode,
        "choices": [_choice(visit, one, answers.delivery) for one in quote.choices],
        "nothing_serves": ships_nowhere and not more.get("postcode_error"),
        "delivery_said": _delivery_said(visit, quote, answers),
        "details_said": _details_said(form) if details_done else "",
        "book": book(request),
        "methods": [_method(visit, quote, one) for one in quote.methods],
        "method": quote.method,
        "items_said": _items_said(visit, quote),
        "sums": _sums(visit, quote),
        **voucher_context(visit, quote),
        "total": visit.money(quote.total_incl),
        "seal": seal(quote) if details_done and (quote.method or not quote.total_incl) else "",
        "is_trade": visit.is_trade,
        "account": quote.account,
        "credit_left": visit.money(quote.account.credit_left) if quote.account else "",
        "buyer_reference": answers.buyer_reference,
        "credit_short": any(problem.code == "credit_exceeded" for problem in quote.problems),
        **more,
    }


def _without_complaints(checkout: Checkout, form: DetailsForm) -> DetailsForm:
    """What was kept or prefilled but is not complete yet: shown to go on with, not as a mistake."""
    return DetailsForm(
        initial=dict(form.data),
        country=checkout.answers.country,
        ships=checkout.ships,
        asks_company=form.asks_company,
        countries=Visit(checkout.request).market.countries,
    )


def _choice(visit: Visit, choice: Any, chosen: str) -> dict[str, Any]:
    amount = choice.incl_tax if visit.with_tax else choice.excl_tax
    more = ". ".join(part for part in (choice.option.name, choice.option.description) if part)
    return {
        "code": choice.code,
        "title": words.short_day(choice.deliver_by),
        "cost": visit.money(amount) if amount else _("Free"),
        "more": more,
        "checked": choice.code == chosen,
    }


def _delivery_said(visit: Visit, quote: OrderQuote, answers: Typed) -> str:
    if quote.delivery is None:
        return ""
    amount = quote.shipping_incl if visit.with_tax else quote.shipping_excl
    return _("%(day)s to %(place)s: %(option)s. %(cost)s.") % {
        "day": words.long_day(quote.delivery.deliver_by),
        "place": " ".join(part for part in (answers.postcode, country_name(answers.country, visit.language)) if part),
        "option": quote.delivery.option.name,
        "cost": visit.money(amount) if amount else _("Free"),
    }


def _details_said(form: DetailsForm) -> str:
    found = form.cleaned_data
    parts = [
        found["name"],
        found.get("line1", ""),
        found.get("district", ""),
        found.get("city", ""),
        form.data.get("phone", ""),
        found["email"],
    ]
    if found.get("company"):
        parts.append(_("invoice to %(company)s") % {"company": found["company"]})
    return ", ".join(part for part in parts if part)


def _items_said(visit: Visit, quote: OrderQuote) -> str:
    known = {"n": quote.pieces, "total": visit.money(quote.total_incl)}
    if quote.requires_shipping and not quote.delivery:
        return ngettext("%(n)s item, %(total)s before delivery", "%(n)s items, %(total)s before delivery", quote.pieces) % known
    return (
        ngettext("%(n)s item, %(total)s with delivery and tax", "%(n)s items, %(total)s with delivery and tax", quote.pieces)
        % known
    )


def _sums(visit: Visit, quote: OrderQuote) -> list[dict[str, str]]:
    """What the total is made of, row by row, on the side this door shows."""
    side = "incl" if visit.with_tax else "excl"
    rows = [{"name": _("Goods"), "amount": visit.money(getattr(quote, f"goods_{side}"))}]
    if quote.requires_shipping:
        shipping = getattr(quote, f"shipping_{side}")
        rows.append({"name": _("Delivery"), "amount": visit.money(shipping) if shipping else _("Free")})
    if quote.fee_incl and quote.method:
        rows.append({"name": str(quote.method.name), "amount": visit.money(getattr(quote, f"fee_{side}"))})
    if quote.total_tax:
        name = _("Tax, contained in it") if visit.with_tax else _("Tax")
        rows.append({"name": name, "amount": visit.money(quote.total_tax)})
    return rows


def _method(visit: Visit, quote: OrderQuote, method: PaymentMethod) -> dict[str, Any]:
    return {
        "code": method.code,
        "title": method.name,
        "cost": f"+ {visit.money(method.fee)}" if method.fee else "",
        "more": method.description,
        "checked": quote.method is not None and quote.method.code == method.code,
        "opened": what_happens(method, visit, quote),
    }


def what_happens(method: PaymentMethod, visit: Visit, quote: OrderQuote) -> list[str]:
    """What follows when this way to pay is chosen, step by step; shown for the chosen one."""
    if quote.method is None or quote.method.code != method.code:
        return []
    if method.kind == PaymentKind.TRANSFER:
        return [
            _("You place the order. The goods are held for you meanwhile."),
            _("The next page shows a code. Scan it with your banking app: amount and reference are filled in."),
            _("We find the transfer and write to you. No need to send a receipt."),
        ]
    if method.kind == PaymentKind.COD:
        return [
            _("Have %(total)s ready when the courier comes; change is not promised.") % {"total": visit.money(quote.total_incl)}
        ]
    if method.kind == PaymentKind.TERMS and quote.account:
        left = quote.account.credit_left - quote.total_incl
        return [
            _("The invoice comes with the goods and is due after %(days)s days.") % {"days": quote.account.terms_days},
            _("Leaves %(amount)s of credit.") % {"amount": visit.money(max(left, 0))},
        ]
    # The company's own words about the card say it already, where it has any.
    if method.kind == PaymentKind.GATEWAY and not method.description:
        return [_("You place the order, pay on the bank’s page and come back here. We never see the card number.")]
    return []
