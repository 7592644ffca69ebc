"""Work with stock: move, count, replenish. Each form asks once and keeps what was typed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backoffice.warehouse.forms import CountForm, MoveForm
from backoffice.warehouse.stock import find_product
from core.access import Actor
from core.access.http import staff
from core.transitions import IllegalTransition
from inventory import adjusting, replenishing
from inventory.levels import LevelBroken, NotAtLocation
from inventory.models import StockTask, TaskKind, TaskStatus, Warehouse
from shop.partner.stock import StockCounterBroken

MOST_TASKS = 100


@staff(POST="inventory.adjust")
def count(request: HttpRequest, sku: str) -> HttpResponse:
    """Book a count. The form names the level as it was shown; one that moved meanwhile is refused."""
    product = find_product(sku)
    form = CountForm(request.POST, product=product)
    seen = request.POST.get("count-seen", "")
    if not form.is_valid():
        messages.error(request, _("Nothing was booked: choose a location and say how many were counted."))
        return redirect("backoffice:stock_card", sku=product.sku)
    level = form.cleaned_data["level"]
    try:
        movement = adjusting.adjust_count(
            product=product,
            location=level.location,
            counted=form.cleaned_data["counted"],
            seen=int(seen) if seen.isdigit() else level.on_hand,
            reason=form.cleaned_data["reason"],
            note=form.cleaned_data["note"],
            actor=Actor.of(request.user, request),
        )
        messages.success(request, _("Booked.") if movement else _("The count agrees: nothing had to be booked."))
    except adjusting.CountedOnOldFigures:
        messages.error(request, _("Nothing was booked: the stock changed meanwhile. Count again."))
    except adjusting.UnitsAreHeld as refused:
        messages.error(
            request,
            _("Nothing was booked: %(held)s pieces there are held for orders. Pick them short, or cancel the orders first.")
            % {"held": refused.data["held"]},
        )
    return redirect("backoffice:stock_card", sku=product.sku)


@staff(POST="inventory.move")
def move(request: HttpRequest, sku: str) -> HttpResponse:
    product = find_product(sku)
    form = MoveForm(request.POST, product=product)
    if not form.is_valid():
        messages.error(request, _("Nothing was moved: choose both locations and a number of pieces."))
        return redirect("backoffice:stock_card", sku=product.sku)
    level, target = form.cleaned_data["level"], form.cleaned_data["to"]
    if level.location_id == target.pk:
        messages.error(request, _("Nothing was moved: both ends are the same location."))
        return redirect("backoffice:stock_card", sku=product.sku)
    try:
        replenishing.move_stock(
            product=product,
            from_location=level.location,
            to_location=target,
            quantity=form.cleaned_data["quantity"],
            actor=Actor.of(request.user, request),
        )
        messages.success(request, _("Moved."))
    except (NotAtLocation, LevelBroken):
        messages.error(request, _("Nothing was moved: fewer free pieces lie there."))
    except StockCounterBroken:
        messages.error(request, _("Nothing was moved: orders hold these pieces."))
    return redirect("backoffice:stock_card", sku=product.sku)


@staff(GET="inventory.move")
def tasks(request: HttpRequest) -> HttpResponse:
    """What is to be carried or counted on the floor."""
    rows = StockTask.objects.filter(status=TaskStatus.OPEN).select_related("product", "from_location__warehouse", "to_location")
    kinds = dict(TaskKind.choices)
    found = list(rows.order_by("kind", "pk")[:MOST_TASKS])
    context = {
        "title": _("Replenish and put back"),
        "crumbs": [{"title": _("Inventory")}],
        "sub": ngettext("%(n)d task is open.", "%(n)d tasks are open.", len(found)) % {"n": len(found)},
        "groups": [{"title": kinds[kind], "rows": [row for row in found if row.kind == kind]} for kind in kinds],
        "any": found,
        "primary": {"title": _("Plan replenishment"), "icon": "refresh", "form": "plan"},
    }
    return render(request, "backoffice/warehouse/tasks.html", context)


@staff(POST="inventory.move")
def plan(request: HttpRequest) -> HttpResponse:
    actor = Actor.of(request.user, request)
    made = sum(
        len(replenishing.plan_replenishment(warehouse=house, actor=actor)) for house in Warehouse.objects.filter(is_active=True)
    )
    said = ngettext("%(n)d task was added.", "%(n)d tasks were added.", made) % {"n": made}
    messages.success(request, said if made else _("No shelf runs low: nothing was added."))
    return redirect("backoffice:stock_tasks")


@staff(POST="inventory.move")
def task_done(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        replenishing.finish_task(task=_task(pk), actor=Actor.of(request.user, request))
        messages.success(request, _("Booked."))
    except IllegalTransition:
        messages.info(request, _("It was done already."))
    except (NotAtLocation, LevelBroken):
        messages.error(request, _("Nothing was booked: the pieces do not lie there any more. Count the location."))
    except replenishing.NothingToCarry:
        messages.error(request, _("A count is booked on the product's stock card."))
    return redirect("backoffice:stock_tasks")


@staff(POST="inventory.move")
def task_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        replenishing.cancel_task(task=_task(pk), actor=Actor.of(request.user, request))
        messages.success(request, _("Struck off."))
    except IllegalTransition:
        messages.info(request, _("It was done already."))
    return redirect("backoffice:stock_tasks")


def _task(pk: int) -> StockTask:
    found = StockTask.objects.filter(pk=pk).first()
    if found is None:
        raise Http404("no such task")
    return found
