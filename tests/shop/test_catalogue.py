"""Products: found by words in any script, published only when complete, shown as cards in few statements."""

import pytest

from core.transitions import IllegalTransition
from shop.catalogue import organising, publishing
from shop.catalogue.listing import availability, cards, visible_products, with_pictures
from shop.catalogue.models import Lifecycle, Product, RelationKind
from shop.catalogue.publishing import Incomplete
from shop.catalogue.searching import matching, tokens
from shop.partner.keeping import write_supply_down
from shop.partner.models import StockRecord
from tests.factories.shop import ACTOR, channel_market, product_on_sale


def test_words_lose_their_accents_and_chinese_becomes_pairs():
    assert tokens("Trà Ô-long 乌龙茶") == ["tra", "o", "long", "乌龙", "龙茶"]


@pytest.mark.django_db
class TestSearch:
    @pytest.mark.parametrize("typed", ["ha giang", "Hà Giang", "co thu", "LL-1021", "ha gia", "乌龙"])
    def test_a_product_is_found_by_what_people_type(self, typed):
        product = product_on_sale(sku="LL-1021", title="Hà Giang cổ thụ")
        publishing.save_product(actor=ACTOR, sku=product.sku, keywords_zh_hans="乌龙")
        assert list(matching(Product.objects.all(), typed)) == [product]

    @pytest.mark.parametrize("typed", ["", "'; drop table", "& | !", "((", "hà nội", "%"])
    def test_odd_texts_find_nothing_and_break_nothing(self, typed):
        product_on_sale(title="Hà Giang cổ thụ")
        assert list(matching(Product.objects.all(), typed)) == []


@pytest.mark.django_db
class TestTexts:
    def test_a_text_attribute_is_written_in_all_its_languages_at_once(self):
        product = product_on_sale()
        organising.save_attribute(
            actor=ACTOR, product_class=product.get_product_class(), code="process", type="text", name_en="Process"
        )
        said = {"en": "Washed", "vi": "Sơ chế ướt", "zh_hans": "水洗"}
        publishing.save_product(actor=ACTOR, sku=product.sku, attributes={"process": said})
        row = product.attribute_values.get(attribute__code="process")
        assert (row.value_text_en, row.value_text_vi, row.value_text_zh_hans) == ("Washed", "Sơ chế ướt", "水洗")

    def test_saying_again_why_products_go_together_replaces_the_reason(self):
        product, other = product_on_sale(), product_on_sale()
        for reason in ("Because", "Because they do"):
            relation = publishing.Relation(other, RelationKind.PAIRING, {"en": reason}, {"en": "Vy"})
            publishing.relate(actor=ACTOR, product=product, relations=[relation])
        assert [row.reason_en for row in product.primary_recommendations.all()] == ["Because they do"]


@pytest.mark.django_db
class TestPublishing:
    def test_an_incomplete_product_stays_a_draft_and_says_what_is_missing(self):
        product = product_on_sale(lifecycle=Lifecycle.DRAFT, is_public=False)
        with pytest.raises(Incomplete) as refused:
            publishing.publish(actor=ACTOR, product=product)
        assert "images" in refused.value.missing
        product.refresh_from_db()
        assert (product.lifecycle, product.is_public) == (Lifecycle.DRAFT, False)

    def test_scripts_are_taken_out_of_texts(self):
        product = product_on_sale()
        dirty = "<p onclick='x()'>Good<script>alert(1)</script> <a href='javascript:1'>tea</a></p>"
        publishing.save_product(actor=ACTOR, sku=product.sku, description_en=dirty)
        product.refresh_from_db()
        assert product.description_en == "<p>Good tea</p>"

    def test_a_discontinued_product_never_comes_back(self):
        product = product_on_sale()
        publishing.change_lifecycle(actor=ACTOR, product=product, to=Lifecycle.DISCONTINUED)
        with pytest.raises(IllegalTransition):
            publishing.change_lifecycle(actor=ACTOR, product=product, to=Lifecycle.ACTIVE)
        assert list(visible_products(channel_market())) == []

    def test_ratings_are_written_down(self):
        product = product_on_sale()
        for score in (5, 4):
            publishing.add_buyer_review(actor=ACTOR, product=product, name="Hà", score=score, title="Good", body="Very")
        product.refresh_from_db()
        assert (str(product.buyer_rating), product.buyer_rating_count) == ("4.50", 2)

    def test_a_buyers_rating_leaves_the_experts_score_alone(self, frozen_clock):
        product = product_on_sale()
        publishing.add_expert_review(actor=ACTOR, product=product, panel="Panel", score=92, reviewed_on=frozen_clock.date())
        publishing.add_buyer_review(actor=ACTOR, product=product, name="Hà", score=5, title="Good", body="Very")
        product.refresh_from_db()
        assert (product.expert_score, product.expert_score_count, product.buyer_rating_count) == (92, 1, 1)


@pytest.mark.django_db
class TestAvailability:
    def state(self, product):
        product.refresh_from_db()
        return availability(product, StockRecord.objects.filter(product=product).first())

    @pytest.mark.parametrize(("pieces", "state"), [(0, "none"), (1, "low"), (6, "low"), (7, "yes")])
    def test_few_left_is_said(self, pieces, state):
        assert self.state(product_on_sale(stock=pieces)).state == state

    def test_a_sold_out_product_says_when_more_comes(self, frozen_clock):
        product = product_on_sale(stock=0)
        record = StockRecord.objects.get(product=product)
        write_supply_down({record.pk: (frozen_clock.date(), 40)})
        assert (self.state(product).more_on, self.state(product).more_pieces) == (frozen_clock.date(), 40)

    def test_sell_through_discontinued_service_and_on_request(self):
        selling_out = product_on_sale(lifecycle=Lifecycle.SELL_THROUGH)
        assert self.state(selling_out).state == "last"
        assert self.state(product_on_sale(lifecycle=Lifecycle.DISCONTINUED)).state == "gone"
        assert self.state(product_on_sale(is_service=True)).state == "service"
        assert self.state(product_on_sale(price_on_request=True)).state == "request"

    def test_cards_cost_the_same_whatever_their_number(self, assert_budget):
        at = channel_market()
        for _n in range(6):
            product_on_sale(at)
        with assert_budget(6):  # the last of them asks for quotas, once in a process
            assert len(cards(with_pictures(visible_products(at)), channel_market=at)) == 6
