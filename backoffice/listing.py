"""Lists: filters kept in the address, sort, keyset pages, saved views, and export of exactly what is filtered.

    class Orders(Listing):
        name = "orders"                                        # of the exported file and in the audit trail
        caption = _("Orders")
        sorts = {"placed": Sort(_("Placed"), "date_placed")}    # the first is the default; - turns it round
        filters = (ChoiceFilter("status", _("Status"), OrderStatus.choices),)
        views = (View(_("Held"), {"status": "held"}), View(_("All"), {}))
        columns = (Column(_("Transaction")), Column(_("Total"), num=True))
        row_template = "backoffice/orders/row.html"             # one <tr>, called with `row`
        exports = (Export("number", lambda order: order.number),)
        def queryset(self): return Order.objects.select_related("channel")

    @staff(GET="orders.view")
    def orders(request):
        return render_list(request, Orders(request), title=_("Orders"))

A page costs three statements, whatever the number of rows: the rows, a count that stops at a thousand, and the views
that people keep. See backoffice/README.md for the rest.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backoffice.lists import bulk as bulk_actions
from backoffice.lists import saving
from backoffice.lists.exporting import Export, export
from backoffice.lists.filters import ChoiceFilter, DayFilter, Filter, FlagFilter, FoundFilter, FromDayFilter, TextFilter
from backoffice.lists.keyset import Keyset, Sort
from backoffice.shell.proving import needs_proof, to_proof

__all__ = [
    "ChoiceFilter", "Column", "DayFilter", "Export", "Filter", "FlagFilter", "FoundFilter", "FromDayFilter", "Listing", "Sort",
    "TextFilter",
    "View", "render_list",
]  # fmt: skip

Word = str | Promise
#: A count goes no further than this: "more than 1,000" is said in constant time.
COUNTED_TO = 1000
#: Files a list can be taken as; the key `e` takes the first.
FILES = ("xlsx", "csv")


@dataclass(frozen=True)
class View:
    """A tab above the list: values of filters (and `sort`) under a title."""

    title: Word
    values: Mapping[str, str]


@dataclass(frozen=True)
class Column:
    """A head. `sort` names one of the list's sorts; a column that `filter` fixes to one value is marked for the row."""

    title: Word
    num: bool = False
    sort: str = ""
    class_name: str = ""


