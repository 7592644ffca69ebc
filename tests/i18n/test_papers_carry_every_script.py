"""What is translated can be printed: the documents' fonts have every character, and the PDF reads back as it was written."""

from functools import cache
from html import escape
from io import BytesIO
from unicodedata import normalize

import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from core.documents import fonts
from core.documents.rendering import pdf_of
from tests.i18n.sources import catalog
from tests.i18n.test_translations import COMPLETE, forms

#: Stands in strings of the screen only.
OF_SCREENS = {"→"}
PAPERS = ("templates/documents", "accounting/", "shop/order/", "fulfillment/")


@cache
def carried() -> set[int]:
    """Every character that a font of the documents has."""
    configuration = fonts.ensure()
    assert configuration, "the fonts of documents come with the npm packages"
    return {code for file in configuration.parent.glob("*-400.ttf") for code in TTFont(file).getBestCmap()}


def words_of(folder: str, *places: str) -> str:
    """The translations of a language, of all strings or of those that stand in some places."""
    return " ".join(
        " ".join(forms(message.string))
        for message in catalog(folder)
        if message.id and (not places or any(file.startswith(places) for file, _line in message.locations))
    )


def decomposed(text: str) -> set[str]:
    """The characters of a text. Thai's am is drawn as two glyphs, of which only the second reads back (as aa)."""
    return set(normalize("NFKD", text.replace("ำ", "า")))


@pytest.mark.parametrize("folder", COMPLETE)
def test_the_fonts_of_documents_have_every_character_of_a_language(folder):
    missing = {sign for sign in words_of(folder) if ord(sign) not in carried() and not sign.isspace()} - OF_SCREENS

    assert not missing


@pytest.mark.parametrize("folder", COMPLETE)
def test_words_of_papers_read_back_from_the_pdf(folder):
    words = words_of(folder, *PAPERS)
    language = folder.replace("_", "-").lower()

    pdf = pdf_of(
        f'<html lang="{language}"><style>html{{font-family:Inter,"Noto Sans Thai","Noto Sans SC"}}</style><p>{escape(words)}'
    )
    read = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)

    assert len(words) > 1000
    assert decomposed(words) - decomposed(read) - OF_SCREENS == set()
    assert "\ufffd" not in read and "\x00" not in read
