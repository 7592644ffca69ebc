"""Keys of programs: who may place orders by API, since when, last used; made and shown once, revoked for good."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.confirming import Preview, Question, confirm_and_do
from backoffice.forms import OfficeForm
from backoffice.listing import ChoiceFilter, Sort, render_list
from backoffice.settings.listing import Cell, SettingsList
from core.access import Actor
from core.access.http import staff
from core.errors import DomainError
from shop.channels.models import Door, DoorKind
from shop.customer.models import TradeAccount
from support.api_tokens import PLACE, READ, make_token, revoke_token
from support.models import ApiToken

SCOPE_WORDS: dict[str, str | Promise] = {
    PLACE: gettext_lazy("Place orders"),
    READ: gettext_lazy("Look up the orders of this door"),
}
#: Code of a refusal → the field it is about, and its words.
REFUSALS: dict[str, tuple[str, str | Promise]] = {
    "not_for_programs": ("door", gettext_lazy("Keys are made for doors of API clients and branch counters only.")),
    "unknown_scope": ("scopes", gettext_lazy("Choose what it may do.")),
    "account_of_another_door": (
        "account",
        gettext_lazy("A trade door needs an account that buys through it; other doors take none."),
    ),
}
#: Orders on the page of a key.
SHOWN = 10


class StateFilter(ChoiceFilter):
    def apply(self, rows: QuerySet, value: str) -> QuerySet:
        return rows.filter(revoked_at__isnull=value == "holds")


class ApiKeys(SettingsList):
    name, caption, opens = "api_keys", gettext_lazy("API keys"), "api_key"
    sorts = {"made": Sort(gettext_lazy("Made"), "made_at", descending=True)}
    filters = (
        StateFilter(
            "state", gettext_lazy("State"), lambda: [("holds", gettext_lazy("Holds")), ("revoked", gettext_lazy("Revoked"))]
        ),
    )
    cells = (
        Cell(gettext_lazy("Name"), lambda row: row.name),
        Cell(gettext_lazy("Begins with"), lambda row: row.begins),
        Cell(gettext_lazy("Door"), lambda row: row.door.name),
        Cell(gettext_lazy("For"), lambda row: str(row.account) if row.account else "–"),
        Cell(gettext_lazy("Made"), lambda row: row.made_at),
        Cell(gettext_lazy("Last used"), lambda row: row.used_at),
        Cell(gettext_lazy("Holds"), lambda row: row.revoked_at is None),
    )
    empty_head = gettext_lazy("No program has a key yet")
    empty_text = gettext_lazy("With a key, a branch's till or a partner's own system places orders here by itself.")

    def queryset(self) -> QuerySet:
        return ApiToken.objects.select_related("door", "account__customer")


class KeyForm(OfficeForm):
    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=80, help_text=gettext_lazy("Which program it is, such as “Till of Hàng Bông”.")
    )
    door = forms.ModelChoiceField(
        Door.objects.none(), label=gettext_lazy("Door"), help_text=gettext_lazy("It decides channel, market and stock pool.")
    )
    account = forms.CharField(
        label=gettext_lazy("Trade account"), max_length=20, required=False,
        help_text=gettext_lazy("Its number, for a door of a trade channel: the program buys for this account only."),
    )  # fmt: skip
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("It may"), choices=list(SCOPE_WORDS.items()), initial=[PLACE, READ],
        widget=forms.CheckboxSelectMultiple, error_messages={"required": gettext_lazy("Choose what it may do.")},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["door"].queryset = Door.objects.filter(kind__in=(DoorKind.API, DoorKind.COUNTER), is_open=True)  # type: ignore[attr-defined]

    def clean_account(self) -> TradeAccount | None:
        number = self.cleaned_data["account"].strip()
        if not number:
            return None
        found = TradeAccount.objects.filter(number__iexact=number, is_active=True).first()
        if found is None:
            raise forms.ValidationError(_("There is no active account with this number."))
        return found


def _crumbs(**more: str) -> list[dict[str, Any]]:
    crumbs: list[dict[str, Any]] = [{"title": _("Settings")}, {"title": _("API keys"), "url": reverse("backoffice:api_keys")}]
    return [*crumbs, *({"title": title, "url": url} for title, url in more.items())]


@staff(GET="settings.view")
def api_keys(request: HttpRequest) -> HttpResponse:
    new = {"title": _("New key"), "icon": "plus", "url": reverse("backoffice:api_key_new")}
    return render_list(
        request,
        ApiKeys(request),
        title=_("API keys"),
        sub=_("Programs that place orders by themselves: a branch's till, a partner's system. Each has a key of its own."),
        crumbs=[{"title": _("Settings")}],
        primary=new if request.user.can("settings.edit") else None,
    )


@staff(GET="settings.edit", POST="settings.edit")
def api_key_new(request: HttpRequest) -> HttpResponse:
    """Make a key; it is shown on the next page, once."""
    form = KeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            token, key = make_token(actor=Actor.of(request.user, request), **form.cleaned_data)
        except DomainError as refusal:
            if refusal.code not in REFUSALS:
                raise
            form.add_error(*REFUSALS[refusal.code])
        else:
            context = {"token": token, "key": key, "title": token.name, "crumbs": _crumbs()}
            return render(request, "backoffice/settings/api_key_told.html", context)
    context = {"form": form, "title": _("New key"), "back": reverse("backoffice:api_keys"), "crumbs": _crumbs()}
    return render(request, "backoffice/settings/form.html", context, status=422 if form.errors else 200)


@staff(GET="settings.view")
def api_key(request: HttpRequest, pk: int) -> HttpResponse:
    token = get_object_or_404(ApiToken.objects.select_related("door__channel_market", "account__customer"), pk=pk)
    may_revoke = token.revoked_at is None and request.user.can("settings.edit")
    revoke = {"title": _("Revoke"), "icon": "circle-x", "url": reverse("backoffice:api_key_revoke", args=[pk])}
    context = {
        "token": token,
        "scopes": [SCOPE_WORDS[scope] for scope in token.scopes],
        "placed": token.orders.select_related("order__channel").order_by("-pk")[:SHOWN],
        "title": token.name,
        "crumbs": _crumbs(),
        "others": [revoke] if may_revoke else [],
    }
    return render(request, "backoffice/settings/api_key.html", context)


@staff(GET="settings.edit", POST="settings.edit")
def api_key_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    token = get_object_or_404(ApiToken.objects.select_related("door"), pk=pk)
    here = reverse("backoffice:api_key", args=[pk])
    if token.revoked_at is not None:
        messages.info(request, _("This key was revoked before."))
        return redirect(here)

    def job(_form: Any, actor: Actor) -> str:
        revoke_token(token_id=pk, actor=actor)
        messages.success(request, _("Revoked. It opens nothing any more."))
        return here

    return confirm_and_do(
        request,
        OfficeForm(request.POST if request.method == "POST" else None),
        question=Question(
            head=_("Revoke this key"),
            confirm=_("Revoke"),
            facts=[
                {"label": _("Name"), "value": token.name},
                {"label": _("Begins with"), "value": token.begins},
                {"label": _("Door"), "value": token.door.name},
            ],
            is_danger=True,
            leave=_("Back without revoking"),
        ),
        preview=lambda _form: Preview(
            effects=[
                _("The program is refused from its next request on; orders it placed stay. A key that was revoked stays so.")
            ]
        ),
        job=job,
        back=here,
        title=_("Revoke this key"),
        crumbs=_crumbs(**{token.name: here}),
    )
