"""The checkout: nothing typed is lost, nothing placed unseen, nothing placed twice."""

import pytest
from django.test import Client

from core.events import deliver_everything
from shop.customer.registering import register_customer, save_address
from shop.order.models import Order
from shop.partner.models import StockRecord
from shop.payment.models import PaymentMethod
from shop.storefront.models import MailSent
from tests.factories import shop


def test_a_guest_orders_and_is_thanked_with_number_and_day(buyer, consumer):
    buyer.put_in(shop.product_on_sale(consumer))
    answer = buyer.press(buyer.fill_in())
    order = Order.objects.get()
    assert answer["Location"] == f"/checkout/thank-you/{order.number}/"
    assert order.number.startswith("6") and order.phone == "+84901234567" and order.language == "en"
    page = buyer.client.get(answer["Location"]).content.decode()
    assert order.number in page


def test_pressing_twice_and_going_back_answers_the_same_order(buyer, consumer):
    buyer.put_in(shop.product_on_sale(consumer))
    page = buyer.fill_in()
    first, second = buyer.press(page), buyer.press(page)
    buyer.put_in(shop.product_on_sale(consumer))
    third = buyer.press(page)
    assert first["Location"] == second["Location"] == third["Location"]
    assert Order.objects.count() == 1


@pytest.mark.parametrize(("lines", "most"), [(1, 20), (10, 22)])
def test_the_confirm_step_costs_20_statements_for_one_line_and_22_for_ten(buyer, consumer, assert_budget, lines, most):
    products = [shop.product_on_sale(consumer) for _number in range(lines)]
    for guest in ("first", "second"):  # the first order fixes the channel's prefix
        for product in products:
            buyer.put_in(product)
        page = buyer.fill_in(email=f"{guest}@example.vn")
        if guest == "first":
            buyer.press(page)
    with assert_budget(most):
        assert buyer.press(page)["Location"].startswith("/checkout/thank-you/")


def test_review_costs_at_most_25_statements_signed_in_with_ten_lines(buyer, consumer, assert_budget):
    buyer.client.force_login(shop.user())
    for _number in range(10):
        buyer.put_in(shop.product_on_sale(consumer))
    buyer.fill_in()
    with assert_budget(25):
        assert buyer.client.get("/checkout/").context["seal"]


def test_a_wrong_telephone_is_told_beside_its_field_and_the_rest_is_kept(buyer, consumer):
    buyer.put_in(shop.product_on_sale(consumer))
    buyer.fill_in()
    answer = buyer.client.post("/checkout/details/", {**buyer.details, "phone": "090 123 456"})
    assert answer.status_code == 422
    assert "9 digits" in str(answer.context["form"].errors["phone"])
    again = buyer.client.get("/checkout/")
    assert again.context["step"] == "details"
    assert "12 Hàng Bạc" in again.content.decode() and "090 123 456" in again.content.decode()


@pytest.mark.parametrize("postcode", ["123", "abcde", "", "1234567", "' OR 1"])
def test_a_postcode_that_is_none_is_told(buyer, consumer, postcode):
    buyer.put_in(shop.product_on_sale(consumer))
    answer = buyer.client.post("/checkout/delivery/", {"country": "VN", "postcode": postcode, "go": "1"})
    assert answer.status_code == 422
    assert answer.context["postcode_error"]


def test_a_price_that_changed_meanwhile_is_shown_and_asked_again(buyer, consumer):
    product = shop.product_on_sale(consumer, price=100_000)
    buyer.put_in(product)
    page = buyer.fill_in()
    shop.set_price(product, consumer, 120_000)
    refused = buyer.press(page)
    assert refused.status_code == 409 and not Order.objects.exists()
    assert any("120,000" in change["now"] for change in refused.context["changes"])
    assert buyer.press(refused).status_code == 302
    assert Order.objects.count() == 1


