"""Every page, mail and paper in a language where all that is translatable stands in brackets: nothing readable is outside.

One test, since one small company is enough for all of it.
"""

import uuid
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils.translation import override
from django.utils.translation.trans_real import DjangoTranslation

from core.access import User
from core.documents import storing
from core.events import deliver_everything
from fulfillment.picking import pick_short
from inventory.buying.ordering import cancel_purchase_order
from shop.storefront.models import MailSent
from tests.factories import buying, shop
from tests.factories import warehouse as make
from tests.i18n.pseudo import CONTEXT_ENDS, LANGUAGE, Known, pseudo_locale, texts_of
from tests.i18n.walking import Walk
from tests.i18n.world import PASSWORD, World, data_values, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
BACKEND = "django.contrib.auth.backends.ModelBackend"
#: What is written to suppliers is kept beside their orders, not with the mail to customers.
SUPPLIER, TO_SUPPLIERS = "orders@growers.example.vn", {"purchase_order", "purchase_order_cancelled"}
#: Written in Vietnamese as in English.
SAME_WORD = {"E-mail", "PDF", "SHA-256", "Espresso", "Cascara", "Colombia", ":", "%(n)s g", "%(sides)s cm, %(n)s g"}


@pytest.fixture
def papers(monkeypatch) -> dict[str, str]:
    """What would be drawn: the papers' HTML by template. Nothing is drawn."""
    drawn: dict[str, str] = {}
    plain = storing.render_html

    def keep(template: str, context, language: str) -> str:
        drawn[template] = plain(template, context, language)
        return drawn[template]

    monkeypatch.setattr(storing, "render_html", keep)
    monkeypatch.setattr(storing, "pdf_of", lambda html: b"%PDF-1.7")
    return drawn


def test_nothing_readable_stands_outside_what_is_translated(papers):
    with pseudo_locale() as bracketed, override(LANGUAGE):
        world = make_world()
        seen = {"shop, guest": pages_for_a_guest(world)}
        seen |= {f"shop, {user}": pages_for_somebody_signed_in(user, world) for user in (world.shopper, world.trader)}
        seen |= {"office": pages_of_the_office(world), "mail": letters(world), "paper": papers}
        offenders = untranslated(seen)

    assert not offenders, f"{len(offenders)} texts nobody can translate:\n" + "\n".join(offenders)
    assert len(seen["shop, guest"]) > 20
    assert len(seen["office"]) > 100
    assert {
        "documents/invoice.html",
        "documents/invoice_credit.html",
        "documents/packing_slip.html",
        "documents/delivery_receipt.html",
    } <= set(papers)
    assert set(MailSent.objects.values_list("kind", flat=True)) == kinds_of_mail() - TO_SUPPLIERS
    assert sum(SUPPLIER in letter.to for letter in mail.outbox) == len(TO_SUPPLIERS)
    unspoken = without_words(bracketed.asked)
    assert not unspoken, "shown, but without words in Vietnamese:\n" + "\n".join(unspoken)


def pages_for_a_guest(world: World) -> dict[str, str]:
    client = browser()
    client.post(reverse("basket:add", args=[world.teas[0].pk]), {"quantity": 1})
    starts = ("/", "/basket/", "/checkout/", "/orders/", "/search/?q=tr", "/no-such-page/")
    return walked(Walk(client).through(*starts, outside="/office/"))


def pages_for_somebody_signed_in(user: User, world: World) -> dict[str, str]:
    client = browser(user)
    client.post(reverse("basket:add", args=[world.teas[0].pk]), {"quantity": 2})
    return walked(Walk(client, most=6).through("/account/", "/trade/", "/", outside="/office/"))


def pages_of_the_office(world: World) -> dict[str, str]:
    return walked(Walk(browser(world.manager), most=3).through(*office_addresses(), within="/office/"))


def letters(world: World) -> dict[str, str]:
    """Everything that was written so far, and what is written to people who open accounts and forget passwords."""
    client = browser()
    for email in ("new@example.vn", world.shopper.email):
        client.post(reverse("customer:register"), {"full_name": "Lan Chi", "email": email, "password": PASSWORD})
    client.post(reverse("customer:password-reset"), {"email": world.shopper.email})
    write_to_a_supplier(world)
    write_to_whom_something_is_late()
    deliver_everything()
    texts = {f"{letter.subject}, text": f"<p>{letter.subject}\n{letter.body}</p>" for letter in mail.outbox}
    return texts | {
        f"{letter.subject}, HTML": str(html) for letter in mail.outbox for html, _kind in getattr(letter, "alternatives", ())
    }


def write_to_a_supplier(world: World) -> None:
    """Order tea from a grower who reads Vietnamese, and take it back."""
    tea = world.teas[0]
    buying.listed(tea, buying.supplier(name="Suối Giàng", email=SUPPLIER, language=LANGUAGE))
    order = buying.sent(tea)
    deliver_everything()
    cancel_purchase_order(order=order, reason=order.number, actor=buying.ACTOR)


def write_to_whom_something_is_late() -> None:
    """A picker does not find the only box of a tea."""
    house = make.warehouse("ML")
    tea = make.product_in_stock(1, house, title="Trà Muộn")
    make.order_reserved(tea, contact=replace(shop.CONTACT, language=LANGUAGE))
    pick_short(pick_list=make.pick_list_started(house), found=0, reason="not_there", scan_id=uuid.uuid4(), actor=make.ACTOR)


def browser(user: User | None = None) -> Client:
    """Somebody who reads Vietnamese."""
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = LANGUAGE
    if user is not None:
        client.force_login(user, backend=BACKEND)
    return client


def walked(walk: Walk) -> dict[str, str]:
    assert not walk.failed
    return walk.pages


def untranslated(seen: dict[str, dict[str, str]]) -> list[str]:
    """One line for each text outside of the brackets, with the first place it was seen at."""
    known, found = Known(data_values()), {}
    for face, pages in seen.items():
        for address, html in pages.items():
            for text in texts_of(html):
                if words := known.untranslated(text):
                    found.setdefault(words, f"{face} {address}: {' '.join(text.split())[:200]}")
    return sorted(found.values())


def office_addresses() -> list[str]:
    """Pages of the back office that need nothing to be named."""
    names = get_resolver().namespace_dict["backoffice"][1].reverse_dict
    return [
        reverse(f"backoffice:{name}")
        for name in names
        if isinstance(name, str) and any(not parameters for forms, *_rest in names.getlist(name) for _text, parameters in forms)
    ]


def kinds_of_mail() -> set[str]:
    """A mail has a text; what it includes or stands on is no mail."""
    texts = Path(settings.BASE_DIR, "templates", "email").glob("*.txt")
    return {file.stem for file in texts if not file.stem.startswith("parts_") and not file.stem.endswith("_base")}


def without_words(asked: set[str]) -> list[str]:
    """Of the strings that were shown, the libraries' included, those that a reader of Vietnamese would see in English."""
    words = DjangoTranslation(LANGUAGE)
    bare = {message: message.rpartition(CONTEXT_ENDS)[2] for message in asked}
    return sorted(text for message, text in bare.items() if text not in SAME_WORD and words.gettext(message) in (message, text))


def test_a_sentence_may_hold_a_link_and_ends_with_its_block():
    inside = texts_of('<p>⟦As a guest. <a href="/in/">Sign in</a> or stay.⟧ Raw</p>')
    left_open = texts_of("<p>⟦Cut off</p><p>Raw again</p>")

    assert [Known([]).untranslated(text) for text in inside] == ["", "", "Raw"]
    assert [Known([]).untranslated(text) for text in left_open] == ["", "Raw again"]
