"""The complete languages: every string has its words, and the words fit the string."""

import re

import pytest
from babel.messages.catalog import Message

from tests.i18n.sources import catalog, offered_strings

#: Folder of locale/ and its number of plural forms. English is what the code is written in.
COMPLETE = {"vi": 1, "zh_Hans": 1, "th": 1, "es": 2}
PLACEHOLDER = re.compile(r"%\(\w+\)[#0\- +]*\d*(?:\.\d+)?[a-zA-Z]|\{\w*(?::[^{}]*)?\}|%%")


@pytest.fixture(scope="module")
def offered():
    return offered_strings()


def messages_of(folder: str) -> list[Message]:
    return [message for message in catalog(folder) if message.id]


def first(words: str | tuple[str, ...]) -> str:
    return words if isinstance(words, str) else words[0]


def forms(words: str | tuple[str, ...]) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words)


@pytest.mark.parametrize("folder", COMPLETE)
def test_every_offered_string_is_translated(folder, offered):
    translated = {(message.context, first(message.id)) for message in messages_of(folder) if all(forms(message.string))}

    missing = sorted(string for _context, string in offered - translated)

    assert not missing, f"{len(missing)} strings without words in {folder}; run bin/messages and translate:\n" + "\n".join(
        missing
    )


@pytest.mark.parametrize("folder", COMPLETE)
def test_no_translation_outlives_its_string(folder, offered):
    left_over = sorted(
        first(message.id) for message in messages_of(folder) if (message.context, first(message.id)) not in offered
    )

    assert not left_over, f"run bin/messages: {left_over}"


@pytest.mark.parametrize("folder", COMPLETE)
def test_nothing_is_guessed_and_the_file_holds_no_dates_or_addresses(folder):
    words = catalog(folder)

    assert not [message.id for message in words if message.fuzzy]
    assert not [line for line in words.header_comment.splitlines() if "@" in line]
    assert not [message.id for message in words for _file, line in message.locations if line]


@pytest.mark.parametrize("folder", COMPLETE)
def test_translations_carry_the_placeholders_of_their_string(folder):
    different = [
        (message.id, form)
        for message in messages_of(folder)
        for form in forms(message.string)
        if not any(sorted(PLACEHOLDER.findall(form)) == sorted(PLACEHOLDER.findall(source)) for source in forms(message.id))
    ]

    assert not different


@pytest.mark.parametrize(("folder", "count"), COMPLETE.items())
def test_plural_forms_are_those_of_the_language(folder, count):
    words = catalog(folder)

    assert words.num_plurals == count
    assert not [message.id for message in words if message.id and message.pluralizable and len(forms(message.string)) != count]
    assert not [message.id for message in words if message.id and not message.pluralizable and len(forms(message.string)) != 1]


@pytest.mark.parametrize("folder", COMPLETE)
def test_translations_begin_end_and_break_lines_as_their_string(folder):
    def edges(text: str) -> tuple[bool, bool, bool]:
        return text[:1].isspace(), text[-1:].isspace(), text.endswith("…")

    different = [
        (message.id, form)
        for message in messages_of(folder)
        for form in forms(message.string)
        if edges(form) != edges(first(message.id))
    ]

    assert not different
