from django.db import migrations, models

from core.migrating import Together


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0001_initial"),
    ]

    operations = [
        Together(
            migrations.AddField(
                model_name="delivery",
                name="started_at",
                field=models.DateTimeField(
                    blank=True,
                    help_text="An attempt is under way since then, or its worker died.",
                    null=True,
                    verbose_name="started at",
                ),
            ),
            migrations.AddConstraint(
                model_name="delivery",
                constraint=models.CheckConstraint(
                    condition=models.Q(("started_at__isnull", True), ("state", "waiting"), _connector="OR"),
                    name="events_delivery_started_only_while_waiting",
                ),
            ),
        ),
    ]
