"""Shelves and kinds: categories, product classes with their attributes, pictures."""

from django.core.files.base import ContentFile
from django.db import transaction

from core import audit
from core.access import Actor
from core.errors import DomainError
from core.slugs import slugify
from shop.catalogue.models import (
    AttributeOption,
    AttributeOptionGroup,
    Category,
    Product,
    ProductAttribute,
    ProductClass,
    ProductImage,
)

#: Drawn pictures and photographs; what an upload really is gets checked where files are taken from people.
PICTURE_TYPES = (".svg", ".png", ".jpg", ".jpeg", ".webp")


class NotAPicture(DomainError):
    """The file's name is not that of a picture."""

    code = "not_a_picture"


def save_category(*, actor: Actor, slug: str, parent: Category | None = None, **texts: str) -> Category:
    """Create or change a category, found by its slug. Texts are given as `name_en`, `name_vi`, `description_en`, ..."""
    with transaction.atomic():
        category = Category.objects.filter(slug=slug).first()
        if category is None:
            fields = {"slug": slug, "name": texts.get("name_en", slug), **texts}
            category = parent.add_child(**fields) if parent else Category.add_root(**fields)
        else:
            for field, text in texts.items():
                setattr(category, field, text)
            category.save()
        audit.record(actor=actor, action="category.saved", subject=category)
    return category


def save_product_class(*, actor: Actor, slug: str, name: str, requires_shipping: bool, track_stock: bool) -> ProductClass:
    """Create or change a kind of product, found by its slug; services neither ship nor have stock."""
    with transaction.atomic():
        kind, _created = ProductClass.objects.update_or_create(
            slug=slug, defaults={"name": name, "requires_shipping": requires_shipping, "track_stock": track_stock}
        )
        audit.record(actor=actor, action="product_class.saved", subject=kind)
    return kind


def save_attribute(*, actor: Actor, product_class: ProductClass, code: str, type: str, **names: str) -> ProductAttribute:
    """Create or change an attribute of a kind. `type` is Oscar's ("text", "integer", "option"); names are `name_en`, ..."""
    group = None
    with transaction.atomic():
        if type == ProductAttribute.OPTION:
            group, _created = AttributeOptionGroup.objects.get_or_create(name=f"{product_class.slug}: {code}")
        attribute, _created = ProductAttribute.objects.update_or_create(
            product_class=product_class,
            code=code,
            defaults={"type": type, "option_group": group, "name": names.get("name_en", code), **names},
        )
        audit.record(actor=actor, action="attribute.saved", subject=attribute)
    return attribute


def save_option(*, actor: Actor, attribute: ProductAttribute, **texts: str) -> AttributeOption:
    """Create an option of an option attribute, found by its English text (`option_en`); other languages are set."""
    with transaction.atomic():
        option, created = AttributeOption.objects.update_or_create(
            group=attribute.option_group, option_en=texts["option_en"], defaults={"option": texts["option_en"], **texts}
        )
        if created:
            audit.record(actor=actor, action="attribute.option_added", subject=attribute, option=texts["option_en"])
    return option


def put_into(*, actor: Actor, product: Product, categories: list[Category]) -> None:
    """Put a product on these shelves and no others."""
    with transaction.atomic():
        product.categories.set(categories)
        audit.record(actor=actor, action="product.categories_set", subject=product, categories=[c.pk for c in categories])


def set_picture(
    *, actor: Actor, product: Product, name: str, content: bytes, role: str = "pack", caption: str = "", position: int = 0
) -> ProductImage:
    """Add a picture, or replace the one at this position.

    Raises:
        NotAPicture: nothing is changed.
    """
    if not name.lower().endswith(PICTURE_TYPES):
        raise NotAPicture(name=name)
    with transaction.atomic():
        image = ProductImage.objects.filter(product=product, display_order=position).first()
        image = image or ProductImage(product=product, display_order=position)
        image.role, image.caption = role, caption
        stem, dot, ending = name.rpartition(".")
        image.original.save(f"{slugify(stem)}{dot}{ending.lower()}", ContentFile(content), save=False)
        image.save()
        audit.record(actor=actor, action="product.picture_set", subject=product, position=position)
    return image
