"""Tables that only grow are split into partitions: every promise holds before and after, and more are made ahead."""

from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, ProgrammingError, connection, transaction

from accounting.models import EntryLine, JournalEntry, SummedLine
from core import partitioning
from core.database import analyse
from core.doctor import database as doctor
from core.doctor.finding import Health
from core.events import deliver_everything
from core.partitioning import CannotSplit, Split
from core.tasks import grow_partitions
from core.verification import verify
from inventory.models import StockMovement
from tests.factories import warehouse

MOVEMENTS, LINES = "inventory_stockmovement", "accounting_entryline"


@pytest.fixture(autouse=True)
def _prints_nothing(monkeypatch):
    from accounting import printing

    for job in ("print_invoice", "print_credit_note"):
        monkeypatch.setattr(printing, job, lambda **_what: None)


@pytest.fixture
def traded(committed_db):
    """Goods received, an order dispatched and invoiced."""
    product = warehouse.product_in_stock(stock=20)
    dispatch(product)
    return product


def dispatch(product) -> None:
    """An order leaves, and the books take it in."""
    warehouse.shipment_dispatched(product)
    deliver_everything()


def ask(statement: str, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return cursor.fetchall() if cursor.description else []


def law_of(table: str) -> set[str]:
    """The names of constraints and triggers that hold for whoever writes to a table."""
    checks = ask("SELECT conname::text FROM pg_constraint WHERE conrelid = %s::regclass AND contype IN ('c', 'f')", table)
    triggers = ask("SELECT tgname::text FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal", table)
    return {name for (name,) in [*checks, *triggers]}


def place_of(table: str, key: int, column: str = "id") -> str:
    return ask(f"SELECT tableoid::regclass::text FROM {table} WHERE {column} = %s", key)[0][0]


def refused(name: str):
    return pytest.raises(IntegrityError, match=name)


@pytest.mark.parametrize(("name", "table"), [("movements", MOVEMENTS), ("lines", LINES)])
def test_all_law_is_kept_and_every_promise_holds(traded, name, table):
    law, rows = law_of(table), ask(f"SELECT count(*) FROM {table}")
    assert rows[0][0] > 0 and verify() == []
    call_command("partition", table=name, every=3)
    assert law <= law_of(table)
    assert ask(f"SELECT count(*) FROM {table}") == rows
    assert verify() == []

    warehouse.put_on_shelf(traded, 5)
    dispatch(traded)
    grow_partitions()
    assert verify() == []
    assert len({place for (place,) in ask(f"SELECT DISTINCT tableoid::regclass::text FROM {table}")}) > 1


def test_movements_in_any_partition_are_written_once(traded):
    call_command("partition", table="movements", every=2)
    old = StockMovement.objects.order_by("pk").first()
    warehouse.put_on_shelf(traded, 3)
    new = StockMovement.objects.order_by("pk").last()
    assert place_of(MOVEMENTS, old.pk) == f"{MOVEMENTS}_first" != place_of(MOVEMENTS, new.pk)
    for movement in (old, new):
        for deed in ("UPDATE {} SET note = 'x' WHERE id = %s", "DELETE FROM {} WHERE id = %s"):
            for table in (MOVEMENTS, place_of(MOVEMENTS, movement.pk)):
                with refused("stock_movement_append_only"), transaction.atomic():
                    ask(deed.format(table), movement.pk)
    for table in (MOVEMENTS, f"{MOVEMENTS}_first", place_of(MOVEMENTS, new.pk)):
        with refused("stock_movement_append_only"), transaction.atomic():
            ask(f"TRUNCATE {table} CASCADE")
    with refused("movement_has_a_piece"), transaction.atomic():
        StockMovement.objects.create(**_copy(new, quantity=0))
    assert StockMovement.objects.count() == new.pk - old.pk + 1


def _copy(movement: StockMovement, **values) -> dict:
    fields = {"product": movement.product, "to_location": movement.to_location, "quantity": 1, "reason": movement.reason}
    return {**fields, "actor_label": "test", **values}


def test_a_movement_is_reversed_once_also_across_partitions(traded):
    call_command("partition", table="movements", every=1)
    first = StockMovement.objects.order_by("pk").first()
    reverse = StockMovement.objects.create(**_copy(first, reverses=first))
    grow_partitions()
    with refused("reverses"), transaction.atomic():
        StockMovement.objects.create(**_copy(first, reverses=first))
    with refused("reverses"), transaction.atomic():
        StockMovement.objects.create(**_copy(first, reverses_id=reverse.pk + 1_000))
        ask("SET CONSTRAINTS ALL IMMEDIATE")
    assert StockMovement.objects.filter(reverses=first).get() == reverse


def test_lines_stay_with_their_entry_and_sums_see_them(traded):
    before = sum((line.debit for line in SummedLine.objects.all()), Decimal(0))
    call_command("partition", table="lines", every=1)
    dispatch(traded)
    assert sum((line.debit for line in SummedLine.objects.all()), Decimal(0)) > before
    entry = JournalEntry.objects.order_by("pk").last()
    line = entry.lines.first()
    assert len({place_of(LINES, one.entry_id, "entry_id") for one in EntryLine.objects.all()}) > 1
    values = {"account": line.account, "currency": "VND", "debit": 1, "credit": 0}
    with refused("line_written_with_its_entry"), transaction.atomic():
        EntryLine.objects.create(entry=entry, position=9, **values)
    with refused("entry_line"), transaction.atomic():
        EntryLine.objects.filter(pk=line.pk).update(debit=2)
    assert len(set(EntryLine.objects.values_list("pk", flat=True))) == EntryLine.objects.count()


def test_a_list_of_a_stretch_of_time_looks_into_its_partitions_only(traded):
    call_command("partition", table="movements", every=2)
    for _time in range(4):
        warehouse.put_on_shelf(traded, 1)
    analyse()
    last = StockMovement.objects.order_by("pk").last()
    plan = " ".join(line for (line,) in ask(f"EXPLAIN SELECT * FROM {MOVEMENTS} WHERE id >= %s", last.pk))
    assert f"{MOVEMENTS}_first" not in plan


def test_partitions_are_made_ahead_and_the_doctor_says_when_they_run_short(traded, monkeypatch):
    assert partitioning.growing() == [] and list(doctor.partitions()) == []
    call_command("partition", table="movements", every=5)
    assert partitioning.growing() == [MOVEMENTS]
    room = partitioning.left(MOVEMENTS)
    assert room >= 5 * partitioning.AHEAD
    assert partitioning.grow(MOVEMENTS) == 0
    for _time in range(6):
        warehouse.put_on_shelf(traded, 1)
    assert partitioning.left(MOVEMENTS) == room - 6
    call_command("partition", ahead=True)
    assert partitioning.left(MOVEMENTS) >= 5 * partitioning.AHEAD
    (finding,) = doctor.partitions()
    assert finding.health is Health.WRONG
    monkeypatch.setattr(doctor, "LEFT", 5)
    (finding,) = doctor.partitions()
    assert finding.health is Health.WELL


def test_what_cannot_be_split_is_refused_and_stays_whole(traded):
    with pytest.raises(CannotSplit):
        partitioning.split(Split("accounting_journalentry", "id", 1000))
    assert not partitioning.is_split("accounting_journalentry")
    call_command("partition", table="movements")
    with pytest.raises(CommandError, match="split already"):
        call_command("partition", table="movements")
    with pytest.raises(CommandError, match="--table"):
        call_command("partition")
    assert verify() == []


def test_who_works_in_the_house_owns_no_table_and_has_its_partitions_made(traded):
    ask("DO $$ BEGIN CREATE ROLE worker_of_the_house; EXCEPTION WHEN duplicate_object THEN NULL; END $$")
    ask(f"GRANT SELECT, INSERT ON {MOVEMENTS} TO worker_of_the_house")
    call_command("partition", table="movements", every=2)
    room = partitioning.left(MOVEMENTS)
    for _time in range(3):
        warehouse.put_on_shelf(traded, 1)
    with transaction.atomic():
        ask("SET LOCAL ROLE worker_of_the_house")
        assert partitioning.grow(MOVEMENTS) > 0
        with pytest.raises(ProgrammingError, match="owner"), transaction.atomic():
            ask(f"ALTER TABLE {MOVEMENTS} DISABLE TRIGGER ALL")
    assert partitioning.left(MOVEMENTS) >= room - 3
