"""The sell-out ladder: active → selling what is left → discontinued, each step on its day.

What sells through is never bought again; what is discontinued cannot be sold, quoted, ordered again, drafted or bought by any
path, though its page stays. A discontinued product never comes back.
"""

from datetime import date

from django.db import transaction
from django.db.models import Q

from core import audit, clock
from core.access import Actor
from core.errors import DomainError
from core.transitions import move_to
from shop.catalogue.models import Lifecycle, Product


class BadLadder(DomainError):
    """A day that has passed, the last step before the first, or a step that was taken (`field` says which); nothing changed."""

    code = "bad_ladder"


def plan_steps(*, actor: Actor, product: Product, sell_through_on: date | None, discontinue_on: date | None) -> Product:
    """Say on which day a product is not bought any more, and on which it is not sold any more. None: no such step.

    A step of today is taken at once.

    Raises:
        BadLadder: nothing changed.
    """
    with transaction.atomic():
        product = Product.objects.select_for_update(of=("self",), no_key=True).get(pk=product.pk)
        _require(product, sell_through_on, discontinue_on)
        product.sell_through_on, product.discontinue_on = sell_through_on, discontinue_on
        Product.objects.filter(pk=product.pk).update(sell_through_on=sell_through_on, discontinue_on=discontinue_on)
        audit.record(
            actor=actor,
            action="product.ladder_planned",
            subject=product,
            sell_through_on=str(sell_through_on or ""),
            discontinue_on=str(discontinue_on or ""),
        )
        _step(product, actor)
    return product


def take_steps(*, actor: Actor) -> int:
    """Take every step whose day has come. Returns how many products moved."""
    today = clock.today()
    due = Q(lifecycle=Lifecycle.ACTIVE, sell_through_on__lte=today) | Q(
        lifecycle__in=(Lifecycle.ACTIVE, Lifecycle.SELL_THROUGH), discontinue_on__lte=today
    )
    moved = 0
    for pk in Product.objects.filter(due).order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            product = Product.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)
            moved += _step(product, actor)
    return moved


def _require(product: Product, sell_through_on: date | None, discontinue_on: date | None) -> None:
    if product.lifecycle not in (Lifecycle.ACTIVE, Lifecycle.SELL_THROUGH):
        raise BadLadder(field="lifecycle", lifecycle=product.lifecycle)
    if sell_through_on is not None and product.lifecycle != Lifecycle.ACTIVE and sell_through_on != product.sell_through_on:
        raise BadLadder(field="sell_through_on", lifecycle=product.lifecycle)
    today = clock.today()
    for field, day in (("sell_through_on", sell_through_on), ("discontinue_on", discontinue_on)):
        if day is not None and day < today and day != getattr(product, field):
            raise BadLadder(field=field, day=str(day))
    if sell_through_on and discontinue_on and discontinue_on < sell_through_on:
        raise BadLadder(field="discontinue_on", day=str(discontinue_on))


def _step(product: Product, actor: Actor) -> int:
    """Move a locked product to where its days say it is by now."""
    today = clock.today()
    to = ""
    if product.lifecycle == Lifecycle.ACTIVE and product.sell_through_on and product.sell_through_on <= today:
        to = Lifecycle.SELL_THROUGH
    if product.discontinue_on and product.discontinue_on <= today:
        to = Lifecycle.DISCONTINUED
    if not to or product.lifecycle not in (Lifecycle.ACTIVE, Lifecycle.SELL_THROUGH):
        return 0
    move_to(product, "lifecycle", to, actor=actor, reason="its day has come")
    audit.record(actor=actor, action="product.lifecycle", subject=product, to=str(to))
    return 1
