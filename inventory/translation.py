"""What a warehouse is called, and how a picker finds a location, exist in every language."""

from modeltranslation.translator import TranslationOptions, register

from core.audit import tracked
from inventory.models import Location, Warehouse


@register(Warehouse)
class WarehouseTranslation(TranslationOptions):
    fields = ("name",)


@register(Location)
class LocationTranslation(TranslationOptions):
    fields = ("direction",)


#: Only now, so that its history keeps what it is called in every language.
tracked(Warehouse)
