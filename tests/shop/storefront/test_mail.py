"""What customers are written: whole in both parts, in their language, in the storefront's colours; kept on a demonstration."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core import mail as django_mail
from django.core.mail import EmailMessage

from core import clock
from core.events import deliver_everything
from core.numbering import group_transaction_number
from shop.order.cancelling import cancel
from shop.order.models import Order
from shop.payment.capturing import capture
from shop.payment.expiring import expire_due
from shop.payment.failing import fail_payment
from shop.payment.models import Payment
from shop.storefront import mail_style
from shop.storefront.mail_keeping import KeepingBackend
from shop.storefront.models import KeptMail
from tests.factories import shop, warehouse

KEPT = "shop.storefront.mail_keeping.KeepingBackend"
LOCMEM = "django.core.mail.backends.locmem.EmailBackend"


def html_of(message) -> str:
    return message.alternatives[0][0]


def written_about(order: Order, mailoutbox) -> list:
    deliver_everything()
    return [message for message in mailoutbox if message.to == [order.email]]


def make_placed():
    return shop.order_placed(shop.product_on_sale(price=108_000), kind="transfer", quantity=2)


def make_captured():
    order = make_placed()
    payment = shop.payment_of(order)
    capture(payment=payment, amount=payment.amount, reference="bank-1", actor=shop.ACTOR)
    return order


def make_failed():
    order = shop.order_placed(shop.product_on_sale(price=108_000), kind="gateway", quantity=2)
    fail_payment(payment=shop.payment_of(order), code="no_funds", actor=shop.ACTOR)
    return order


def make_expired():
    order = make_placed()
    Payment.objects.filter(order=order).update(expires_at=clock.now() - timedelta(minutes=1))
    assert expire_due() == 1
    return order


def make_cancelled():
    order = make_placed()
    cancel(order=order, reason="customer", actor=shop.ACTOR)
    return order


def make_shipped():
    return warehouse.shipment_dispatched(warehouse.product_in_stock(5)).order


def make_delivered():
    shipment = warehouse.shipment_dispatched(warehouse.product_in_stock(5))
    warehouse.carrier_tells(shipment)
    return shipment.order


@pytest.mark.parametrize(
    ("made", "subject"),
    [
        (make_placed, "Your order"),
        (make_captured, "We have your payment"),
        (make_failed, "did not go through"),
        (make_expired, "was not paid in time"),
        (make_cancelled, "is cancelled"),
        (make_shipped, "is on its way"),
        (make_delivered, "was delivered"),
    ],
)
def test_each_mail_says_everything_in_both_its_parts(consumer, mailoutbox, settings, made, subject):
    settings.STOREHOUSE_ORIGIN = "http://shop.example.com"
    order = Order.objects.get(pk=made().pk)
    found = [message for message in written_about(order, mailoutbox) if subject in message.subject]
    assert len(found) == 1
    message, line = found[0], order.lines.first()
    number = group_transaction_number(order.number)
    assert number in message.subject and number in message.body.replace("\N{NO-BREAK SPACE}", " ")
    for part in (message.body, html_of(message)):
        assert line.title in part
        assert f"http://shop.example.com/orders/?number={order.number}" in part
        assert order.contact_name in part and shop.ADDRESS.line1 in part
        assert re.search(r"[1-9]\d\d,000", part), "what it came to"
    assert "\n\n\n" not in message.body and "{" not in message.body
    html = html_of(message)
    assert order.number not in re.sub(r"href=\"[^\"]*\"", "", html), "grouped for people, whole in addresses only"
    assert 'class="m-button" style="' in html and not re.search(r'class="m-[a-z0-9-]+"(?! style=)', html)


def test_mail_speaks_the_order_s_language(consumer, mailoutbox):
    order = shop.order_placed(shop.product_on_sale())
    Order.objects.filter(pk=order.pk).update(language="vi")
    message = written_about(order, mailoutbox)[0]
    assert 'lang="vi"' in html_of(message)
    assert message.extra_headers["Content-Language"] == "vi"
    assert "Dear" not in message.body and "Total" not in html_of(message)


def test_a_transfer_s_mail_tells_where_the_money_goes(consumer, mailoutbox):
    order = make_placed()
    message = written_about(order, mailoutbox)[0]
    for part in (message.body, html_of(message)):
        assert shop.payment_of(order).reference in part


def test_mail_wears_the_storefront_s_colours():
    sheet = Path(django_settings.BASE_DIR, "assets/storefront/_tokens.scss").read_text()
    for mixin, tokens in (("tokens-light", mail_style.LIGHT), ("tokens-dark", mail_style.DARK)):
        block = sheet.split(f"@mixin {mixin} {{", 1)[1].split("\n}", 1)[0]
        drawn = {name: colour.lower() for name, colour in re.findall(r"--([a-z-]+): (#[0-9a-fA-F]{6});", block)}
        assert {name: drawn[name] for name in tokens} == tokens


def test_every_class_of_a_mail_has_its_rule():
    for path in Path(django_settings.BASE_DIR, "templates/email").glob("*.html"):
        for names in re.findall(r'class="([^"]*)"', path.read_text()):
            for name in names.replace("m-cup-{{ line.cup }}", "m-cup-white").split():
                assert name in mail_style.RULES, f"{path.name}: {name}"


@pytest.fixture
def demo(settings):
    settings.DEMO, settings.MAIL_GOES_TO = True, LOCMEM


def kept(**values) -> KeptMail:
    message = EmailMessage(**{"subject": "Papers", "body": "Here <b>you</b> are", "to": ["a@example.com"], **values})
    message.attach("invoice.pdf", b"%PDF-", "application/pdf")
    assert KeepingBackend().send_messages([message]) == 1
    return KeptMail.objects.latest("pk")


def test_a_demonstration_keeps_every_mail_and_passes_it_on(consumer, demo, mailoutbox):
    one = kept()
    assert (one.recipients, one.text) == ("a@example.com", "Here <b>you</b> are")
    assert bytes(one.attachments.get().content) == b"%PDF-"
    assert [message.subject for message in django_mail.outbox] == ["Papers"]


def test_kept_mail_is_found_by_its_recipient_and_read_in_its_parts(visitor, demo):
    one = kept()
    kept(to=["other@example.vn"])
    rows = visitor.get("/mail/", {"to": "A@EXAMPLE"}).context["rows"]
    assert [row.pk for row in rows] == [one.pk]
    page = visitor.get(f"/mail/{one.pk}/")
    assert "Here &lt;b&gt;you&lt;/b&gt; are" in page.content.decode()
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    paper = visitor.get(f"/mail/{one.pk}/attachments/{one.attachments.get().pk}/")
    assert paper.content == b"%PDF-" and paper["Content-Disposition"].startswith("attachment")


def test_the_page_of_a_mail_runs_nothing_and_is_framed_by_us_alone(visitor, demo):
    one = kept()
    KeptMail.objects.filter(pk=one.pk).update(html="<html><head></head><script>alert(1)</script></html>")
    answer = visitor.get(f"/mail/{one.pk}/page/")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "sandbox allow-popups" in policy and "allow-scripts" not in policy
    assert "frame-ancestors 'self'" in policy and answer["X-Frame-Options"] == "SAMEORIGIN"


def test_the_list_of_mail_costs_few_statements_and_pages_by_key(visitor, demo, assert_budget):
    for _number in range(42):
        kept()
    visitor.get("/mail/")
    with assert_budget(12):
        first = visitor.get("/mail/").context
    older = visitor.get("/mail/", {"before": first["older"]}).context["rows"]
    assert len(first["rows"]) == 40 and len(older) == 2


@pytest.mark.parametrize("path", ["/mail/", "/mail/1/", "/mail/1/page/", "/mail/1/attachments/1/"])
def test_outside_a_demonstration_there_is_no_such_page(visitor, settings, path):
    settings.DEMO = False
    assert visitor.get(path).status_code == 404


def test_every_mail_is_in_the_catalogue():
    written = {path.stem for path in Path(django_settings.BASE_DIR, "templates/email").glob("*.txt") if "_base" not in path.stem}
    rows = [line for line in Path(django_settings.BASE_DIR, "docs/mail.md").read_text().splitlines() if line.startswith("| `")]
    assert {kind for row in rows for kind in re.findall(r"`([a-z_]+)`", row.split("|")[1])} == written