def test_just_sold_keeps_what_was_typed_and_goes_on_with_what_is_left(buyer, consumer):
    product = shop.product_on_sale(consumer, stock=3)
    buyer.put_in(product, 3)
    page = buyer.fill_in()
    StockRecord.objects.filter(product=product).update(on_hand=2)
    refused = buyer.press(page)
    assert refused.status_code == 409 and refused.context["rows"][0]["available"] == 2
    assert not Order.objects.exists()
    assert buyer.client.post("/checkout/what-is-left/").status_code == 302
    again = buyer.client.get("/checkout/")
    assert again.context["step"] == "payment"
    assert buyer.press(again).status_code == 302
    assert Order.objects.get().lines.get().quantity == 2


def test_another_way_to_pay_shows_its_sum_before_anything_is_placed(buyer, consumer):
    PaymentMethod.objects.filter(kind="cod").update(fee=20_000)
    buyer.put_in(shop.product_on_sale(consumer))
    page = buyer.fill_in("transfer")
    assert buyer.press(page, "cod").status_code == 302
    assert not Order.objects.exists()
    assert buyer.press(buyer.client.get("/checkout/"), "cod").status_code == 302
    assert Order.objects.get().fee_incl_tax == 20_000


def test_a_method_that_is_withdrawn_meanwhile_is_said(buyer, consumer):
    buyer.put_in(shop.product_on_sale(consumer))
    page = buyer.fill_in()
    PaymentMethod.objects.filter(kind="cod").update(is_active=False)
    assert buyer.press(page).status_code == 409
    assert not Order.objects.exists()


def test_a_gateway_that_is_down_keeps_the_order_and_offers_another_way(buyer, consumer, settings):
    settings.SANDBOX_BANK_URL = "http://127.0.0.1:9"
    buyer.put_in(shop.product_on_sale(consumer))
    answer = buyer.press(buyer.fill_in("gateway"), "gateway")
    order = Order.objects.get()
    assert answer["Location"] == f"/orders/{order.number}/payment/"
    page = buyer.client.get(answer["Location"])
    others = {one["code"]: one for one in page.context["others"]}
    chosen = others["transfer-vietnam"]
    moved = buyer.client.post(
        f"/orders/{order.number}/payment/change/", {"method": chosen["code"], "total": chosen["plain_total"]}
    )
    assert moved["Location"] == f"/checkout/thank-you/{order.number}/"
    assert buyer.client.get(moved["Location"]).context["transfer"]["qr"]


@pytest.mark.parametrize("seal", ["", "x", "a:b:c", "é" * 300])
def test_a_broken_seal_places_nothing(buyer, consumer, seal):
    buyer.put_in(shop.product_on_sale(consumer))
    buyer.fill_in()
    answer = buyer.client.post("/checkout/place/", {"seal": seal, "method": "cod-vietnam"})
    assert answer.status_code in (302, 409)
    assert not Order.objects.exists()


def test_a_seal_of_somebody_else_places_nothing(buyer, consumer):
    buyer.put_in(shop.product_on_sale(consumer))
    page = buyer.fill_in()
    stranger = Client()
    answer = stranger.post("/checkout/place/", {"seal": page.context["seal"], "method": "cod-vietnam"})
    assert answer["Location"] == "/basket/"
    assert not Order.objects.exists()


def test_a_trade_customer_pays_on_terms_without_tax_and_the_number_begins_with_7(consumer, visitor):
    from shop.channels.models import Door, DoorKind
    from shop.customer.registering import let_act_for
    from tests.shop.storefront.conftest import Buyer

    at = shop.trade_channel_market()
    Door.objects.create(code="trade", name="Trade", kind=DoorKind.ACCOUNT, channel_market=at)
    account, person = shop.trade_account(at), shop.user()
    let_act_for(actor=shop.ACTOR, user=person, customer=account.customer)
    visitor.force_login(person)
    product = shop.product_on_sale(at, price=100_000, stock=100, case_quantity=24, sku="LL-1104")
    page = visitor.post("/trade/", {"pasted": f"{product.sku} 2 cases\nLL-9999 1"})
    assert page.status_code == 422 and page.context["wrong"] == 1
    assert visitor.post("/trade/", {"pasted": f"{product.sku.lower()}\t2 cases"}).status_code == 302
    buyer = Buyer(visitor, at)
    review = buyer.fill_in("terms")
    assert "4,800,000" in review.context["sums"][0]["amount"]
    assert buyer.press(review, "terms").status_code == 302
    order = Order.objects.get()
    assert order.number.startswith("7") and order.trade_account == account
    assert order.lines.get().quantity == 48


