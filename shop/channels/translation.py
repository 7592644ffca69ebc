"""Names that customers and staff read exist in every language."""

from modeltranslation.translator import TranslationOptions, register

from core.audit import tracked
from shop.channels.models import Channel, Market


@register(Channel)
class ChannelTranslation(TranslationOptions):
    fields = ("name",)


#: Only now, so that its history keeps what it is called in every language.
tracked(Channel)


@register(Market)
class MarketTranslation(TranslationOptions):
    fields = ("name",)


#: Only now, so that its history keeps what it is called in every language.
tracked(Market)
