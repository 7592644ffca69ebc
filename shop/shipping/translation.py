"""What a customer reads about delivery exists in every language."""

from modeltranslation.translator import TranslationOptions, register

from shop.shipping.models import DeliveryOption


@register(DeliveryOption)
class DeliveryOptionTranslation(TranslationOptions):
    fields = ("name", "description")
