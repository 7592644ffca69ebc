"""Views of lists that people keep and share: jobs, the two addresses that call them, and the tabs they become."""

from typing import Any
from urllib.parse import parse_qsl, urlencode

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice import undoing
from backoffice.forms import OfficeForm
from backoffice.models import SavedView
from core import audit
from core.access import Actor, User
from core.access.http import ANY_STAFF, staff
from core.errors import DomainError

#: What stands in an address of a list and belongs to no view: places in the pages, the file.
PASSING = frozenset({"after", "before", "export"})
#: Views of one person for one list.
MOST = 20


class TooManyViews(DomainError):
    """A person keeps a bounded number of views of a list."""

    code = "too_many_views"


def plain_query(query: str) -> str:
    """The part of an address that makes a view."""
    return urlencode([(name, value) for name, value in parse_qsl(query) if name not in PASSING])


def keep_view(*, owner: User, path: str, query: str, title: str, is_shared: bool, actor: Actor) -> SavedView:
    """Keep a view of a list; one of the same name of theirs is replaced.

    Raises:
        TooManyViews: they keep as many of this list already (nothing is kept).
    """
    with transaction.atomic():
        mine = SavedView.objects.select_for_update().filter(owner=owner, path=path)
        if not mine.filter(title=title).exists() and mine.count() >= MOST:
            raise TooManyViews(most=MOST)
        kept, _made = SavedView.objects.update_or_create(
            owner=owner, path=path, title=title, defaults={"query": plain_query(query), "is_shared": is_shared}
        )
        if is_shared:
            audit.record(actor=actor, action="list.view_shared", subject=kept, path=path, query=kept.query)
    return kept


def remove_view(*, owner: User, pk: int) -> SavedView | None:
    """Forget a view of one's own; somebody else's is left alone (None)."""
    kept = SavedView.objects.filter(owner=owner, pk=pk).first()
    if kept is not None:
        SavedView.objects.filter(pk=pk).delete()
    return kept


def tabs(request: HttpRequest, here: str) -> list[dict[str, Any]]:
    """The views of this list that a person keeps or others share, as tabs. `here` is the list as it is asked for. One query."""
    kept = SavedView.objects.filter(Q(owner=request.user.pk) | Q(is_shared=True), path=request.path).select_related("owner")
    return [
        {
            "pk": view.pk,
            "title": view.title,
            "url": f"{view.path}?{view.query}" if view.query else view.path,
            "current": sorted(parse_qsl(view.query)) == sorted(parse_qsl(here)),
            "mine": view.owner_id == request.user.pk,
            "by": "" if view.owner_id == request.user.pk else str(view.owner),
        }
        for view in kept
    ]


class ViewForm(OfficeForm):
    title = forms.CharField(label=gettext_lazy("Name of the view"), max_length=40)
    is_shared = forms.BooleanField(label=gettext_lazy("Show it to everybody who may open this list"), required=False)
    path = forms.CharField(max_length=200, widget=forms.HiddenInput)
    query = forms.CharField(max_length=1000, required=False, widget=forms.HiddenInput)

    def clean_path(self) -> str:
        """An address of the back office, or the form was edited."""
        path = str(self.cleaned_data["path"])
        try:
            found = resolve(path)
        except Resolver404:
            raise forms.ValidationError(_("There is no such list.")) from None
        if found.namespace != "backoffice":
            raise forms.ValidationError(_("There is no such list."))
        return path


@staff(POST=ANY_STAFF)
def keep(request: HttpRequest) -> HttpResponse:
    form = ViewForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The view was not kept: give it a name of at most 40 letters."))
        path = form.cleaned_data.get("path")
        return redirect(f"{path}?{form.cleaned_data.get('query', '')}" if path else reverse("backoffice:home"))
    try:
        view = keep_view(owner=request.user, actor=Actor.of(request.user, request), **form.cleaned_data)
    except TooManyViews as refusal:
        messages.error(request, _("The view was not kept: you have %(most)d for this list. Remove one first.") % refusal.data)
        return redirect(form.cleaned_data["path"])
    messages.success(request, _("Kept as “%(title)s”. It stands above the list.") % {"title": view.title})
    return redirect(f"{view.path}?{view.query}" if view.query else view.path)


@staff(POST=ANY_STAFF)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    gone = remove_view(owner=request.user, pk=pk)
    if gone is None:
        messages.warning(request, _("Nothing was removed: the view is somebody else's, or gone already."))
        return redirect("backoffice:home")
    kept = {"path": gone.path, "query": gone.query, "title": gone.title} | ({"is_shared": "on"} if gone.is_shared else {})
    said = _("The view “%(title)s” is removed.") % {"title": gone.title}
    undoing.offer(request, head=said, action=reverse("backoffice:view_keep"), fields=kept)
    return redirect(gone.path)
