from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("freshness", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Pulse",
            fields=[
                ("id", models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="freshness_one_pulse")],
            },
        ),
    ]
