"""Work with stock: move, count, replenish. Each form asks once and keeps what was typed."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backoffice.warehouse.forms import CountForm, MoveForm, TakeOutForm
from backoffice.warehouse.room import warn_of_overfull
from backoffice.warehouse.stock import find_product
from backoffice.warehouse.stock_card import show_card
from core.access import Actor
from core.access.http import staff
from core.transitions import IllegalTransition
from inventory import adjusting, alerting, disposing, replenishing, room, rounds
from inventory.holding import NoQuarantine
from inventory.levels import LevelBroken, NotAtLocation
from inventory.models import Location, LotKeeping, StockMovement, StockTask, TaskKind, Warehouse
from inventory.moving import MovedMeanwhile
from shop.catalogue.models import Product
from shop.partner.stock import StockCounterBroken

MOST_TASKS = 100
#: What an open task is carried for first, by its rank (inventory.rounds).
WHY = {rounds.WAITED_FOR: "orders_wait", **{n + 1: urgency for n, urgency in enumerate(alerting.URGENT)}}
#: Why pieces stay where they are, whatever was to become of them.
NOT_MOVED = (MovedMeanwhile, NotAtLocation, LevelBroken, StockCounterBroken)


@staff(POST="inventory.adjust")
def count(request: HttpRequest, sku: str) -> HttpResponse:
    """Book a count, once: a level that moved since the form was shown is refused."""
    product = find_product(sku)
    form = CountForm(request.POST, product=product, keeps_lots=_keeps_lots(product))
    if form.is_valid() and _book_count(request, product, form):
        return redirect("backoffice:stock_card", sku=product.sku)
    return show_card(request, product, counting=form)


def _keeps_lots(product: Product) -> bool:
    return LotKeeping.objects.filter(product=product).exists()


def _book_count(request: HttpRequest, product: Product, form: CountForm) -> bool:
    data = form.cleaned_data
    level = data["level"]
    try:
        if _has_moved(product, level.location, data["as_of"]):
            raise adjusting.CountedOnOldFigures
        movement = adjusting.adjust_count(
            product=product,
            location=level.location,
            counted=data["counted"],
            seen=level.on_hand,
            reason=data["reason"],
            note=data["note"],
            lot=data.get("lot"),
            actor=Actor.of(request.user, request),
        )
    except adjusting.CountedOnOldFigures:
        form.add_error("counted", _("Nothing was booked: the stock changed meanwhile. Count again."))
        return _asked_anew(form, product)
    except adjusting.UnitsAreHeld as refused:
        said = _("Nothing was booked: %(held)s pieces there are held for orders. Pick them short, or cancel the orders first.")
        form.add_error("counted", said % {"held": refused.data["held"]})
        return False
    messages.success(request, _("Booked.") if movement else _("The count agrees: nothing had to be booked."))
    return True


@staff(POST="inventory.move")
def move(request: HttpRequest, sku: str) -> HttpResponse:
    """Carry pieces, once: a level that moved since the form was shown is refused."""
    product = find_product(sku)
    form = MoveForm(request.POST, product=product)
    if form.is_valid() and _carry(request, product, form):
        return redirect("backoffice:stock_card", sku=product.sku)
    return show_card(request, product, moving=form)


def _carry(request: HttpRequest, product: Product, form: MoveForm) -> bool:
    data = form.cleaned_data
    level, target = data["level"], data["to"]
    if level.location_id == target.pk:
        form.add_error("to", _("Nothing was moved: both ends are the same location."))
        return False
    try:
        if _has_moved(product, level.location, data["as_of"]):
            raise MovedMeanwhile
        replenishing.move_stock(
            product=product,
            from_location=level.location,
            to_location=target,
            quantity=data["quantity"],
            seen=level.on_hand,
            actor=Actor.of(request.user, request),
        )
    except NOT_MOVED as refused:
        return _not_moved(form, product, refused)
    messages.success(request, _("Moved."))
    warn_of_overfull(request, [target.pk])
    return True


@staff(POST="inventory.adjust")
def take_out(request: HttpRequest, sku: str) -> HttpResponse:
    """Set pieces aside, scrap them or send them back, once: a level that moved since the form was shown is refused."""
    product = find_product(sku)
    form = TakeOutForm(request.POST, product=product, keeps_lots=_keeps_lots(product))
    if form.is_valid() and _dispose(request, product, form):
        return redirect("backoffice:stock_card", sku=product.sku)
    return show_card(request, product, taking=form)


def _dispose(request: HttpRequest, product: Product, form: TakeOutForm) -> bool:
    data = form.cleaned_data
    level = data["level"]
    try:
        if _has_moved(product, level.location, data["as_of"]):
            raise MovedMeanwhile
        disposing.dispose(
            product=product,
            from_location=level.location,
            quantity=data["quantity"],
            to=data["to"],
            reason=data["reason"],
            lot=data.get("lot"),
            seen=level.on_hand,
            actor=Actor.of(request.user, request),
        )
    except NOT_MOVED as refused:
        return _not_moved(form, product, refused)
    except disposing.LiesThereAlready:
        form.add_error("level", _("Nothing was moved: they lie in quarantine already."))
        return False
    except NoQuarantine:
        form.add_error("to", _("Nothing was moved: this warehouse has no quarantine."))
        return False
    messages.success(request, _("Booked."))
    return True


def _not_moved(form: MoveForm | TakeOutForm, product: Product, refusal: Exception) -> bool:
    """Say why beside the number of pieces. Never booked."""
    if isinstance(refusal, MovedMeanwhile):
        form.add_error("quantity", _("It has changed since you looked. Nothing was done: look again, then press once more."))
        return _asked_anew(form, product)
    is_held = isinstance(refusal, StockCounterBroken)
    words = _("Nothing was moved: orders hold these pieces.") if is_held else _("Nothing was moved: fewer free pieces lie there.")
    form.add_error("quantity", words)
    return False


def _has_moved(product: Product, location: Location, as_of: int) -> bool:
    """Whether anything came or left there since the form was shown."""
    since = StockMovement.objects.filter(product=product, pk__gt=as_of)
    return since.filter(Q(from_location=location) | Q(to_location=location)).exists()


def _asked_anew(form: CountForm | MoveForm | TakeOutForm, product: Product) -> bool:
    """The form shows the figures of now: its next press is for them. Not booked."""
    newest = StockMovement.objects.filter(product=product).order_by("-pk").values_list("pk", flat=True).first()
    form.data = form.data.copy()
    form.data[form.add_prefix("as_of")] = str(newest or 0)
    return False


@staff(GET="inventory.move")
def tasks(request: HttpRequest) -> HttpResponse:
    """What is to be carried or counted on the floor."""
    kinds = dict(TaskKind.choices)
    found = list(rounds.open_tasks()[:MOST_TASKS])
    carried = [task for task in found if task.to_location_id is not None and task.quantity]
    tight = room.do_not_fit([(task.product_id, task.to_location_id, task.quantity) for task in carried])
    too_much = {task.pk for task, is_tight in zip(carried, tight, strict=True) if is_tight}
    for task in found:
        task.why, task.does_not_fit = WHY.get(task.rank, ""), task.pk in too_much
    number = len(found) if len(found) < MOST_TASKS else rounds.open_tasks().count()
    context = {
        "title": _("Replenish and put back"),
        "crumbs": [{"title": _("Inventory")}],
        "sub": ngettext("%(n)d task is open.", "%(n)d tasks are open.", number) % {"n": number},
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
        carried = replenishing.finish_task(task=_task(pk), actor=Actor.of(request.user, request))
        messages.success(request, _("Booked."))
        warn_of_overfull(request, [carried.to_location_id] if carried.to_location_id else [])
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
