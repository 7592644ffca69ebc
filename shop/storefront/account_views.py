"""Sign-up, sign-in, sign-out, passwords: the same words and the same time whether an address is known or not."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.contrib.auth.tokens import default_token_generator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlsafe_base64_decode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from core import audit
from core.access import Actor, User
from core.access.http import public, signed_in
from core.errors import DomainError
from shop.basket import filling
from shop.basket.models import Basket
from shop.storefront import account_jobs, baskets, prices_seen
from shop.storefront.account_forms import EmailForm, NewPasswordForm, RegisterForm, SignInForm
from shop.storefront.middleware import reenter
from shop.storefront.place_views import say_changes
from shop.storefront.requests import Visit
from shop.storefront.ways_back import next_of


def _otherwise(user: User | None) -> str:
    return reverse("customer:summary") if user else reverse("storefront:home")


@sensitive_post_parameters("password")
@never_cache
@public("GET", "POST")
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        if Visit(request).user:
            return redirect(next_of(request, reverse("customer:summary")))
        return render(request, "storefront/sign_in.html", {"form": SignInForm(), "next": next_of(request, "")})
    form = SignInForm(request.POST)
    user: Any = None
    if form.is_valid():
        user = authenticate(request, username=form.cleaned_data["email"].lower(), password=form.cleaned_data["password"])
        if user is None:
            form.add_error(None, _("This e-mail and password do not belong together. Try again, or ask for a new password."))
    if user is None:
        context = {"form": form, "next": next_of(request, "")}
        return render(request, "storefront/sign_in.html", context, status=422)
    enter_as(request, user)
    return redirect(next_of(request, reverse("customer:summary")))


def enter_as(request: HttpRequest, user: User) -> None:
    """Begin a session as this user; what was gathered as a guest comes along."""
    guest = baskets.find(request) if Visit(request).user is None else None
    currency = Visit(request).currency
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    reenter(request)
    if guest is not None and guest.owner_id is None:
        _bring_along(request, guest, user, currency)


def _bring_along(request: HttpRequest, guest: Basket, user: User, currency: str) -> None:
    to = Visit(request).channel_market
    try:
        carried = filling.merge_guest_basket(guest=guest, owner=user, channel_market=to)
    except DomainError:
        return
    request.session.pop(baskets.session_key(guest.channel_market_id), None)
    request.__dict__.pop("_basket", None)
    prices_seen.remember(request, carried.basket)
    say_changes(request, carried.changes, currency)


@public("POST")
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    messages.info(request, _("You are signed out."))
    return redirect("storefront:home")


@sensitive_post_parameters("password")
@never_cache
@public("GET", "POST")
def register(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return render(request, "storefront/register.html", {"form": RegisterForm(), "next": next_of(request, "")})
    form = RegisterForm(request.POST)
    if not form.is_valid():
        return render(request, "storefront/register.html", {"form": form, "next": next_of(request, "")}, status=422)
    visit = Visit(request)
    number = request.POST.get("order", "")
    account_jobs.ask_for_account(
        email=form.cleaned_data["email"],
        full_name=form.cleaned_data["full_name"],
        password=form.cleaned_data["password"],
        language=visit.language,
        origin=request.build_absolute_uri("/").rstrip("/"),
        order_number=number if number in request.session.get("orders", []) else "",
        actor=visit.actor,
    )
    context = {"email": form.cleaned_data["email"], "title": _("Look into your mail")}
    return render(request, "storefront/mail_sent.html", context)


@never_cache
@public("GET", "POST")
def confirm(request: HttpRequest, key: str) -> HttpResponse:
    """The link of the mail: shows a button, since opening a link changes nothing."""
    try:
        pending = account_jobs.find_pending(key)
        if request.method == "POST":
            user = account_jobs.confirm_account(key=key, actor=Visit(request).actor)
            enter_as(request, user)
            messages.success(request, _("Welcome. Your account is open."))
            return redirect("customer:summary")
    except account_jobs.LinkNotValid:
        return render(request, "storefront/link_over.html", {"again": reverse("customer:register")}, status=410)
    return render(request, "storefront/confirm.html", {"pending": pending, "robots": "noindex"})


@never_cache
@public("GET", "POST")
def ask_password(request: HttpRequest) -> HttpResponse:
    """A new password by mail; the answer is the same for every address."""
    form = EmailForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        visit = Visit(request)
        account_jobs.ask_for_new_password(
            email=form.cleaned_data["email"],
            language=visit.language,
            origin=request.build_absolute_uri("/").rstrip("/"),
            actor=visit.actor,
        )
        context = {"email": form.cleaned_data["email"], "title": _("Look into your mail")}
        return render(request, "storefront/mail_sent.html", context)
    return render(request, "storefront/password_ask.html", {"form": form}, status=422 if form.errors else 200)


def _user_of_link(uid: str, token: str) -> User | None:
    try:
        pk = int(urlsafe_base64_decode(uid))
        user = User.objects.filter(pk=pk, is_active=True).first()
    except (ValueError, OverflowError, UnicodeDecodeError):
        return None
    return user if user and default_token_generator.check_token(user, token) else None


@sensitive_post_parameters("password")
@never_cache
@public("GET", "POST")
def reset_password(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    user = _user_of_link(uid, token)
    if user is None:
        return render(request, "storefront/link_over.html", {"again": reverse("customer:password-reset")}, status=410)
    form = NewPasswordForm(request.POST or None, user=user, ask_current=False)
    if request.method == "POST" and form.is_valid():
        _set_password(user, form.cleaned_data["password"])
        messages.success(request, _("The new password holds. Sign in with it."))
        return redirect("customer:login")
    return render(
        request, "storefront/password_new.html", {"form": form, "robots": "noindex"}, status=422 if form.errors else 200
    )


@sensitive_post_parameters("current", "password")
@never_cache
@signed_in("GET", "POST")
def change_password(request: HttpRequest) -> HttpResponse:
    user: Any = Visit(request).user
    form = NewPasswordForm(request.POST or None, user=user, ask_current=True)
    if request.method == "POST" and form.is_valid():
        _set_password(user, form.cleaned_data["password"])
        update_session_auth_hash(request, user)
        messages.success(request, _("The new password holds. Other sessions are ended."))
        return redirect("customer:summary")
    return render(request, "storefront/password_new.html", {"form": form}, status=422 if form.errors else 200)


def _set_password(user: User, password: str) -> None:
    user.set_password(password)
    user.save(update_fields=["password"])
    audit.record(actor=Actor.of(user), action="account.password_changed", subject=user, subject_label=f"user #{user.pk}")
