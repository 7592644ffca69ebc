"""Papers: rendered once from a snapshot, kept with their hash for good, and rendered again identically.

store(kind="invoice", number=..., template=..., snapshot={...}, language="vi", subject=order)
rerender(document)                 the same bytes again
render_pdf(template, context, language)   a paper that is not kept (a pick list)
code128_svg("TN6418209351744"), qr_svg("https://…")
"""

from typing import TYPE_CHECKING

from core.lazy import attributes

if TYPE_CHECKING:
    from core.documents.barcodes import code128_svg, qr_svg
    from core.documents.models import Document
    from core.documents.rendering import RenderingFailed, render_pdf
    from core.documents.storing import documents_of, find_document, rerender, store
else:
    __getattr__ = attributes(
        __name__,
        {
            "Document": "models",
            "RenderingFailed": "rendering",
            "code128_svg": "barcodes",
            "documents_of": "storing",
            "find_document": "storing",
            "qr_svg": "barcodes",
            "render_pdf": "rendering",
            "rerender": "storing",
            "store": "storing",
        },
    )

__all__ = [
    "Document",
    "RenderingFailed",
    "code128_svg",
    "documents_of",
    "find_document",
    "qr_svg",
    "render_pdf",
    "rerender",
    "store",
]
