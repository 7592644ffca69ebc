import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("channels", "0004_history_of_every_language"),
        ("order", "0005_find_timeline_by_time"),
    ]

    operations = [
        migrations.AlterField(
            model_name="order",
            name="door",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="orders",
                to="channels.door",
            ),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(fields=["door", "-date_placed", "-id"], name="order_by_door"),
        ),
    ]
