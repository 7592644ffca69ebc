"""Keeps every version of a configuration record, by trigger: bulk updates and hand-written SQL are caught too."""

from collections.abc import Callable
from typing import Any

import pghistory
from django.db import models


def tracked(model: type[models.Model] | None = None, **options: Any) -> Any:
    """Class decorator: each insert, update and delete of the model leaves a row in its own history table.

    The history of `Role` is `RoleHistory`. Use bare (`@tracked`) or with pghistory's options (`fields=[...]`, or
    `exclude=[...]` to keep personal values out). The history table is append-only and
    carries the request's user, address and machine.
    """
    options.setdefault("append_only", True)

    def decorate(cls: type[models.Model]) -> type[models.Model]:
        trackers = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
        options.setdefault("model_name", f"{cls.__name__}History")
        apply: Callable[[type[models.Model]], type[models.Model]] = pghistory.track(*trackers, **options)
        return apply(cls)

    return decorate if model is None else decorate(model)
