"""The bank's answers to merchants (JSON, with the merchant's secret) and its page for customers."""

import hmac
import json
from decimal import Decimal, InvalidOperation
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from core.access.http import public
from shop.payment.sandbox_bank.deciding import decide, standing
from shop.payment.sandbox_bank.models import BankRefund, BankSession

FIELDS = ("key", "merchant_reference", "currency", "return_url", "notify_url")
BUTTONS = {"approve": "approved", "decline": "declined", "leave": "abandoned"}


@csrf_exempt
@public("POST")
def open_session(request: HttpRequest) -> HttpResponse:
    """A merchant prepares a customer's visit; the same key again is the same session."""
    if not _is_merchant(request):
        return JsonResponse({"code": "unknown_merchant"}, status=401)
    try:
        asked = json.loads(request.body)
        values = {name: str(asked[name]) for name in FIELDS}
        session = BankSession(amount=Decimal(str(asked["amount"])), **values)
        session.full_clean(exclude=["key"])
        _refuse_bad_addresses(session)
    except (ValueError, KeyError, TypeError, InvalidOperation, ValidationError):
        return JsonResponse({"code": "not_understood"}, status=400)
    try:
        with transaction.atomic():
            session.save()
    except IntegrityError:
        session = get_object_or_404(BankSession, key=values["key"])
    page_url = request.build_absolute_uri(reverse("sandbox_bank:page", args=[session.reference]))
    return JsonResponse({"reference": session.reference, "redirect_url": page_url}, status=201)


@public("GET")
def tell_standing(request: HttpRequest, reference: str) -> HttpResponse:
    """How a session stands."""
    if not _is_merchant(request):
        return JsonResponse({"code": "unknown_merchant"}, status=401)
    session = BankSession.objects.filter(reference=reference).first()
    return JsonResponse(standing(session)) if session else JsonResponse({"code": "unknown"}, status=404)


@csrf_exempt
@public("POST")
def return_money(request: HttpRequest, reference: str) -> HttpResponse:
    """Return money of an approved session, once per key and never more than was paid."""
    if not _is_merchant(request):
        return JsonResponse({"code": "unknown_merchant"}, status=401)
    try:
        asked = json.loads(request.body)
        amount, key = Decimal(str(asked["amount"])), str(asked["key"])
    except (ValueError, KeyError, TypeError, InvalidOperation):
        return JsonResponse({"code": "not_understood"}, status=400)
    with transaction.atomic():
        session = get_object_or_404(BankSession.objects.select_for_update(), reference=reference)
        known = BankRefund.objects.filter(key=key).first()
        if known is None:
            returned = session.refunds.aggregate(sum=Sum("amount"))["sum"] or Decimal(0)
            if session.outcome != BankSession.Outcome.APPROVED or not 0 < amount <= session.amount - returned:
                return JsonResponse({"code": "refund_too_high"}, status=409)
            known = BankRefund.objects.create(session=session, key=key, amount=amount)
    return JsonResponse({"reference": known.reference}, status=201)


@public("GET", "POST")
def page(request: HttpRequest, reference: str) -> HttpResponse:
    """The bank's page: the customer approves, is declined, or leaves, and goes back to the shop."""
    session = get_object_or_404(BankSession, reference=reference)
    if request.method == "POST":
        outcome = BUTTONS.get(request.POST.get("button", ""))
        if outcome:
            session = decide(session=session, outcome=outcome)
            return _back_to_shop(session)
    shop = urlsplit(session.return_url).netloc
    return render(request, "sandbox_bank/page.html", {"session": session, "shop": shop, "back": _back_url(session)})


def _refuse_bad_addresses(session: BankSession) -> None:
    for address in (session.return_url, session.notify_url):
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise ValidationError("an address is http or https, with a host")


def _back_to_shop(session: BankSession) -> HttpResponse:
    return HttpResponseRedirect(_back_url(session))


def _back_url(session: BankSession) -> str:
    """The shop's address with what a browser might claim; the shop must not believe it."""
    joint = "&" if urlsplit(session.return_url).query else "?"
    return session.return_url + joint + urlencode({"bank": session.reference, "outcome": session.outcome})


def _is_merchant(request: HttpRequest) -> bool:
    given = request.headers.get("Authorization", "").encode(errors="replace")
    return hmac.compare_digest(given, f"Bearer {settings.SANDBOX_BANK_SECRET}".encode())
