import core.clock
import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

from core.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0006_panels_in_every_language'),
        ('inventory', '0012_goods_received_against_orders'),
        ('order', '0007_found_by_index'),
    ]

    operations = [
        Together(
            migrations.CreateModel(
                name='Lot',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=40, verbose_name='lot')),
                    ('expires_on', models.DateField(blank=True, null=True, verbose_name='expires on')),
                    ('sell_until', models.DateField(blank=True, null=True, verbose_name='sold until')),
                    ('received_on', models.DateField(verbose_name='received on')),
                    ('supplier', models.CharField(blank=True, max_length=120, verbose_name='supplier')),
                    ('status', models.CharField(choices=[('open', 'May be sold'), ('blocked', 'Blocked'), ('expired', 'Expired')], default='open', max_length=8, verbose_name='state')),
                    ('status_reason', models.CharField(blank=True, max_length=200, verbose_name='why')),
                    ('status_at', models.DateTimeField(blank=True, null=True)),
                    ('status_by', models.CharField(blank=True, max_length=200)),
                ],
                options={
                    'verbose_name': 'lot',
                    'verbose_name_plural': 'lots',
                    'ordering': ['expires_on', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='LotKeeping',
                fields=[
                    ('product', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='lot_keeping', serialize=False, to='catalogue.product')),
                    ('needs_expiry', models.BooleanField(default=True, verbose_name='every lot has a day on which it expires')),
                    ('days_before_expiry', models.PositiveSmallIntegerField(default=0, verbose_name='sold until so many days before it expires')),
                    ('since', models.DateTimeField(default=core.clock.now)),
                ],
                options={
                    'verbose_name': 'product that keeps lots',
                    'verbose_name_plural': 'products that keep lots',
                },
            ),
            migrations.CreateModel(
                name='LotLevel',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('on_hand', models.IntegerField(default=0, verbose_name='on hand')),
                    ('reserved', models.IntegerField(default=0, verbose_name='reserved')),
                ],
                options={
                    'verbose_name': 'lot level',
                    'verbose_name_plural': 'lot levels',
                },
            ),
            migrations.CreateModel(
                name='Transfer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.CharField(max_length=20, unique=True, verbose_name='number')),
                    ('key', models.UUIDField(unique=True)),
                    ('status', models.CharField(choices=[('draft', 'Draft'), ('on_the_way', 'On the way'), ('short', 'Arrived, pieces missing'), ('received', 'Arrived'), ('cancelled', 'Cancelled')], default='draft', max_length=10, verbose_name='state')),
                    ('expected_on', models.DateField(blank=True, null=True, verbose_name='expected on')),
                    ('note', models.CharField(blank=True, max_length=200, verbose_name='note')),
                    ('created_at', models.DateTimeField(default=core.clock.now)),
                    ('created_by', models.CharField(max_length=200)),
                    ('dispatched_at', models.DateTimeField(blank=True, null=True)),
                    ('received_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'verbose_name': 'transfer',
                    'verbose_name_plural': 'transfers',
                    'ordering': ['-pk'],
                },
            ),
            migrations.CreateModel(
                name='TransferLine',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('quantity', models.PositiveIntegerField(verbose_name='wanted')),
                    ('sent', models.PositiveIntegerField(default=0, verbose_name='sent')),
                    ('good', models.PositiveIntegerField(default=0, verbose_name='arrived')),
                    ('damaged', models.PositiveIntegerField(default=0, verbose_name='arrived damaged')),
                    ('over', models.PositiveIntegerField(default=0, verbose_name='too many')),
                    ('written_off', models.PositiveIntegerField(default=0, verbose_name='written off')),
                ],
                options={
                    'verbose_name': 'transfer line',
                    'verbose_name_plural': 'transfer lines',
                    'ordering': ['pk'],
                },
            ),
            migrations.CreateModel(
                name='TransferReceipt',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.UUIDField(unique=True)),
                    ('at', models.DateTimeField(default=core.clock.now)),
                    ('actor_label', models.CharField(max_length=200)),
                ],
                options={
                    'verbose_name': 'unloading',
                    'verbose_name_plural': 'unloadings',
                    'ordering': ['pk'],
                },
            ),
        ),
        Together(
            migrations.RemoveConstraint(
                model_name='stockmovement',
                name='movement_reason_known',
            ),
            migrations.RemoveConstraint(
                model_name='zone',
                name='zone_kind_known',
            ),
        ),
        Together(
            migrations.AlterField(
                model_name='stockmovement',
                name='reason',
                field=models.CharField(choices=[('received', 'Received'), ('moved', 'Moved'), ('replenished', 'Replenished'), ('picked', 'Picked'), ('pick_short', 'Missing at picking'), ('put_back', 'Put back'), ('dispatched', 'Dispatched'), ('returned', 'Returned'), ('count_loss', 'Count: fewer than booked'), ('count_gain', 'Count: more than booked'), ('damaged', 'Damaged'), ('sample', 'Taken as a sample'), ('scrapped', 'Scrapped'), ('quarantined', 'Put in quarantine'), ('to_supplier', 'Sent back to the supplier'), ('transferred', 'Between warehouses'), ('lost', 'Lost on the way'), ('reversal', 'Reversal of a movement')], max_length=12, verbose_name='reason'),
            ),
            migrations.AlterField(
                model_name='zone',
                name='kind',
                field=models.CharField(choices=[('bulk', 'Bulk'), ('ecommerce', 'E-commerce'), ('staging', 'Staging'), ('quarantine', 'Quarantine'), ('returns', 'Returns'), ('transit', 'In transit')], max_length=10, verbose_name='kind'),
            ),
            migrations.AlterField(
                model_name='zonehistory',
                name='kind',
                field=models.CharField(choices=[('bulk', 'Bulk'), ('ecommerce', 'E-commerce'), ('staging', 'Staging'), ('quarantine', 'Quarantine'), ('returns', 'Returns'), ('transit', 'In transit')], max_length=10, verbose_name='kind'),
            ),
        ),
        Together(
            migrations.AddConstraint(
                model_name='zone',
                constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['bulk', 'ecommerce', 'staging', 'quarantine', 'returns', 'transit'])), name='zone_kind_known'),
            ),
            migrations.AddField(
                model_name='lot',
                name='product',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lots', to='catalogue.product'),
            ),
            migrations.AddField(
                model_name='reservation',
                name='lot',
                field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reservations', to='inventory.lot'),
            ),
            migrations.AddField(
                model_name='stockmovement',
                name='lot',
                field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='movements', to='inventory.lot'),
            ),
            migrations.AddIndex(
                model_name='reservation',
                index=models.Index(condition=models.Q(('lot__isnull', False)), fields=['lot'], name='reservation_of_lot'),
            ),
            migrations.AddIndex(
                model_name='stockmovement',
                index=models.Index(condition=models.Q(('source_label', ''), _negated=True), fields=['source_label', '-id'], name='movement_of_document'),
            ),
            migrations.AddIndex(
                model_name='stockmovement',
                index=models.Index(condition=models.Q(('lot__isnull', False)), fields=['lot', '-id'], name='movement_of_lot'),
            ),
            migrations.AddConstraint(
                model_name='stockmovement',
                constraint=models.CheckConstraint(condition=models.Q(('reason__in', ['received', 'moved', 'replenished', 'picked', 'pick_short', 'put_back', 'dispatched', 'returned', 'count_loss', 'count_gain', 'damaged', 'sample', 'scrapped', 'quarantined', 'to_supplier', 'transferred', 'lost', 'reversal'])), name='movement_reason_known'),
            ),
            migrations.AddField(
                model_name='lotlevel',
                name='location',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lot_levels', to='inventory.location'),
            ),
            migrations.AddField(
                model_name='lotlevel',
                name='lot',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='levels', to='inventory.lot'),
            ),
            migrations.AddField(
                model_name='transfer',
                name='from_warehouse',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transfers_out', to='inventory.warehouse', verbose_name='from'),
            ),
            migrations.AddField(
                model_name='transfer',
                name='to_warehouse',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transfers_in', to='inventory.warehouse', verbose_name='to'),
            ),
            migrations.AddField(
                model_name='transferline',
                name='from_location',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inventory.location'),
            ),
            migrations.AddField(
                model_name='transferline',
                name='lot',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='transfer_lines', to='inventory.lot'),
            ),
            migrations.AddField(
                model_name='transferline',
                name='product',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transfer_lines', to='catalogue.product'),
            ),
            migrations.AddField(
                model_name='transferline',
                name='transfer',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='inventory.transfer'),
            ),
            migrations.AddField(
                model_name='transferreceipt',
                name='transfer',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='inventory.transfer'),
            ),
            migrations.AddIndex(
                model_name='lot',
                index=models.Index(fields=['status', 'sell_until'], name='lot_by_status'),
            ),
            migrations.AddConstraint(
                model_name='lot',
                constraint=models.UniqueConstraint(fields=('product', 'code'), name='lot_once_per_product'),
            ),
            migrations.AddConstraint(
                model_name='lot',
                constraint=models.CheckConstraint(condition=models.Q(('code', ''), _negated=True), name='lot_has_a_code'),
            ),
            migrations.AddConstraint(
                model_name='lot',
                constraint=models.CheckConstraint(condition=models.Q(('status__in', ['open', 'blocked', 'expired'])), name='lot_status_known'),
            ),
            migrations.AddConstraint(
                model_name='lot',
                constraint=models.CheckConstraint(condition=models.Q(('sell_until__isnull', True), ('sell_until__lte', models.F('expires_on')), _connector='OR'), name='lot_sold_until_it_expires'),
            ),
            migrations.AddConstraint(
                model_name='lotlevel',
                constraint=models.UniqueConstraint(fields=('lot', 'location'), name='lot_level_once_per_lot_and_location'),
            ),
            migrations.AddConstraint(
                model_name='lotlevel',
                constraint=models.CheckConstraint(condition=models.Q(('on_hand__gte', 0)), name='lot_level_on_hand_not_negative'),
            ),
            migrations.AddConstraint(
                model_name='lotlevel',
                constraint=models.CheckConstraint(condition=models.Q(('reserved__gte', 0), ('reserved__lte', models.F('on_hand'))), name='lot_level_reserved_within_on_hand'),
            ),
            migrations.AddIndex(
                model_name='transfer',
                index=models.Index(fields=['status', '-id'], name='transfer_by_status'),
            ),
            migrations.AddConstraint(
                model_name='transfer',
                constraint=models.CheckConstraint(condition=models.Q(('from_warehouse', models.F('to_warehouse')), _negated=True), name='transfer_goes_elsewhere'),
            ),
            migrations.AddConstraint(
                model_name='transfer',
                constraint=models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'on_the_way', 'short', 'received', 'cancelled'])), name='transfer_status_known'),
            ),
            migrations.AddConstraint(
                model_name='transferline',
                constraint=models.CheckConstraint(condition=models.Q(('quantity__gte', 1)), name='transfer_line_has_a_piece'),
            ),
            migrations.AddConstraint(
                model_name='transferline',
                constraint=models.CheckConstraint(condition=models.Q(('sent__gte', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('good'), '+', models.F('damaged')), '+', models.F('written_off')))), name='transfer_line_arrives_as_sent'),
            ),
        ),
    ]
