"""What is added up beforehand, so that reports over a million orders answer at once. The journal stays the only truth.

Sums by day are folded from entries that wait in `UnsummedEntry`; `SummedLine` reads both together, so that it says the same as
the journal at every moment. `accounting.summing` folds them and can make them anew; `bin/manage verify` compares them
with the lines.
"""

from django.db import models
from django.db.models import Q

from accounting.models.chart import Account
from accounting.models.journal import JournalEntry
from core.money import AmountField


class DaySum(models.Model):
    """What the lines of a day came to, by account, currency, channel and market."""

    date = models.DateField()
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    currency = models.CharField(max_length=3)
    channel = models.ForeignKey("channels.Channel", models.PROTECT, null=True, related_name="+", db_index=False)
    market = models.ForeignKey("channels.Market", models.PROTECT, null=True, related_name="+", db_index=False)
    debit = AmountField()
    credit = AmountField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="day_is_summed_once",
                fields=["account", "currency", "date", "channel", "market"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(name="day_sum_not_negative", condition=Q(debit__gte=0, credit__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.account_id}: {self.debit} / {self.credit} {self.currency}"


class UnsummedEntry(models.Model):
    """An entry whose lines are in no sum yet. The entry's own trigger puts it here."""

    entry = models.OneToOneField(JournalEntry, models.DO_NOTHING, primary_key=True, related_name="+", db_constraint=False)

    def __str__(self) -> str:
        return str(self.entry_id)


class SummedLine(models.Model):
    """Sums of days, and lines that are in no sum yet: together the journal, in one statement (a view)."""

    row = models.BigIntegerField(primary_key=True)
    date = models.DateField()
    account = models.ForeignKey(Account, models.DO_NOTHING, related_name="+")
    currency = models.CharField(max_length=3)
    channel = models.ForeignKey("channels.Channel", models.DO_NOTHING, null=True, related_name="+")
    market = models.ForeignKey("channels.Market", models.DO_NOTHING, null=True, related_name="+")
    debit = AmountField()
    credit = AmountField()

    class Meta:
        managed = False
        db_table = "accounting_summedline"

    def __str__(self) -> str:
        return f"{self.date} {self.account_id}: {self.debit} / {self.credit} {self.currency}"
