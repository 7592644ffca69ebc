"""Short ways to say one thing in five languages, and the grammar that joins words in each."""

from collections.abc import Sequence

from demo.data.schema import LANGUAGES, Text, paragraphs

#: Thai sets a space between the parts of a list, Chinese none.
_JOINTS = {"en": (", ", " and "), "vi": (", ", " và "), "zh_hans": ("、", "和"), "th": (" ", " และ"), "es": (", ", " y ")}


def say(words: str) -> Text:
    """A text from `English | Tiếng Việt | 中文 | ไทย | Español`."""
    parts = [part.strip() for part in words.split("|")]
    if len(parts) != len(LANGUAGES):
        raise ValueError(f"not five languages: {words}")
    return Text(*parts)


def listed(*texts: Text) -> Text:
    """Honey, hay and melon."""
    return Text(*(_joined(language, [text.said_in(language) for text in texts]) for language in LANGUAGES))


def _joined(language: str, words: Sequence[str]) -> str:
    comma, last = _JOINTS[language]
    if len(words) == 1:
        return words[0]
    if language == "es" and words[-1].lower().startswith(("i", "hi")) and not words[-1].lower().startswith("hie"):
        last = " e "
    return comma.join(words[:-1]) + last + words[-1]


def told(pattern: Text, **parts: Text | str | int) -> Text:
    """The pattern with its parts put in, each language with its own; it begins with a capital.

    A part that begins a later sentence is named with a capital too: {Notes}.
    """
    return Text(*(_told(language, pattern, parts) for language in LANGUAGES))


def _told(language: str, pattern: Text, parts: dict[str, Text | str | int]) -> str:
    said = {name: part.said_in(language) if isinstance(part, Text) else number(part, language) for name, part in parts.items()}
    said |= {capital(name): capital(words) for name, words in said.items()}
    return capital(pattern.said_in(language).format(**said))


def number(value: str | int, language: str) -> str:
    """1,400 in English and Thai, 1.400 in Vietnamese, 1400 in Chinese and Spanish, as each writes it."""
    if not isinstance(value, int) or value < 1000:
        return str(value)
    if language in ("es", "zh_hans"):
        return str(value)
    return f"{value:,}".replace(",", "." if language == "vi" else ",")


def capital(words: str) -> str:
    """The words as a sentence begins them."""
    return words[:1].upper() + words[1:]


def sentences(*texts: Text) -> Text:
    """One after another: Chinese sets no space after its full stop."""
    return Text(*(("" if language == "zh_hans" else " ").join(t.said_in(language) for t in texts) for language in LANGUAGES))


def html(*texts: Text) -> Text:
    """Each text a paragraph."""
    return Text(*(paragraphs(*(text.said_in(language) for text in texts)) for language in LANGUAGES))


def commas(*texts: Text) -> Text:
    """Words one after another, none twice, with what stands between words in each language."""
    marks = {"zh_hans": "、", "th": " "}
    return Text(*(marks.get(one, ", ").join(dict.fromkeys(text.said_in(one) for text in texts)) for one in LANGUAGES))
