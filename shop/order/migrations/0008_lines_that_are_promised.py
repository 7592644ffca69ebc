from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("order", "0007_found_by_index"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="line",
            index=models.Index(condition=models.Q(("promised_quantity__gt", 0)), fields=["id"], name="order_line_promised"),
        ),
    ]
