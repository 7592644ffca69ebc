"""Migration operations that belong together.

Django makes the classes of all models anew for each operation that changes one. With a few hundred models that hang together
it is that, not the database, which takes the time of migrating from nothing. Where nobody looks at the states in between,
they need not be made.
"""

from typing import Any

from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class Together(Operation):
    """Operations in order, of which only the state before the first and the state after the last is made.

    Either models that are created, or what is added to models that are there already (fields, indexes, constraints,
    triggers): a model that is created and added to in one go would get the column twice.
    """

    reduces_to_sql = True

    def __init__(self, *operations: Operation) -> None:
        self.operations = operations
        self.reversible = all(one.reversible for one in operations)
        self.atomic = any(one.atomic for one in operations)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)  # a cached property: made again when somebody asks for it
        for one in self.operations:
            one.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: ProjectState, to_state: ProjectState) -> None:
        for one in self.operations:
            one.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: ProjectState, to_state: ProjectState) -> None:
        for one in reversed(self.operations):
            one.database_backwards(app_label, schema_editor, from_state, to_state)

    def references_model(self, name: str, app_label: str) -> bool:
        return any(one.references_model(name, app_label) for one in self.operations)

    def describe(self) -> str:
        return "; ".join(one.describe() for one in self.operations)
