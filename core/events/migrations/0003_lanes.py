from django.db import migrations, models

from core.migrating import Together


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0002_count_attempts_when_they_start"),
    ]

    operations = [
        Together(
            migrations.AddField(
                model_name="delivery",
                name="lane",
                field=models.CharField(
                    choices=[("main", "main"), ("papers", "papers"), ("bulk", "bulk")],
                    db_default="main",
                    default="main",
                    max_length=10,
                ),
            ),
            migrations.AddIndex(
                model_name="delivery",
                index=models.Index(
                    condition=models.Q(("state", "waiting")), fields=["lane", "available_at", "id"], name="events_delivery_in_lane"
                ),
            ),
            migrations.AddConstraint(
                model_name="delivery",
                constraint=models.CheckConstraint(
                    condition=models.Q(("lane__in", ["main", "papers", "bulk"])), name="events_delivery_lane_known"
                ),
            ),
        ),
    ]
