"""Blind counts as people make them: somebody walks to a bin and tells what is there."""

import uuid

from core.access import Actor
from inventory.counting import planning, telling
from inventory.models import Count
from tests.factories import warehouse as make


def somebody() -> Actor:
    return Actor.of(make.picker("inventory.view"))


def planned(product, **limits) -> Count:
    """The one count of a warehouse whose plan was made today."""
    house = make.warehouse()
    planning.set_plan(warehouse=house, actor=make.ACTOR, **{"limit_pieces": 5, "limit_percent": None, **limits})
    planning.plan_counts(warehouse=house, actor=make.ACTOR)
    return Count.objects.get(product=product)


def told(count: Count, counted: int, actor: Actor | None = None, key: uuid.UUID | None = None) -> Count:
    """Somebody walks to the bin and tells what is there."""
    actor = actor or somebody()
    telling.stand_at(count=count, actor=actor)
    return telling.tell_count(count=count, counted=counted, key=key or uuid.uuid4(), actor=actor)


def waiting(product, counted: int = 2) -> Count:
    count = planned(product)
    told(count, counted)
    return told(count, counted)
