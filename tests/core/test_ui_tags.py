"""How the parts of the design language are written into a page."""

from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.utils import translation

from core.money import Money
from core.ui_statuses import STATUSES, TONES, look

CONSUMER = SimpleNamespace(prefix="6", name="Consumer")


def drawn(source: str, face: str = "backoffice", language: str = "en", **context) -> str:
    with translation.override(language):
        return Template(source).render(Context({"face": face, **context}))


def test_an_icon_comes_from_the_sprite_of_its_face():
    assert "backoffice-icons.svg#lock" in drawn('{% icon "lock" %}')
    assert "storefront-icons.svg#lock" in drawn('{% icon "lock" %}', face="storefront")


def test_an_icon_is_silent_for_screen_readers():
    assert 'aria-hidden="true"' in drawn('{% icon "lock" "glyph" %}')
    assert 'class="icon glyph"' in drawn('{% icon "lock" "glyph" %}')


def test_a_number_is_cut_as_people_read_it_aloud_and_names_its_channel():
    html = drawn('{% txn "6418209351744" channel href="/o/1" %}', channel=CONSUMER)
    assert 'class="txn ch6"' in html
    for group in ('digit">6<', 'grp">418<', 'grp">209<', 'grp">3517<', 'chk">44<'):
        assert group in html
    assert '<span class="visually-hidden">Consumer</span>' in html
    assert 'href="/o/1"' in html


def test_a_prefix_of_two_digits_fills_the_tile_and_shortens_the_body():
    html = drawn('{% txn "5118209351744" channel word=True %}', channel=SimpleNamespace(prefix="51", name="Retailer"))
    assert 'digit">51<' in html
    for group in ('grp">182<', 'grp">093<', 'grp">517<', 'chk">44<'):
        assert group in html
    assert '<span class="word">Retailer</span>' in html


def test_no_number_draws_nothing():
    assert drawn('{% txn "" %}') == ""


def test_a_channels_name_cannot_write_markup():
    html = drawn("{% channel_badge channel %}", channel=SimpleNamespace(prefix="6", name="<b>x</b>"))
    assert "<b>" not in html
    assert "&lt;b&gt;" in html


@pytest.mark.parametrize("key", ["in_picking", "in picking", "In-Picking"])
def test_a_state_is_found_however_its_key_is_spelled(key):
    html = drawn('{% status_pill "order_fulfilment" key %}', key=key)
    assert 'class="status info"' in html
    assert "In picking" in html


def test_a_state_on_the_storefront_is_a_tag_in_the_storefronts_tones():
    html = drawn('{% status_pill "promise" "at_risk" %}', face="storefront")
    assert 'class="tag tag-warn"' in html


def test_a_state_that_no_table_knows_is_shown_as_its_word_and_stays_calm():
    assert look("order", "on_the_moon").tone == "calm"
    assert "On the moon" in drawn('{% status_pill "order" "on_the_moon" %}')


@pytest.mark.parametrize("table", sorted(STATUSES))
def test_every_state_has_a_tone_of_the_design_language(table):
    assert all(seen.tone in TONES and seen.icon and str(seen.word) for seen in STATUSES[table].values())


@pytest.mark.parametrize(
    ("amount", "currency", "language", "expected"),
    [
        (Decimal(1284000), "VND", "en", "1,284,000"),
        (Decimal(1284000), "VND", "vi", "1.284.000"),
        (Decimal("1490"), "THB", "en", "1,490.00"),
        (Decimal("-58.4"), "GBP", "en", "\N{MINUS SIGN}58.40"),
    ],
)
def test_an_amount_has_its_currencys_decimals_in_the_readers_language(amount, currency, language, expected):
    html = drawn("{% money_cell amount currency %}", language=language, amount=amount, currency=currency)
    assert f'<span class="cur">{currency}</span>{expected}' in html


def test_an_amount_below_zero_is_marked():
    assert 'class="money neg"' in drawn("{% money_cell amount %}", amount=Money(Decimal(-5), "VND"))


@pytest.mark.parametrize(("part", "whole", "width"), [(66, 100, 66), (3, 0, 0), (7, 5, 100), (None, 5, 0)])
def test_a_proportion_is_a_width_between_nothing_and_all(part, whole, width):
    assert f'width="{width}"' in drawn("{% bar part whole %}", part=part, whole=whole)


def test_a_proportion_is_written_without_thousands_or_style():
    html = drawn("{% bar 2500 2500 %}", language="vi")
    assert 'width="100"' in html
    assert "style" not in html


def test_an_address_is_offered_only_to_somebody_who_may_open_it(rf):
    request = rf.get("/")
    request.user = AnonymousUser()
    source = "{% offered address as url %}[{{ url }}]"
    assert drawn(source, request=request, address="/basket/") == "[/basket/]"
    for closed in ("/office/orders/", "/no-such-page/", "", None):
        assert drawn(source, request=request, address=closed) == "[]"
    assert drawn(source, address="/basket/") == "[]"