class Listing(ABC):
    """One list. Subclasses state what it holds; nothing here writes."""

    name: ClassVar[str] = "list"
    caption: ClassVar[Word] = ""
    page_size: ClassVar[int] = 50
    sorts: ClassVar[Mapping[str, Sort]]
    filters: ClassVar[Sequence[Filter]] = ()
    views: ClassVar[Sequence[View]] = ()
    columns: ClassVar[Sequence[Column]] = ()
    exports: ClassVar[Sequence[Export]] = ()
    row_template: ClassVar[str] = ""
    #: What an empty list says when nothing is filtered: head, text, and perhaps url and action.
    empty_head: ClassVar[Word] = ""
    empty_text: ClassVar[Word] = ""
    empty_kind: ClassVar[str] = "done"
    #: What to do next where nothing is yet: the name of an address, and the words on the button.
    empty_next: ClassVar[tuple[str, Word] | None] = None
    #: Bulk actions (see backoffice/lists/bulk.py) and the name of the address they are posted to.
    bulk: ClassVar[Sequence[bulk_actions.BulkAction]] = ()
    bulk_url: ClassVar[str] = ""
    #: The file holds names or addresses of people: whoever has a second factor proves it again before taking it.
    is_personal: ClassVar[bool] = False

    def __init__(self, request: HttpRequest, **scope: Any) -> None:
        self.request = request
        self.scope = scope
        self.values = {name: value for name, value in request.GET.items() if value}

    @abstractmethod
    def queryset(self) -> QuerySet:
        """Every row this person may see, with what a row shows already joined in."""

    # -- what is asked for

    @cached_property
    def active(self) -> dict[str, str]:
        """Filters that are on, with a value that makes sense; nonsense in the address is left out."""
        found = {f.name: f.clean(self.values.get(f.name, "")) for f in self.filters}
        return {name: value for name, value in found.items() if value}

    @cached_property
    def sort_name(self) -> str:
        wanted = self.values.get("sort", "")
        return wanted if wanted.removeprefix("-") in self.sorts else next(iter(self.sorts))

    @cached_property
    def keyset(self) -> Keyset:
        sort = self.sorts[self.sort_name.removeprefix("-")]
        return Keyset(sort.turned() if self.sort_name.startswith("-") else sort)

    @cached_property
    def filtered(self) -> QuerySet:
        rows = self.queryset()
        for one in self.filters:
            if one.name in self.active:
                rows = one.apply(rows, self.active[one.name])
        return rows

    # -- addresses

    def url(self, **changes: str | None) -> str:
        """This list with some values changed (None: removed); the place in the pages is left behind."""
        values = {**self.active, "sort": self.values.get("sort", "")}
        values.update({name: value or "" for name, value in changes.items()})
        query = urlencode({name: value for name, value in values.items() if value})
        return f"{self.request.path}?{query}" if query else self.request.path

    # -- what the templates take

    def page(self) -> tuple[list[Any], dict[str, Any]]:
        """The rows of this page, and where the pages before and after begin."""
        rows, before, after = self.keyset.page(
            self.filtered, self.page_size, after=self.values.get("after", ""), before=self.values.get("before", "")
        )
        pager = {
            "said": ngettext("%(count)d row on this page", "%(count)d rows on this page", len(rows)) % {"count": len(rows)},
            "before_url": self.url(before=before) if before else "",
            "next_url": self.url(after=after) if after else "",
        }
        return self.decorate(rows), pager

    def decorate(self, rows: list[Any]) -> list[Any]:
        """A place to look up what a row needs beyond its joins, once for the whole page."""
        return rows

    @cached_property
    def shared_options(self) -> Mapping[str, Sequence[tuple[str, Word]]]:
        """Options of several filters that one statement can tell, by the filter's name; the others ask for their own."""
        return {}

    @cached_property
    def count(self) -> int:
        """How many rows there are, counted no further than a thousand and one."""
        return self.filtered.order_by()[: COUNTED_TO + 1].count()

    def counted(self) -> str:
        """How many rows there are, in words."""
        count = self.count
        if count > COUNTED_TO:
            return _("more than %(count)s rows") % {"count": f"{COUNTED_TO:,}"}
        return ngettext("%(count)d row", "%(count)d rows", count) % {"count": count}

    def context(self) -> dict[str, Any]:
        """What templates/backoffice/parts/list.html takes."""
        rows, pager = self.page()
        find = next((f for f in self.filters if isinstance(f, TextFilter)), None)
        return {
            "caption": self.caption,
            **self._views(),
            "filters": [self._filter(f) for f in self.filters if f is not find and (not f.is_rare or f.name in self.active)],
            "rare_filters": [self._filter(f) for f in self.filters if f.is_rare and f.name not in self.active],
            "hidden": [{"name": n, "value": v} for n, v in self._kept().items() if not find or n != find.name],
            "said": self.counted() if rows else "",
            "query_name": find.name if find else "",
            "query_label": find.label if find else "",
            "query": self.active.get(find.name, "") if find else "",
            "columns": [self._column(column) for column in self.columns],
            "rows": rows,
            "row_template": self.row_template,
            "bulk": bulk_actions.shown(self.bulk, self.request.user),
            "bulk_action": reverse(self.bulk_url) if self.bulk_url else "",
            "bulk_all": self._bulk_all(len(rows)) if self.bulk and rows else None,
            "pager": pager,
            "empty": self._empty() if not rows else None,
        }

    def _bulk_all(self, here: int) -> dict[str, str] | None:
        """Everything that matches, where a page does not show it all: the filters as an address, and how many in words."""
        if self.count <= here:
            return None
        return {"query": urlencode(self.active), "said": self.counted()}

    def _kept(self) -> dict[str, str]:
        return {**self.active, **({"sort": self.values["sort"]} if "sort" in self.values else {})}

    def _views(self) -> dict[str, Any]:
        """The tabs: those of the house, then those people keep; and the form that keeps another."""
        here = self.url().partition("?")[2]
        kept = saving.tabs(self.request, here)
        own = [self._view(view) for view in self.views]
        if any(view["current"] for view in kept):
            own = [{**view, "current": False} for view in own]
        savable = bool(self.filters or len(self.sorts) > 1)
        form = saving.ViewForm(initial={"path": self.request.path, "query": here}, auto_id="view_%s") if savable else None
        return {"views": [*own, *kept], "save_form": form}

    def _view(self, view: View) -> dict[str, Any]:
        query = urlencode(view.values)
        filters = {name: value for name, value in view.values.items() if name != "sort"}
        return {
            "title": view.title,
            "url": f"{self.request.path}?{query}" if query else self.request.path,
            "current": filters == self.active,
        }

    def _filter(self, one: Filter) -> dict[str, Any]:
        on = one.name in self.active
        return {
            "name": one.name,
            "label": one.label,
            "on": on,
            "kind": one.kind,
            "value_text": one.say(self.active[one.name]) if on else "",
            "remove_url": self.url(**{one.name: None}),
            "options": [{"value": value, "label": label} for value, label in self.shared_options.get(one.name) or one.options()],
        }

    def _column(self, column: Column) -> dict[str, Any]:
        shown: dict[str, Any] = {"title": column.title, "num": column.num, "class_name": column.class_name}
        if column.sort:
            here = self.sort_name.removeprefix("-") == column.sort
            turned = self.sort_name.startswith("-")
            descending = self.sorts[column.sort].descending != turned
            shown["sorted"] = ("descending" if descending else "ascending") if here else ""
            shown["sort_url"] = self.url(sort=f"-{column.sort}" if here and not turned else column.sort)
        return shown

    def _empty(self) -> dict[str, Any]:
        if self.active and not (self.views and self._view(self.views[0])["current"]):
            names = ", ".join(str(f.label) for f in self.filters if f.name in self.active)
            return {
                "kind": "filtered",
                "head": _("Nothing fits what is filtered"),
                "text": _("Filtered by: %(filters)s.") % {"filters": names},
                "url": self.request.path,
                "action": _("Remove the filters"),
            }
        empty = {"kind": self.empty_kind, "head": self.empty_head or _("Nothing here yet"), "text": self.empty_text}
        if self.empty_next:
            empty |= {"url": reverse(self.empty_next[0]), "action": self.empty_next[1]}
        return empty


