"""Triggers that tell every change to what the shop's pages are made of, in the transaction that makes it (docs/freshness.md)."""

from django.db import migrations

from core.freshness import CATALOGUE, STANDING
from core.freshness.triggers import tells_each, tells_scope, tells_scope_when

#: Set up by the company, seldom changed, on every page or in every quote.
SET_UP = [
    "channels_market", "channels_channel", "channels_channelmarket", "channels_door", "partner_partner", "address_country",
    "catalogue_category", "catalogue_productclass", "catalogue_productattribute", "catalogue_attributeoption",
    "shipping_carrier", "shipping_deliveryoption", "shipping_deliveryarea", "shipping_deliveryprofile",
    "payment_paymentmethod", "payment_paymentmethod_channels", "pricing_taxcategory", "pricing_taxrate", "pricing_pricelist",
    "offer_benefit", "offer_condition", "offer_range", "offer_rangeproduct", "offer_range_included_categories",
]  # fmt: skip

#: Of an offer everything but the counters, which move with every order.
OFFER = [
    "channel_market_id", "title", "name", "status", "offer_type", "priority", "exclusive", "start_datetime", "end_datetime",
    "max_global_applications", "max_discount", "condition_id", "benefit_id",
]  # fmt: skip

#: What decides which lists a product is in, and where.
LISTED = [
    "lifecycle", "is_public", "family", "origin", "liquor", "price_on_request", "published_at", "product_class_id",
    "buyer_rating", "buyer_rating_count", "expert_score",
]  # fmt: skip

#: What a shopper is told of stock: up to seven pieces exactly, above that only that there are enough.
STOCK_CHANGED = """
    LEAST(NEW.on_hand - NEW.reserved - NEW.promised - NEW.safety_stock, 7)
        IS DISTINCT FROM LEAST(OLD.on_hand - OLD.reserved - OLD.promised - OLD.safety_stock, 7)
    OR NEW.next_due_on IS DISTINCT FROM OLD.next_due_on
    OR NEW.next_due_quantity IS DISTINCT FROM OLD.next_due_quantity
"""
STOCK = f"""
CREATE TRIGGER freshness_stock_made AFTER INSERT ON partner_stockrecord
    FOR EACH ROW EXECUTE FUNCTION freshness_tell_product();
CREATE TRIGGER freshness_stock_shown AFTER UPDATE ON partner_stockrecord
    FOR EACH ROW WHEN ({STOCK_CHANGED}) EXECUTE FUNCTION freshness_tell_product();
"""
NO_STOCK = """
DROP TRIGGER IF EXISTS freshness_stock_made ON partner_stockrecord;
DROP TRIGGER IF EXISTS freshness_stock_shown ON partner_stockrecord;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("storefront", "0002_kept_mails"),
        ("freshness", "0001_initial"),
        ("address", "0001_initial"),
        ("catalogue", "0006_panels_in_every_language"),
        ("channels", "0005_doors_at_branch_counters"),
        ("offer", "0002_offers_by_channel_and_market"),
        ("partner", "0001_initial"),
        ("payment", "0004_history_of_every_language"),
        ("pricing", "0001_initial"),
        ("reviews", "0001_initial"),
        ("shipping", "0003_history_of_every_language"),
    ]

    operations = [
        *(tells_scope(table, STANDING) for table in SET_UP),
        tells_scope_when("offer_conditionaloffer", STANDING, OFFER),
        tells_scope("catalogue_assortmentitem", CATALOGUE),
        tells_scope("catalogue_productcategory", CATALOGUE),
        tells_scope("catalogue_productrecommendation", CATALOGUE),
        tells_scope_when("catalogue_product", CATALOGUE, LISTED),
        tells_each("catalogue_product", "id"),
        tells_each("catalogue_productimage", "product_id"),
        tells_each("catalogue_productattributevalue", "product_id"),
        tells_each("catalogue_expertreview", "product_id"),
        tells_each("catalogue_productrecommendation", "primary_id"),
        tells_each("pricing_price", "product_id"),
        tells_each("reviews_productreview", "product_id"),
        migrations.RunSQL(STOCK, NO_STOCK),
    ]
