"""Series of document numbers and their counters. Only `core.numbering.documents` touches the counters."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentSeries(models.Model):
    """One run of gapless numbers, e.g. invoices."""

    code = models.CharField(_("code"), max_length=60)
    pattern = models.CharField(_("pattern"), max_length=60, help_text=_("For example INV-{year}-{n:06d}"))
    resets_yearly = models.BooleanField(_("starts again each year"), default=False)

    class Meta:
        verbose_name = _("document series")
        verbose_name_plural = _("document series")
        constraints = [
            models.UniqueConstraint(fields=["code"], name="numbering_series_code_unique"),
            models.CheckConstraint(condition=models.Q(pattern__contains="{n"), name="numbering_series_pattern_counts"),
            models.CheckConstraint(
                condition=models.Q(resets_yearly=False) | models.Q(pattern__contains="{year"),
                name="numbering_series_yearly_says_year",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class DocumentCounter(models.Model):
    """The last number drawn in a series (in one year; year 0 for a series that never starts again)."""

    series = models.ForeignKey(DocumentSeries, on_delete=models.PROTECT, related_name="counters", verbose_name=_("series"))
    year = models.PositiveSmallIntegerField(_("year"), default=0)
    last_value = models.BigIntegerField(_("last number drawn"))

    class Meta:
        verbose_name = _("document counter")
        verbose_name_plural = _("document counters")
        constraints = [
            models.UniqueConstraint(fields=["series", "year"], name="numbering_counter_one_per_year"),
            models.CheckConstraint(condition=models.Q(last_value__gte=1), name="numbering_counter_counts_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.series_id}/{self.year}: {self.last_value}"
