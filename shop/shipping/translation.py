"""What a customer reads about delivery exists in every language."""

from modeltranslation.translator import TranslationOptions, register

from core.audit import tracked
from shop.shipping.models import DeliveryOption


@register(DeliveryOption)
class DeliveryOptionTranslation(TranslationOptions):
    fields = ("name", "description")


#: Only now, so that its history keeps what it is called in every language.
tracked(DeliveryOption)
