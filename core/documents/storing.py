"""Issuing a document: rendered once, kept for good. Asking for the same one again gives the one that was issued."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, models, transaction

from core import clock
from core.documents.models import Document
from core.documents.rendering import pdf_of, render_html


def store(
    *, kind: str, number: str, template: str, snapshot: Mapping[str, Any], language: str, subject: models.Model
) -> Document:
    """Render a document from a snapshot and keep it; one issued before is returned as it is.

    The template sees the snapshot as it is kept, that is as JSON: amounts and dates are texts (the filters `money` and
    `day` take them). Never call this while holding a document series' counter.

    Raises:
        RenderingFailed: no PDF came out (nothing is kept).
    """
    issued = find_document(kind=kind, number=number, language=language)
    if issued is not None:
        return issued
    kept = json.loads(json.dumps(snapshot, cls=DjangoJSONEncoder))
    html = render_html(template, kept, language)
    pdf = pdf_of(html)
    try:
        with transaction.atomic():
            return Document.objects.create(
                kind=kind,
                number=number,
                language=language,
                template=template,
                snapshot=kept,
                html=html,
                pdf=pdf,
                sha256=hashlib.sha256(pdf).hexdigest(),
                subject_type=subject._meta.label,
                subject_id=str(subject.pk),
                created_at=clock.now(),
            )
    except IntegrityError:
        # Somebody issued it while we rendered: theirs is the document.
        issued = find_document(kind=kind, number=number, language=language)
        if issued is None:
            raise
        return issued


def rerender(document: Document) -> bytes:
    """Make the PDF again from what it was made of; with the same fonts, the same bytes."""
    return pdf_of(document.html)


def find_document(*, kind: str, number: str, language: str | None = None) -> Document | None:
    """An issued document, by default in the language it was first issued in. One query."""
    found = Document.objects.filter(kind=kind, number=number)
    if language is not None:
        found = found.filter(language=language)
    return found.order_by("id").first()


def documents_of(subject: models.Model) -> models.QuerySet[Document]:
    """The papers of a record, oldest first, without their contents. One query."""
    return (
        Document.objects.filter(subject_type=subject._meta.label, subject_id=str(subject.pk))
        .defer("pdf", "html", "snapshot")
        .order_by("id")
    )
