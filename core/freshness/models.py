"""Changes to what pages are made of. Rows are written by triggers only; see core.freshness."""

from django.db import models


class Change(models.Model):
    """Something in a scope changed. `token` is drawn at random; rows wait here until they are folded."""

    scope = models.BigIntegerField()
    token = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["scope"], include=["token"], name="freshness_by_scope")]

    def __str__(self) -> str:
        return f"{self.scope}"


class FoldedChange(models.Model):
    """The tokens of all changes of a scope that were folded, taken together (exclusive or)."""

    scope = models.BigIntegerField(primary_key=True)
    token = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.scope}"


class Pulse(models.Model):
    """When beat last wrote down the time (see core.freshness.pulse). One row at most."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="freshness_one_pulse")]

    def __str__(self) -> str:
        return f"{self.at}"
