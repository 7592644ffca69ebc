"""Sharing stock out among channels: the quotas, what was taken under each, and what they decided."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from backoffice.confirming import Preview, Question, confirm_and_do
from backoffice.listing import render_list
from backoffice.settings.listing import shown
from backoffice.warehouse.quota_forms import EndForm, QuotaForm
from backoffice.warehouse.quota_lists import Contests, Quotas, kept_by, scope_of, told
from core import clock
from core.access import Actor
from core.access.http import staff
from core.errors import DomainError
from core.numbers import say_number
from shop.channels.models import Channel
from shop.partner.models import StockRecord
from shop.quota.editing import end_quota, set_quota
from shop.quota.models import Contest, Quota, QuotaUse
from shop.quota.taking import reaches

#: Rows beside a quota; the lists have them all.
SHOWN = 12
REFUSALS = {
    "quota_changed_meanwhile": ("reason", lambda: _("Somebody else has changed this quota since you opened the page.")),
    "quota_in_the_past": ("starts", lambda: _("This moment has passed. Leave it empty to begin at once.")),
    "lends_to_itself": ("borrowers", lambda: _("A channel takes from its own quota without borrowing.")),
}


def _crumbs(*more: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"title": _("Inventory")}, *more]


def _to_list() -> dict[str, Any]:
    return {"title": _("Quotas"), "url": reverse("backoffice:quotas")}


@staff(GET="inventory.view")
def quotas(request: HttpRequest) -> HttpResponse:
    keep = {"title": _("Keep pieces for a channel"), "icon": "plus", "url": reverse("backoffice:quota_new")}
    return render_list(
        request,
        Quotas(request),
        title=_("Quotas"),
        sub=_("Which pieces are kept for which channel, and who may borrow them."),
        crumbs=_crumbs(),
        primary=keep if request.user.can("inventory.quotas") else None,
        others=[{"title": _("Contested decisions"), "icon": "scale", "url": reverse("backoffice:contests")}],
    )


@staff(GET="inventory.view")
def contests(request: HttpRequest) -> HttpResponse:
    return render_list(
        request,
        Contests(request),
        title=_("Contested decisions"),
        sub=_("Pieces that were there and kept for another channel, or lent by it."),
        crumbs=_crumbs(_to_list()),
    )


@staff(GET="inventory.quotas", POST="inventory.quotas")
def new(request: HttpRequest) -> HttpResponse:
    """Keep pieces for a channel; ?follows=ID begins with what a quota says, ?sku= with a product."""
    follows = request.GET.get("follows", "")
    before = (
        Quota.objects.prefetch_related("loans").select_related("product").filter(pk=follows).first()
        if follows.isdecimal() and len(follows) < 19
        else None
    )
    initial = QuotaForm.of(before) if before else {"sku": request.GET.get("sku", "")[:40]}
    form = QuotaForm(request.POST or None, initial=initial)
    back = reverse("backoffice:quota", args=[before.pk]) if before else reverse("backoffice:quotas")

    def job(filled: QuotaForm, actor: Actor) -> str | None:
        try:
            made = set_quota(
                actor=actor,
                scope=filled.scope,
                terms=filled.terms,
                reason=filled.cleaned_data["reason"],
                borrowers=filled.lends,
            )
        except DomainError as refusal:
            field, words = REFUSALS[refusal.code]
            filled.add_error(field, words())
            return None
        messages.success(request, _("%(kept)s are kept for %(channel)s.") % {"kept": kept_by(made), "channel": made.channel.name})
        return reverse("backoffice:quota", args=[made.pk])

    question = Question(
        head=_("Keep pieces for a channel"),
        confirm=_("Keep them"),
        leave=_("Back without changing anything"),
        wrong=_("Nothing was changed: some fields need another look."),
    )
    return confirm_and_do(
        request, form, question=question, preview=_preview, job=job, back=back, title=_("New quota"), crumbs=_crumbs(_to_list()),
    )  # fmt: skip


def _preview(form: QuotaForm) -> Preview:
    """What holds now for this scope, what will, and whose orders will be refused."""
    scope, terms = form.scope, form.terms
    now = clock.now()
    holds = (
        Quota.objects.filter(pool=scope.pool, channel=scope.channel, product=scope.product, category=scope.category)
        .exclude(ends_at__lte=now)
        .order_by("starts_at")
        .first()
    )
    after = Quota(units=terms.units, share=terms.share)
    rows = [
        {"what": _("Kept for %(channel)s") % {"channel": scope.channel.name}, "now": kept_by(holds) if holds else "–",
         "after": kept_by(after)},
    ]  # fmt: skip
    effects = [_("Other channels can have these pieces only where they may borrow them.")]
    if holds:
        effects.append(_("What was taken until then does not count against the new quota."))
    return Preview(rows=rows, effects=effects, leads_to=_pieces(scope.pool.pk, form.product))


def _pieces(pool: int, product: Any) -> list[str]:
    """How many pieces of a product there are to keep."""
    record = StockRecord.objects.filter(partner=pool, product=product).first() if product else None
    if record is None:
        return []
    return [_("%(n)s pieces of it are ready to promise now.") % {"n": say_number(max(record.atp, 0))}]


@staff(GET="inventory.view")
def quota(request: HttpRequest, pk: int) -> HttpResponse:
    """One quota: its terms, what was taken under it, what it decided."""
    row = get_object_or_404(Quota.objects.select_related("pool", "channel", "product", "category", "set_by"), pk=pk)
    now = clock.now()
    is_over = row.ends_at is not None and (row.ends_at <= now or row.ends_at == row.starts_at)
    may_change = request.user.can("inventory.quotas") and not is_over
    names = {channel.pk: channel.name for channel in Channel.objects.all()}
    decided = Contest.objects.select_related("product", "channel", "order__channel").filter(rules__contains=[{"quota": pk}])
    context = {
        "title": _("Quota of %(channel)s") % {"channel": row.channel.name},
        "sub": scope_of(row),
        "crumbs": _crumbs(_to_list()),
        "quota": row,
        "is_over": is_over,
        "facts": _facts(row),
        "loans": list(row.loans.select_related("borrower")),
        "uses": _uses(row),
        "contests": [_with_words(one, names) for one in decided[:SHOWN]],
        "end_form": EndForm() if may_change else None,
        "others": [{"title": _("End it…"), "icon": "x", "dialog": "end"}] if may_change else [],
        "primary": {"title": _("Replace it…"), "icon": "pencil", "url": f"{reverse('backoffice:quota_new')}?follows={pk}"}
        if may_change
        else None,
    }
    return render(request, "backoffice/warehouse/quota.html", context)


def _facts(row: Quota) -> list[dict[str, Any]]:
    return [
        {"label": _("Kept for"), "value": row.channel.name},
        {"label": _("Kept"), "value": kept_by(row)},
        {"label": _("Stock pool"), "value": row.pool.name},
        {"label": _("Rank"), "value": row.rank},
        {"label": _("Begins"), "value": shown(row.starts_at)},
        {"label": _("Ends"), "value": shown(row.ends_at)},
        {"label": _("Reason"), "value": row.reason},
        {"label": _("Set by"), "value": row.set_by or _("The system")},
    ]


def _uses(row: Quota) -> list[dict[str, Any]]:
    """Products with something taken, the most first, and what stands behind the quota now. Four statements."""
    used = list(QuotaUse.objects.filter(quota=row).select_related("stock_record__product").order_by("-taken", "pk")[:SHOWN])
    records = [use.stock_record for use in used]
    free = {record.pk: (record.product_id, record.atp) for record in records}
    seen = reaches(pool=row.pool_id, channel=row.channel_id, free=free)
    return [
        {
            "product": use.stock_record.product,
            "taken": use.taken,
            "free": max(use.stock_record.atp, 0),
            "own": sum(pieces for _quota, pieces in seen[use.stock_record_id].own) if use.stock_record_id in seen else 0,
        }
        for use in used
    ]


def _with_words(row: Contest, names: dict[int, str]) -> Contest:
    row.said = told(row, names)  # type: ignore[attr-defined]
    return row


@staff(POST="inventory.quotas")
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep nothing under it any more."""
    form = EndForm(request.POST)
    back = reverse("backoffice:quota", args=[pk])
    if not form.is_valid():
        messages.error(request, _("The quota still holds: say why it shall end."))
        return redirect(back)
    try:
        end_quota(actor=Actor.of(request.user, request), quota_id=pk, reason=form.cleaned_data["reason"])
    except Quota.DoesNotExist:
        get_object_or_404(Quota, pk=pk)
    except DomainError:
        messages.error(request, _("It had ended already."))
    else:
        messages.success(request, _("The quota has ended; nothing is kept under it any more."))
    return redirect(back)
