"""A language in which everything translatable stands in ⟦brackets⟧: what a page shows outside of them, nobody can translate."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from gettext import NullTranslations
from html.parser import HTMLParser
from unicodedata import normalize

from babel import Locale
from django.utils.translation import trans_real

LANGUAGE = "vi"
OPEN, CLOSE = "⟦", "⟧"
CONTEXT_ENDS = "\x04"
INNERMOST = re.compile(rf"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")
#: Addresses, dotted names and tokens with digits are nobody's words; nor are codes of two to four capitals (VND, PDF, US).
NO_WORDS = re.compile(r"\S+@\S+|https?://\S+|/?\w+(?:[./:_-]\w+)*[._/:]\w+|\w*\d\w*(?:-\w+)*|\b[A-Z]{2,4}\b|US\$|&\w+;|\{\w+\}")
#: Written the same in every language: units, and names that are not translated.
SAME_EVERYWHERE = {"kg", "cm", "mm", "km", "Storehouse"}
_LOCALE = Locale.parse(LANGUAGE)
CALENDAR = {
    word.strip(".,").casefold()
    for kind in ("format", "stand-alone")
    for width in ("wide", "abbreviated", "narrow")
    for names in (_LOCALE.months[kind][width], _LOCALE.days[kind].get(width, {}))
    for name in names.values()
    for word in name.split()
} | {"ngày", "lúc", "năm"}
WORD = re.compile(r"[^\W\d_]{2,}")
SHOWN_ATTRIBUTES = {"title", "alt", "placeholder", "aria-label", "aria-description", "aria-roledescription", "label", "summary"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
#: Elements that a translated sentence may hold.
WITHIN_SENTENCES = {"a", "b", "br", "em", "i", "small", "span", "strong", "time"}
#: Not read by people, or names of machines; so are elements of the class "code".
SILENT = {"script", "style", "code", "kbd", "samp", "pre"}


class Bracketed(NullTranslations):
    """Answers every string with itself in brackets, and remembers what it was asked."""

    domain = "django"

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str] = set()

    def gettext(self, message: str) -> str:
        self.asked.add(message)
        return OPEN + message.rpartition(CONTEXT_ENDS)[2] + CLOSE

    def ngettext(self, singular: str, plural: str, number: float) -> str:
        self.asked.add(singular)
        return OPEN + (singular if number == 1 else plural).rpartition(CONTEXT_ENDS)[2] + CLOSE

    def to_language(self) -> str:
        return LANGUAGE


@contextmanager
def pseudo_locale() -> Iterator[Bracketed]:
    """Speak in brackets wherever Vietnamese would be spoken."""
    bracketed, before = Bracketed(), trans_real._translations.get(LANGUAGE)
    trans_real._translations[LANGUAGE] = bracketed
    try:
        with trans_real_active():
            yield bracketed
    finally:
        if before is None:
            del trans_real._translations[LANGUAGE]
        else:
            trans_real._translations[LANGUAGE] = before


@contextmanager
def trans_real_active() -> Iterator[None]:
    """Leave the active language as it was found."""
    before = getattr(trans_real._active, "value", None)
    try:
        yield
    finally:
        if before is None:
            trans_real.deactivate()
        else:
            trans_real._active.value = before


@dataclass
class Known:
    """Values of the data that pages may show as they are: names, product texts, codes."""

    values: Iterable[str]
    pattern: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        parts = sorted({" ".join(value.split()) for value in self.values if WORD.search(value)}, key=len, reverse=True)
        self.pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, parts))})(?!\w)") if parts else re.compile(r"(?!)")

    def untranslated(self, text: str) -> str:
        """What is left of a text without brackets, data and codes; empty when nothing readable is left."""
        left = " ".join(normalize("NFC", text).split())
        while INNERMOST.search(left):
            left = INNERMOST.sub(" ", left)
        left = NO_WORDS.sub(" ", self.pattern.sub(" ", left))
        words = [word for word in WORD.findall(left) if word.casefold() not in CALENDAR and word not in SAME_EVERYWHERE]
        return " ".join(words)


class Page(HTMLParser):
    """The texts that a person sees or hears: text nodes, and attributes that are read out."""

    def __init__(self, language: str = LANGUAGE) -> None:
        super().__init__(convert_charrefs=True)
        self.language = language
        self.texts: list[str] = []
        self.silenced: list[str] = []
        #: Brackets that a link or another mark inside of a sentence left open; no sentence reaches out of its block.
        self.left_open = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag not in WITHIN_SENTENCES:
            self.left_open = 0
        other_language = tag != "html" and values.get("lang", self.language) != self.language
        silent = tag in SILENT or "code" in values.get("class", "").split() or other_language or values.get("translate") == "no"
        if not (self.silenced or silent):
            self.texts += [value for name, value in values.items() if name in SHOWN_ATTRIBUTES]
            if tag == "input" and values.get("type") in ("submit", "button", "reset"):
                self.texts.append(values.get("value", ""))
            if tag == "meta" and values.get("name") == "description":
                self.texts.append(values.get("content", ""))
        if tag not in VOID and (self.silenced or silent):
            self.silenced.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in WITHIN_SENTENCES:
            self.left_open = 0
        if tag in self.silenced:
            while self.silenced.pop() != tag:
                continue

    def handle_data(self, data: str) -> None:
        if self.silenced:
            return
        text = OPEN * self.left_open + data
        self.left_open = max(0, text.count(OPEN) - text.count(CLOSE))
        self.texts.append(text + CLOSE * self.left_open)


def texts_of(html: str, language: str = LANGUAGE) -> list[str]:
    """Every text of a page or of a part of one, but for what is said to be in another language."""
    page = Page(language)
    page.feed(html)
    page.close()
    return page.texts
