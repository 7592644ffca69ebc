import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("channels", "0005_doors_at_branch_counters")]

    operations = [
        migrations.CreateModel(
            name="DoorSighting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="day")),
                ("visits", models.PositiveIntegerField(default=0, verbose_name="visits")),
                ("baskets", models.PositiveIntegerField(default=0, verbose_name="baskets")),
                (
                    "door",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sightings",
                        to="channels.door",
                        verbose_name="door",
                    ),
                ),
            ],
        ),
    ]