def render_list(
    request: HttpRequest,
    listing: Listing,
    *,
    title: Word,
    sub: Word = "",
    crumbs: Iterable[Mapping[str, Any]] = (),
    primary: Mapping[str, Any] | None = None,
    others: Iterable[Mapping[str, Any]] = (),
    template: str = "backoffice/list_page.html",
    **context: Any,
) -> HttpResponseBase:
    """A list as a page, or as a file when the address says export=csv or export=xlsx."""
    kind = request.GET.get("export", "")
    if listing.exports and kind in FILES and listing.is_personal and needs_proof(request):
        return to_proof(request)
    if listing.exports and kind in FILES:
        return export(request, listing, kind)
    actions = list(others)
    if listing.exports:
        files = [{"title": kind.upper(), "icon": "download", "url": listing.url(export=kind)} for kind in FILES]
        files[0]["export"] = True  # the key e takes the first
        actions = [*files, *actions]
    head = {"title": title, "sub": sub, "crumbs": list(crumbs), "primary": primary, "others": actions}
    shown = listing.context()
    if shown["empty"] and primary and "url" in primary and not shown["empty"].get("url"):
        shown["empty"] |= {"url": primary["url"], "action": primary["title"]}  # an empty list says what to do next
    return render(request, template, {**shown, **head, **context})
