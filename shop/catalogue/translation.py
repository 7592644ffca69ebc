"""Which catalogue texts exist in every language; slugs stay neutral."""

from modeltranslation.translator import TranslationOptions, register
from oscar.core.loading import get_model


@register(get_model("catalogue", "Category"))
class CategoryTranslation(TranslationOptions):
    fields = ("name", "description", "long_description", "meta_title", "meta_description")


@register(get_model("catalogue", "Product"))
class ProductTranslation(TranslationOptions):
    fields = (
        "title", "subtitle", "description", "brewing", "keywords", "grower", "region", "sold_as",
        "meta_title", "meta_description",
    )  # fmt: skip


@register(get_model("catalogue", "ProductRecommendation"))
class ProductRecommendationTranslation(TranslationOptions):
    fields = ("reason", "signed_by")


@register(get_model("catalogue", "ProductAttribute"))
class ProductAttributeTranslation(TranslationOptions):
    fields = ("name",)


@register(get_model("catalogue", "AttributeOption"))
class AttributeOptionTranslation(TranslationOptions):
    fields = ("option",)


@register(get_model("catalogue", "ProductAttributeValue"))
class ProductAttributeValueTranslation(TranslationOptions):
    fields = ("value_text",)


@register(get_model("catalogue", "ExpertReview"))
class ExpertReviewTranslation(TranslationOptions):
    fields = ("panel", "quote")
