"""Days and moments as the reader's language writes them, for screens of the back office.

Forms are Babel skeletons: they say what is shown, the language says in what order and with which words. An export
never uses them: a program reads ISO dates.
"""

from datetime import date, datetime

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_skeleton
from django.utils import timezone
from django.utils.translation import get_language, to_locale

#: Name → (skeleton of the day, skeleton of the time).
FORMS: dict[str, tuple[str, str]] = {
    "moment": ("yMMMd", "Hm"),
    "short": ("MMMd", "Hm"),
    "seconds": ("yMMMd", "Hms"),
    "long": ("yMMMEd", "Hm"),
    "day": ("yMMMd", ""),
    "day_short": ("MMMd", ""),
    "weekday": ("yMMMEd", ""),
    "weekday_short": ("MMMEd", ""),
    "month": ("yMMMM", ""),
    "month_year": ("yMMM", ""),
    "month_short": ("MMM", ""),
    "time": ("", "Hm"),
}


def reader() -> Locale:
    """The locale of the language that is spoken now. English is British: the day comes before the month."""
    language = get_language() or "en"
    try:
        return Locale.parse("en_GB" if language == "en" else to_locale(language))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


def say(value: date | datetime | None, form: str = "moment") -> str:
    """A day or moment in words; moments in the house's time zone, nothing for None. A day has no time to say."""
    if value is None or value == "":
        return ""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value).replace(tzinfo=None)
    day_skeleton, time_skeleton = FORMS[form]
    locale = reader()
    day = format_skeleton(day_skeleton, value, locale=locale) if day_skeleton else ""
    if not time_skeleton or not isinstance(value, datetime):
        return str(day)
    time = format_skeleton(time_skeleton, value, locale=locale)
    return str(locale.datetime_formats["medium"].format(time, day)) if day else str(time)
