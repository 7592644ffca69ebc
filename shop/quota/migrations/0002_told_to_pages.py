"""Quotas are told like everything else that pages are made of (docs/freshness.md): what a channel is shown of stock depends on them."""

from django.db import migrations

from core.freshness import STANDING
from core.freshness.triggers import tells_scope

#: Under a quota every change counts: what one channel may take is less than what is there, by how much differs by channel.
FUNCTIONS = """
CREATE FUNCTION freshness_tell_under_quota() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM quota_quota WHERE pool_id = NEW.partner_id) THEN
        INSERT INTO freshness_change (scope, token) VALUES (NEW.product_id, freshness_token());
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION freshness_tell_use() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO freshness_change (scope, token)
        SELECT product_id, freshness_token() FROM partner_stockrecord WHERE id = NEW.stock_record_id;
    RETURN NULL;
END $$;
CREATE TRIGGER freshness_stock_under_quota AFTER UPDATE ON partner_stockrecord FOR EACH ROW WHEN (
    NEW.on_hand - NEW.reserved - NEW.promised - NEW.safety_stock
        IS DISTINCT FROM OLD.on_hand - OLD.reserved - OLD.promised - OLD.safety_stock
) EXECUTE FUNCTION freshness_tell_under_quota();
CREATE TRIGGER freshness_quota_used AFTER INSERT OR UPDATE ON quota_quotause
    FOR EACH ROW EXECUTE FUNCTION freshness_tell_use();
"""
NO_FUNCTIONS = """
DROP TRIGGER IF EXISTS freshness_quota_used ON quota_quotause;
DROP TRIGGER IF EXISTS freshness_stock_under_quota ON partner_stockrecord;
DROP FUNCTION IF EXISTS freshness_tell_use();
DROP FUNCTION IF EXISTS freshness_tell_under_quota();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("quota", "0001_quotas_loans_and_what_was_decided"),
        ("freshness", "0001_initial"),
        ("storefront", "0003_tell_what_pages_are_made_of"),
    ]

    operations = [
        tells_scope("quota_quota", STANDING),
        tells_scope("quota_loan", STANDING),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
    ]
