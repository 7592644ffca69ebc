from decimal import Decimal

from django.db import migrations


def name_lines(apps, schema_editor):
    """Credit notes were sums by tax code: each takes the lines of its invoice in turn until its sums are reached."""
    note_model, line_model = (apps.get_model("accounting", name) for name in ("CreditNote", "CreditNoteLine"))
    left = {}
    for note in note_model.objects.order_by("pk").select_related("invoice"):
        rows = []
        for group in note.taxes:
            rows += _take(note, group, left, line_model)
        for position, row in enumerate(rows, 1):
            row.position = position
        line_model.objects.bulk_create(rows)


def _take(note, group, left, line_model):
    base, tax, rows = Decimal(group["base"]), Decimal(group["tax"]), []
    for line in note.invoice.lines.order_by("position"):
        if (line.tax_code, line.tax_rate) != (group["code"], Decimal(group["rate"])):
            continue
        has_base, has_tax = left.get(line.pk, (line.excl_tax, line.tax))
        net, part = min(base, has_base), min(tax, has_tax)
        if net or part:
            is_whole = (net, part) == (line.excl_tax, line.tax)
            rows.append(
                line_model(
                    credit_note=note, position=0, invoice_line=line, quantity=line.quantity if is_whole else 0,
                    excl_tax=net, tax=part, incl_tax=net + part,
                )
            )
            left[line.pk] = (has_base - net, has_tax - part)
            base, tax = base - net, tax - part
    return rows


def name_refused_goods(apps, schema_editor):
    """Until now a refusal took back the whole shipment."""
    goods_model, note_model, refused_model = (
        apps.get_model("accounting", name) for name in ("DispatchedGoods", "CreditNote", "RefusedGoods")
    )
    for note in note_model.objects.filter(source__startswith="refused:").order_by("pk"):
        goods = goods_model.objects.filter(shipment_id=int(note.source.split(":")[1])).first()
        if goods is not None:
            refused_model.objects.create(
                shipment_id=goods.shipment_id, order_id=goods.order_id, lines=goods.lines, cost=goods.cost,
                cost_currency=goods.cost_currency, told_at=note.created_at,
            )


class Migration(migrations.Migration):

    dependencies = [
        ("accounting", "0006_lines_of_credit_notes"),
    ]

    operations = [
        migrations.RunPython(name_lines, migrations.RunPython.noop),
        migrations.RunPython(name_refused_goods, migrations.RunPython.noop),
    ]
