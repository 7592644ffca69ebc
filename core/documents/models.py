"""Issued documents: rendered once, kept with their hash and everything they were rendered from, never changed."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import clock
from core.database import append_only


class Document(models.Model):
    """A paper as it was issued. `html` is what the PDF was made of, so that it can be made again identically."""

    kind = models.CharField(_("kind"), max_length=60)
    number = models.CharField(_("number"), max_length=60)
    language = models.CharField(_("language"), max_length=10)
    template = models.CharField(_("template"), max_length=200)
    snapshot = models.JSONField(_("snapshot"), encoder=DjangoJSONEncoder)
    html = models.TextField(_("source"))
    pdf = models.BinaryField(_("PDF"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    subject_type = models.CharField(_("kind of record"), max_length=100)
    subject_id = models.CharField(_("record id"), max_length=64)
    created_at = models.DateTimeField(_("created at"), default=clock.now)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="documents_document_subject")]
        constraints = [
            models.UniqueConstraint(fields=["kind", "number", "language"], name="documents_document_issued_once"),
            models.CheckConstraint(condition=models.Q(sha256__regex="^[0-9a-f]{64}$"), name="documents_document_has_hash"),
            models.CheckConstraint(condition=~models.Q(number=""), name="documents_document_has_number"),
        ]
        triggers = append_only("documents_document_append_only")

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
