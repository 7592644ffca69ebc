from django.db import migrations, models

from core.migrating import Together

from core.freshness.triggers import FUNCTIONS, NO_FUNCTIONS


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        Together(
            migrations.CreateModel(
                name="Change",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("scope", models.BigIntegerField()),
                    ("token", models.BigIntegerField()),
                ],
                options={
                    "indexes": [models.Index(fields=["scope"], include=["token"], name="freshness_by_scope")],
                },
            ),
            migrations.CreateModel(
                name="FoldedChange",
                fields=[
                    ("scope", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("token", models.BigIntegerField()),
                ],
            ),
        ),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
    ]
