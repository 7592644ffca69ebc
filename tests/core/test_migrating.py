"""Operations that belong together do what they would have done one after the other, both ways."""

import pytest
from django.apps.registry import Apps
from django.db import IntegrityError, connection, migrations, models, transaction
from django.db.migrations.state import ProjectState

from core.migrating import Together

APP = "scratch"


def made() -> Together:
    key = ("id", models.BigAutoField(primary_key=True))
    return Together(
        migrations.CreateModel("Shelf", [key, ("name", models.CharField(max_length=20))]),
        migrations.CreateModel("Tea", [key, ("shelf", models.ForeignKey(f"{APP}.shelf", models.CASCADE))]),
    )


def added() -> Together:
    positive = models.CheckConstraint(condition=models.Q(grams__gt=0), name="scratch_tea_weighs_something")
    return Together(
        migrations.AddField("tea", "grams", models.IntegerField(default=1)),
        migrations.AddIndex("tea", models.Index(fields=["grams"], name="scratch_tea_grams")),
        migrations.AddConstraint("tea", positive),
    )


def forwards(operation: Together, before: ProjectState) -> ProjectState:
    after = before.clone()
    operation.state_forwards(APP, after)
    with connection.schema_editor(atomic=False) as editor:
        operation.database_forwards(APP, editor, before, after)
    return after


def backwards(operation: Together, after: ProjectState, before: ProjectState) -> None:
    with connection.schema_editor(atomic=False) as editor:
        operation.database_backwards(APP, editor, after, before)


def tables() -> set[str]:
    return {name for name in connection.introspection.table_names() if name.startswith(APP)}


@pytest.mark.django_db
def test_what_is_made_together_is_there_with_its_laws_and_goes_again():
    empty, making, adding = ProjectState(), made(), added()
    with_tables = forwards(making, empty)
    assert tables() == {"scratch_shelf", "scratch_tea"}
    with_weight = forwards(adding, with_tables)
    shelf = with_weight.apps.get_model(APP, "Shelf").objects.create(name="A1")
    tea = with_weight.apps.get_model(APP, "Tea")
    assert tea.objects.create(shelf=shelf).grams == 1
    with pytest.raises(IntegrityError, match="scratch_tea_weighs_something"), transaction.atomic():
        tea.objects.create(shelf=shelf, grams=0)
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    backwards(adding, with_weight, with_tables)
    assert "grams" not in {one.name for one in connection.introspection.get_table_description(connection.cursor(), "scratch_tea")}
    backwards(making, with_tables, empty)
    assert tables() == set()


def test_the_states_in_between_are_not_made(monkeypatch):
    rendered = []
    monkeypatch.setattr(Apps, "clear_cache", lambda self: rendered.append(self))
    state = ProjectState()
    assert state.apps  # as when an earlier operation had to have them
    rendered.clear()
    making = made()
    making.state_forwards(APP, state)
    added().state_forwards(APP, state)
    assert rendered == []
    assert {name for _app, name in state.models} == {"shelf", "tea"}


def test_together_is_as_reversible_as_its_parts():
    assert made().reversible
    assert not Together(migrations.RunSQL("SELECT 1")).reversible
