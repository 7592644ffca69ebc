"""What a warehouse is called exists in every language."""

from modeltranslation.translator import TranslationOptions, register

from core.audit import tracked
from inventory.models import Warehouse


@register(Warehouse)
class WarehouseTranslation(TranslationOptions):
    fields = ("name",)


#: Only now, so that its history keeps what it is called in every language.
tracked(Warehouse)
