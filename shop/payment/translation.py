"""What a customer reads about paying exists in every language."""

from modeltranslation.translator import TranslationOptions, register

from shop.payment.models import PaymentMethod


@register(PaymentMethod)
class PaymentMethodTranslation(TranslationOptions):
    fields = ("name", "description")
