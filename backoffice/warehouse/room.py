"""How much a bin holds: said on its page, and told wherever more was put there than fits. Nothing is refused for it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from backoffice.forms import OfficeForm
from core.access import Actor
from core.access.http import staff
from core.numbers import say_number
from inventory import room
from inventory.models import Location

MOST_PIECES, MOST_LITRES = 1_000_000, 1_000_000


class RoomForm(OfficeForm):
    """Empty means that nobody knows."""

    pieces = forms.IntegerField(
        label=gettext_lazy("Holds, pieces"), min_value=1, max_value=MOST_PIECES, required=False,
        help_text=gettext_lazy("Empty where nobody knows."),
    )  # fmt: skip
    litres = forms.IntegerField(
        label=gettext_lazy("Holds, litres"), min_value=1, max_value=MOST_LITRES, required=False,
        help_text=gettext_lazy("Counted against length, width and height of what lies there."),
    )  # fmt: skip
    whole_zone = forms.BooleanField(label=gettext_lazy("So does every bin of this zone"), required=False)


@staff(POST="inventory.warehouses")
def say(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how much a bin holds, or every bin of its zone."""
    place = get_object_or_404(Location, pk=pk)
    form = RoomForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("backoffice:bin", pk=pk)
    data = form.cleaned_data
    changed = room.say_what_it_holds(
        location=place,
        pieces=data["pieces"],
        litres=data["litres"],
        whole_zone=data["whole_zone"],
        actor=Actor.of(request.user, request),
    )
    messages.success(request, ngettext("Saved for %(n)d bin.", "Saved for %(n)d bins.", changed) % {"n": changed})
    return redirect("backoffice:bin", pk=pk)


def facts_of(found: room.Room) -> list[dict[str, Any]]:
    """What a bin holds and how full it is, in words."""
    holds = [str(_("%(n)s pieces") % {"n": say_number(found.capacity_pieces)})] if found.capacity_pieces else []
    holds += [str(_("%(n)s litres") % {"n": say_number(found.capacity_litres)})] if found.capacity_litres else []
    facts = [{"label": _("It holds"), "value": ", ".join(holds) or _("nobody said so yet")}]
    if found.percent is not None:
        facts.append({"label": _("Filled"), "value": f"{say_number(found.percent)} %"})
    if found.capacity_litres and found.unmeasured:
        facts.append({"label": _("Of unknown size"), "value": _("%(n)s pieces") % {"n": say_number(found.unmeasured)}})
    return facts


def warn_of_overfull(request: HttpRequest, location_ids: Iterable[int]) -> None:
    """Say which of the bins that something was put into hold less than lies there now. One query."""
    for found in room.overfull(location_ids):
        said = _("%(bin)s is %(percent)s %% full: more lies there than it holds. Carry some elsewhere, or correct what it holds.")
        messages.warning(request, said % {"bin": found.code, "percent": say_number(found.percent or 0)})
