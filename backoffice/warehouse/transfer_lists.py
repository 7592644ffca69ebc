"""The list of transfers between warehouses, with what is still missing of each."""

from django.db.models import F, Q, QuerySet, Sum
from django.utils.translation import gettext_lazy

from backoffice.listing import ChoiceFilter, Column, DayFilter, Export, FoundFilter, Listing, Sort, View
from inventory.models import Transfer, TransferStatus, Warehouse


class Transfers(Listing):
    name = "transfers"
    caption = gettext_lazy("Transfers")
    sorts = {"number": Sort(gettext_lazy("Number"), "pk", descending=True)}
    filters = (
        FoundFilter("number", gettext_lazy("Number"), find=lambda text: Q(number__startswith=text.upper())),
        ChoiceFilter("status", gettext_lazy("State"), TransferStatus.choices),
        ChoiceFilter("from", gettext_lazy("From"), lambda: _houses(), field="from_warehouse__code"),
        ChoiceFilter("to", gettext_lazy("To"), lambda: _houses(), field="to_warehouse__code"),
        DayFilter("expected", gettext_lazy("Expected on"), field="expected_on", is_moment=False),
    )
    views = (
        View(gettext_lazy("All"), {}),
        View(gettext_lazy("On the way"), {"status": TransferStatus.ON_THE_WAY}),
        View(gettext_lazy("Pieces missing"), {"status": TransferStatus.RECEIVED_SHORT}),
    )
    columns = (
        Column(gettext_lazy("Number"), sort="number"),
        Column(gettext_lazy("From → to")),
        Column(gettext_lazy("Sent"), num=True),
        Column(gettext_lazy("Missing"), num=True),
        Column(gettext_lazy("Left")),
        Column(gettext_lazy("Expected on")),
        Column(gettext_lazy("State")),
    )
    row_template = "backoffice/warehouse/transfer_row.html"
    empty_head = gettext_lazy("Nothing goes between warehouses")
    empty_text = gettext_lazy("A transfer keeps goods in sight from the moment they leave until the last piece has arrived.")
    exports = (
        Export("number", lambda row: row.number),
        Export("from", lambda row: row.from_warehouse.code),
        Export("to", lambda row: row.to_warehouse.code),
        Export("status", lambda row: row.status),
        Export("sent", lambda row: row.sent),
        Export("missing", lambda row: row.missing),
        Export("dispatched_at", lambda row: row.dispatched_at),
        Export("expected_on", lambda row: row.expected_on),
        Export("received_at", lambda row: row.received_at),
        Export("by", lambda row: row.created_by),
    )

    def queryset(self) -> QuerySet:
        missing = F("lines__sent") - F("lines__good") - F("lines__damaged") - F("lines__written_off")
        return Transfer.objects.select_related("from_warehouse", "to_warehouse").annotate(
            sent=Sum("lines__sent"), missing=Sum(missing)
        )


def _houses() -> list[tuple[str, str]]:
    return list(Warehouse.objects.values_list("code", "name"))
