"""Every page, mail and paper in a language where all that is translatable stands in brackets: nothing readable is outside."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils.translation import override

from core.documents import rendering
from tests.i18n.pseudo import LANGUAGE, Known, pseudo_locale, texts_of
from tests.i18n.walking import Walk
from tests.i18n.world import PASSWORD, data_values, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def bracketed():
    with pseudo_locale() as translations, override(LANGUAGE):
        yield translations


@pytest.fixture
def papers(monkeypatch) -> dict[str, str]:
    """What would be drawn: the papers' HTML by template. Nothing is drawn."""
    drawn: dict[str, str] = {}
    plain = rendering.render_html

    def keep(template: str, context, language: str) -> str:
        drawn[template] = plain(template, context, language)
        return drawn[template]

    monkeypatch.setattr(rendering, "render_html", keep)
    monkeypatch.setattr(rendering, "pdf_of", lambda html: b"%PDF-1.7 " + html.encode()[:20])
    return drawn


@pytest.fixture
def world(bracketed, papers):
    return make_world()


def browser(user=None) -> Client:
    """Somebody who reads Vietnamese."""
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = LANGUAGE
    if user is not None:
        client.force_login(user, backend=BACKEND)
    return client


def untranslated(pages: dict[str, str]) -> list[str]:
    known = Known(data_values())
    found: dict[str, str] = {}
    for address, html in pages.items():
        for text in texts_of(html):
            if words := known.untranslated(text):
                found.setdefault(words, f"{address}: {' '.join(text.split())[:200]}")
    return sorted(found.values())


def plain_addresses(prefix: str) -> list[str]:
    """Pages of one namespace that need nothing to be named."""
    names = [name for name in get_resolver().namespace_dict[prefix][1].reverse_dict if isinstance(name, str)]
    found = []
    for name in names:
        patterns = get_resolver().namespace_dict[prefix][1].reverse_dict.getlist(name)
        if any(not parameters for pattern in patterns for _text, parameters in pattern[0]):
            found.append(reverse(f"{prefix}:{name}"))
    return found


def hold(walk: Walk) -> None:
    assert not walk.failed
    offenders = untranslated(walk.pages)
    assert not offenders, f"{len(offenders)} texts nobody can translate, on {len(walk.pages)} pages:\n" + "\n".join(offenders)


def test_every_page_of_the_shop_for_a_guest(world):
    client = browser()
    client.post(reverse("basket:add", args=[world.teas[0].pk]), {"quantity": 1})

    walk = Walk(client).through(
        "/", "/basket/", "/checkout/", "/orders/", "/search/?q=tr", "/no-such-page/", within="/", outside="/office/"
    )

    hold(walk)
    assert len(walk.pages) > 25


def test_every_page_of_the_shop_for_somebody_signed_in(world):
    for user in (world.shopper, world.trader):
        client = browser(user)
        client.post(reverse("basket:add", args=[world.teas[0].pk]), {"quantity": 2})

        walk = Walk(client, most=8).through("/account/", "/trade/", "/", within="/", outside="/office/")

        hold(walk)


def test_every_page_of_the_back_office(world):
    walk = Walk(browser(world.manager), most=3).through(*plain_addresses("backoffice"), within="/office/")

    hold(walk)
    assert len(walk.kinds) > 40


def test_every_mail(world, client):
    client = browser()
    for email in ("new@example.vn", world.shopper.email):
        client.post(reverse("customer:register"), {"full_name": "Lan Chi", "email": email, "password": PASSWORD})
    client.post(reverse("customer:password-reset"), {"email": world.shopper.email})
    from core.events import deliver_everything

    deliver_everything()

    letters = {f"{letter.subject}, {kind}": text for letter in mail.outbox for text, kind in letter.alternatives}
    letters |= {f"{letter.subject}, text": f"<p>{letter.subject}\n{letter.body}</p>" for letter in mail.outbox}
    offenders = untranslated(letters)
    assert not offenders, "\n".join(offenders)
    kinds = {
        file.stem for file in Path(settings.BASE_DIR, "templates", "email").glob("*.txt") if not file.stem.startswith("parts_")
    }
    assert kinds == mailed_kinds()


def mailed_kinds() -> set[str]:
    from shop.storefront.models import MailSent

    return set(MailSent.objects.values_list("kind", flat=True))


def test_every_paper(world, papers):
    offenders = untranslated(papers)

    assert not offenders, "\n".join(offenders)
    assert {"documents/invoice.html", "documents/invoice_credit.html", "documents/packing_slip.html"} <= set(papers)
