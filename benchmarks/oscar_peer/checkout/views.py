"""The last step with an offline payment: Oscar's own preview and placing, and one source of payment noted."""

from oscar.apps.checkout import views as oscar_views
from oscar.apps.payment.models import Source, SourceType


class PaymentDetailsView(oscar_views.PaymentDetailsView):
    """Takes the order's total as paid on delivery."""

    def handle_payment(self, order_number, total, **kwargs):
        source_type, _created = SourceType.objects.get_or_create(name="Cash on delivery")
        source = Source(source_type=source_type, currency=total.currency, amount_allocated=total.incl_tax)
        self.add_payment_source(source)
        self.add_payment_event("allocated", total.incl_tax, reference=str(order_number))
