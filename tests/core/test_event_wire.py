"""Events as JSON: what goes in comes out, of the same type; what does not fit is refused."""

import json
from dataclasses import fields
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.events.base import UnknownEvent, event_class, event_classes
from core.events.map import event_map
from core.events.wire import NotForTheWire, from_payload, to_payload, unsendable_fields
from tests.core.happenings import Colour, LineSold, TeaSold, Unsendable

AMOUNTS = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**14), max_value=10**14)
LINES = st.builds(LineSold, sku=st.text(max_size=8), amount=AMOUNTS)
MOMENTS = st.datetimes(timezones=st.just(UTC))
SALES = st.builds(
    TeaSold,
    order_id=st.integers(),
    amount=AMOUNTS,
    on=st.none() | st.dates(),
    moment=st.none() | MOMENTS,
    is_gift=st.booleans(),
    lines=st.lists(LINES, max_size=3).map(tuple),
    pair=st.tuples(st.integers(), st.text(max_size=3)),
    notes=st.none() | st.lists(st.none() | st.text(max_size=5), max_size=3),
    by_sku=st.none() | st.dictionaries(st.text(max_size=4), AMOUNTS, max_size=3),
)


@given(SALES)
def test_an_event_survives_json_with_all_its_types(event):
    back = from_payload(TeaSold, json.loads(json.dumps(to_payload(event))))
    assert back == event
    assert type(back.amount) is Decimal
    assert type(back.on) is type(event.on)
    assert type(back.lines) is tuple
    assert back.colour is Colour.RED


def test_an_event_is_known_by_its_department_and_class():
    assert event_class("tests.core.happenings.TeaSold") is TeaSold
    with pytest.raises(UnknownEvent):
        event_class("shop.order.NeverHeardOf")


@pytest.mark.parametrize(
    "fields",
    [
        {"order_id": "1"},
        {"order_id": True},
        {"order_id": 1, "amount": 1.5},
        {"order_id": 1, "amount": 1},
        {"order_id": 1, "on": datetime(2026, 1, 1, tzinfo=UTC)},
        {"order_id": 1, "moment": date(2026, 1, 1)},
        {"order_id": 1, "moment": datetime(2026, 1, 1)},  # noqa: DTZ001 (meant)
        {"order_id": 1, "lines": [LineSold(sku="a", amount=Decimal(1))]},
        {"order_id": 1, "lines": (object(),)},
        {"order_id": 1, "pair": (1, "a", 2)},
        {"order_id": 1, "by_sku": {1: Decimal(1)}},
    ],
)
def test_a_value_that_does_not_fit_its_annotation_is_refused(fields):
    with pytest.raises(NotForTheWire):
        to_payload(TeaSold(**fields))


def test_floats_are_never_sent():
    with pytest.raises(NotForTheWire):
        to_payload(Unsendable(weight=1.5))


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"order_id": None},
        {"order_id": 1, "amount": "many"},
        {"order_id": 1, "on": "soon"},
        {"order_id": 1, "colour": "x"},
        {"order_id": 1, "lines": [{"sku": "a"}]},
        {"order_id": 1, "pair": [1]},
        {"order_id": 1, "lines": "abc"},
    ],
)
def test_a_stored_payload_that_does_not_fit_is_refused(payload):
    with pytest.raises(NotForTheWire):
        from_payload(TeaSold, payload)


def test_fields_added_later_take_their_defaults_and_removed_ones_are_ignored():
    assert from_payload(TeaSold, {"order_id": 7, "once_upon_a_time": 1}) == TeaSold(order_id=7)


def test_every_event_of_the_house_can_be_sent():
    assert unsendable_fields(TeaSold) == []
    assert unsendable_fields(Unsendable) == ["weight"]
    house = [cls for cls in event_classes() if not cls.__module__.startswith("tests.")]
    assert {cls.event_name: unsendable_fields(cls) for cls in house if unsendable_fields(cls)} == {}


def test_every_event_of_the_house_is_a_frozen_dataclass_with_keywords_only():
    for cls in event_classes():
        assert cls.__dataclass_params__.frozen, cls
        assert all(field.kw_only for field in fields(cls)), cls


def test_the_event_map_names_events_and_their_handlers():
    entries = {entry.name: entry for entry in event_map()}
    assert not any(name.startswith("tests.") for name in entries)
    placed = entries["shop.order.OrderPlaced"]
    assert (placed.told_by, "order_id" in placed.carries) == ("shop.order", True)
    assert placed.handled_by
