from django.db import migrations, models

from core.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0006_panels_in_every_language'),
        ('inventory', '0007_suppliers_and_purchase_orders'),
    ]

    operations = [
        Together(
            migrations.AddIndex(
                model_name='stockmovement',
                index=models.Index(fields=['product', 'to_location', 'at'], include=('quantity',), name='movement_into_in_time'),
            ),
            migrations.AddIndex(
                model_name='stockmovement',
                index=models.Index(fields=['product', 'from_location', 'at'], include=('quantity',), name='movement_out_of_in_time'),
            ),
        ),
    ]
