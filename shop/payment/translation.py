"""What a customer reads about paying exists in every language."""

from modeltranslation.translator import TranslationOptions, register

from core.audit import tracked
from shop.payment.models import PaymentMethod


@register(PaymentMethod)
class PaymentMethodTranslation(TranslationOptions):
    fields = ("name", "description")


#: Only now, so that its history keeps what it is called in every language.
tracked(PaymentMethod)
