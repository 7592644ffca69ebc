"""The chart every company starts with, and the series of its documents."""

from django.db import migrations

ACCOUNTS = [
    ("1121", "Bank, dong", "asset", "bank", "VND"),
    ("1122", "Bank, foreign currency", "asset", "bank", ""),
    ("1131", "Payment gateway clearing, dong", "asset", "gateway", "VND"),
    ("1132", "Payment gateway clearing, foreign currency", "asset", "gateway", ""),
    ("1311", "Receivables from customers", "asset", "receivable", ""),
    ("1318", "Receivables from couriers, cash on delivery", "asset", "courier", ""),
    ("1388", "Short-paid remittances, to be cleared", "asset", "short_paid", ""),
    ("1561", "Inventory", "asset", "inventory", ""),
    ("1570", "Goods in transit", "asset", "in_transit", ""),
    ("3318", "Goods received, not invoiced", "liability", "not_invoiced", ""),
    ("3331", "Output tax", "liability", "output_tax", ""),
    ("3358", "Payable to couriers", "liability", "courier_payable", ""),
    ("3386", "Refunds due to customers", "liability", "refunds_due", ""),
    ("3387", "Customer deposits", "liability", "deposits", ""),
    ("3388", "Unapplied cash", "liability", "unapplied", ""),
    ("5111", "Revenue, goods", "revenue", "revenue_goods", ""),
    ("5112", "Revenue, services", "revenue", "revenue_services", ""),
    ("5113", "Revenue, delivery", "revenue", "revenue_delivery", ""),
    ("5118", "Revenue, payment fees", "revenue", "revenue_fees", ""),
    ("5212", "Sales returns and allowances", "revenue", "sales_returns", ""),
    ("6320", "Cost of goods sold", "expense", "cost_of_goods", ""),
    ("6328", "Inventory adjustment", "expense", "inventory_adjustment", ""),
    ("6417", "Cost of refused parcels", "expense", "refused_parcels", ""),
    ("6426", "Receivables written off", "expense", "write_off", ""),
]
SERIES = [
    ("journal", "JE-{year}-{n:06d}"),
    ("invoice", "INV-{year}-{n:06d}"),
    ("credit_note", "CN-{year}-{n:06d}"),
]


def begin(apps, schema_editor):
    account = apps.get_model("accounting", "Account")
    account.objects.bulk_create(
        account(code=code, name=name, type=type_, role=role, currency=currency)
        for code, name, type_, role, currency in ACCOUNTS
    )
    series = apps.get_model("numbering", "DocumentSeries")
    for code, pattern in SERIES:
        series.objects.get_or_create(code=code, defaults={"pattern": pattern, "resets_yearly": True})


class Migration(migrations.Migration):
    dependencies = [
        ("accounting", "0001_initial"),
        ("numbering", "0001_initial"),
    ]

    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
