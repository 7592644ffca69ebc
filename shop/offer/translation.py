"""What a customer reads about an offer exists in every language."""

from modeltranslation.translator import TranslationOptions, register

from shop.offer.models import ConditionalOffer


@register(ConditionalOffer)
class ConditionalOfferTranslation(TranslationOptions):
    fields = ("title",)