def test_the_confirmation_is_written_once_in_the_order_s_language(buyer, consumer, mailoutbox):
    buyer.put_in(shop.product_on_sale(consumer))
    buyer.press(buyer.fill_in())
    deliver_everything()
    deliver_everything()
    confirmations = [mail for mail in mailoutbox if mail.to == ["hanh@example.vn"]]
    assert len(confirmations) == MailSent.objects.filter(kind="order_placed").count() == 1
    assert confirmations[0].alternatives


@pytest.mark.parametrize("cases", ["2 cases", "2 c", "2 thùng", "2 kiện", "2 cajas", "1 caja", "2箱", "2 ลัง"])
def test_a_case_is_understood_in_every_language(cases):
    from shop.storefront.trade_views import LINE

    understood = LINE.match(f"LL-1104 {cases}")

    assert understood and understood["sku"] == "LL-1104" and understood["n"] in "12" and understood["unit"]


def test_a_postcode_that_is_none_is_no_place_without_delivery(buyer, consumer):
    buyer.put_in(shop.product_on_sale(consumer))
    page = buyer.client.post("/checkout/delivery/", {"country": "VN", "postcode": "xx", "find": "1"})
    assert page.context["postcode_error"]
    assert not page.context["nothing_serves"]


def test_a_sum_says_what_it_leaves_out_until_the_day_is_chosen(buyer, consumer):
    buyer.put_in(shop.product_on_sale(consumer))
    assert "before delivery" in buyer.client.get("/checkout/").context["items_said"]
    assert "with delivery" in buyer.fill_in().context["items_said"]


def test_a_field_left_empty_says_what_to_write(buyer, consumer):
    buyer.put_in(shop.product_on_sale(consumer))
    buyer.fill_in()
    page = buyer.client.post("/checkout/details/", dict.fromkeys(buyer.details, ""))
    assert page.status_code == 422
    wrong = page.context["form"].errors
    assert {"email", "phone", "name", "line1", "city"} <= set(wrong)
    assert not [one for many in wrong.values() for one in many if "required" in one]


@pytest.mark.parametrize(("postcode", "line1"), [("04100", "25 Lạch Tray"), ("10000", "")])
def test_a_day_that_somebody_signed_in_chose_stays_chosen_and_a_street_comes_only_with_its_postcode(
    buyer, consumer, postcode, line1
):
    person = shop.user()
    customer = register_customer(actor=shop.ACTOR, name="Phố Trà", email=person.email, user=person)
    save_address(
        actor=shop.ACTOR, customer=customer, name="Phố Trà", line1="25 Lạch Tray", city="Hải Phòng",
        postcode="04100", country_id="VN", phone="+84903334444",
    )  # fmt: skip
    buyer.client.force_login(person)
    buyer.put_in(shop.product_on_sale(consumer))
    place = {"country": "VN", "postcode": postcode}
    choices = buyer.client.post("/checkout/delivery/", place | {"find": "1"}, follow=True).context["choices"]
    page = buyer.client.post("/checkout/delivery/", place | {"delivery": choices[0]["code"], "go": "1"}, follow=True)
    assert page.context["step"] == ("payment" if line1 else "details")
    assert (page.context["postcode"], page.context["form"]["line1"].value() or "") == (postcode, line1)
    if line1:
        review = buyer.client.post("/checkout/method/", {"method": f"cod-{consumer.market.code}"}, follow=True)
        assert buyer.press(review).status_code == 302
        assert Order.objects.get().shipping_address.line1 == line1
