"""Products with everything a buyer needs to decide. Titles, texts and option values are translated (see translation.py)."""

from decimal import Decimal

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Avg, Count, F, Q
from django.utils.translation import gettext_lazy as _
from oscar.apps.catalogue.abstract_models import (
    AbstractAttributeOption,
    AbstractAttributeOptionGroup,
    AbstractCategory,
    AbstractProduct,
    AbstractProductAttribute,
    AbstractProductClass,
    AbstractProductImage,
    AbstractProductRecommendation,
)

from core import clock


class Lifecycle(models.TextChoices):
    DRAFT = "draft", _("Draft")
    ACTIVE = "active", _("Active")
    SELL_THROUGH = "sell_through", _("Selling what is left")
    DISCONTINUED = "discontinued", _("Discontinued")


#: A discontinued product never comes back: a successor is a new product.
LIFECYCLE_TRANSITIONS = {
    Lifecycle.DRAFT: {Lifecycle.ACTIVE},
    Lifecycle.ACTIVE: {Lifecycle.SELL_THROUGH, Lifecycle.DISCONTINUED},
    Lifecycle.SELL_THROUGH: {Lifecycle.ACTIVE, Lifecycle.DISCONTINUED},
    Lifecycle.DISCONTINUED: set(),
}


class ProductClass(AbstractProductClass):
    """A kind of product: goods are shipped and stocked, services are neither."""


class ProductAttribute(AbstractProductAttribute):
    """A fact that products of a kind have."""


class AttributeOptionGroup(AbstractAttributeOptionGroup):
    """The values an option attribute may have."""


class AttributeOption(AbstractAttributeOption):
    """One of those values, translated."""


class Category(AbstractCategory):
    """`art` names the picture that stands for the category (a cup colour or a place)."""

    art = models.CharField(_("picture"), max_length=40, blank=True)


class Product(AbstractProduct):
    """Weights are grams, lengths millimetres. Ratings are written down from reviews: buyers' 1 to 5, experts' 0 to 100."""

    sku = models.CharField(_("item number"), max_length=40, unique=True)
    subtitle = models.CharField(_("subtitle"), max_length=160, blank=True)
    brewing = models.TextField(_("how to use it"), blank=True)
    keywords = models.TextField(_("keywords"), blank=True)
    lifecycle = models.CharField(_("lifecycle"), max_length=12, choices=Lifecycle.choices, default=Lifecycle.DRAFT)
    price_on_request = models.BooleanField(_("price on request"), default=False)
    tax_category = models.ForeignKey(
        "pricing.TaxCategory", models.PROTECT, related_name="products", verbose_name=_("tax category")
    )
    grower = models.CharField(_("grower or maker"), max_length=120, blank=True)
    region = models.CharField(_("region"), max_length=120, blank=True)
    origin = models.SlugField(_("origin"), max_length=30, blank=True, db_index=True)
    family = models.SlugField(_("family"), max_length=30, blank=True, db_index=True)
    liquor = models.SlugField(_("in the cup"), max_length=30, blank=True, db_index=True)
    sold_as = models.CharField(_("sold as"), max_length=40, blank=True, help_text=_("100 g tin, 20 bags, each"))
    cups = models.PositiveSmallIntegerField(_("cups in it"), null=True, blank=True)
    case_quantity = models.PositiveIntegerField(_("pieces in a case"), default=1)
    net_weight_g = models.PositiveIntegerField(_("net weight, g"), default=0)
    shipping_weight_g = models.PositiveIntegerField(_("shipping weight, g"), default=0)
    length_mm = models.PositiveIntegerField(_("length, mm"), default=0)
    width_mm = models.PositiveIntegerField(_("width, mm"), default=0)
    height_mm = models.PositiveIntegerField(_("height, mm"), default=0)
    hs_code = models.CharField(_("customs code"), max_length=12, blank=True)
    buyer_rating = models.DecimalField(max_digits=3, decimal_places=2, null=True, editable=False)
    buyer_rating_count = models.PositiveIntegerField(default=0, editable=False)
    expert_score = models.PositiveSmallIntegerField(null=True, editable=False)
    expert_score_count = models.PositiveIntegerField(default=0, editable=False)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    #: The steps of the sell-out ladder that are still to come; the schedule takes them on their day.
    sell_through_on = models.DateField(_("not bought again from"), null=True, blank=True, editable=False)
    discontinue_on = models.DateField(_("not sold any more from"), null=True, blank=True, editable=False)
    LIFECYCLE_TRANSITIONS = LIFECYCLE_TRANSITIONS
    #: Accent-folded words and CJK or Thai bigrams, made by `shop.catalogue.searching`.
    search_tokens = models.TextField(blank=True, editable=False)

    class Meta(AbstractProduct.Meta):
        indexes = [
            *getattr(AbstractProduct.Meta, "indexes", []),
            GinIndex(SearchVector("search_tokens", config="simple"), name="product_by_tokens"),
            models.Index(fields=["lifecycle", "family"], name="product_by_lifecycle"),
        ]
        constraints = [
            models.CheckConstraint(
                name="product_is_discontinued_after_selling_through",
                condition=Q(sell_through_on__isnull=True)
                | Q(discontinue_on__isnull=True)
                | Q(discontinue_on__gte=F("sell_through_on")),
            ),
            models.CheckConstraint(name="product_case_holds_at_least_one", condition=Q(case_quantity__gte=1)),
            models.CheckConstraint(
                name="product_expert_score_of_100", condition=Q(expert_score__isnull=True) | Q(expert_score__lte=100)
            ),
        ]

    def update_rating(self) -> None:
        """Write the buyers' ratings down. Oscar saves the whole row here, and with it whatever else this copy holds."""
        sums = self.reviews.filter(status=1).aggregate(mean=Avg("score"), count=Count("pk"))
        mean = None if sums["mean"] is None else Decimal(str(sums["mean"])).quantize(Decimal("0.01"))
        type(self).objects.filter(pk=self.pk).update(rating=mean, buyer_rating=mean, buyer_rating_count=sums["count"])

    @property
    def is_sellable(self) -> bool:
        """Whether its lifecycle lets anybody buy it; stock and assortment decide the rest."""
        return self.is_public and self.lifecycle in (Lifecycle.ACTIVE, Lifecycle.SELL_THROUGH)

    @property
    def is_stocked(self) -> bool:
        return self.get_product_class().track_stock


class ProductImage(AbstractProductImage):
    """Drawn pictures are SVG, which Django's image field refuses; ours takes any file, and uploads are checked in their job."""

    original = models.FileField(_("original"), upload_to="products/", max_length=255)
    role = models.CharField(_("shows"), max_length=20, default="pack", help_text=_("pack, cup, leaf, size"))


class RelationKind(models.TextChoices):
    PAIRING = "pairing", _("Goes with it")
    SIMILAR = "similar", _("Similar")


class ProductRecommendation(AbstractProductRecommendation):
    """Another product with the reason why; a pairing is signed by a person."""

    kind = models.CharField(_("kind"), max_length=10, choices=RelationKind.choices, default=RelationKind.SIMILAR)
    reason = models.TextField(_("reason"), blank=True)
    signed_by = models.CharField(_("signed by"), max_length=120, blank=True)

    class Meta(AbstractProductRecommendation.Meta):
        constraints = [
            models.CheckConstraint(name="product_not_related_to_itself", condition=~Q(primary=F("recommendation"))),
        ]


class ProductBarcode(models.Model):
    """A code that a scanner may read for this product; a case code stands for several pieces."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="barcodes")
    code = models.CharField(_("barcode"), max_length=48, unique=True)
    pieces = models.PositiveIntegerField(_("pieces"), default=1)

    class Meta:
        verbose_name = _("barcode")
        verbose_name_plural = _("barcodes")
        constraints = [models.CheckConstraint(name="barcode_stands_for_a_piece", condition=Q(pieces__gte=1))]

    def __str__(self) -> str:
        return self.code


class ExpertReview(models.Model):
    product = models.ForeignKey(Product, models.CASCADE, related_name="expert_reviews")
    panel = models.CharField(_("panel"), max_length=120)
    reviewer = models.CharField(_("reviewer"), max_length=120, blank=True)
    score = models.PositiveSmallIntegerField(_("score of 100"), validators=[MaxValueValidator(100)])
    quote = models.TextField(_("quote"), blank=True)
    reviewed_on = models.DateField(_("on"))

    class Meta:
        ordering = ["-score", "pk"]
        verbose_name = _("expert review")
        verbose_name_plural = _("expert reviews")
        constraints = [models.CheckConstraint(name="expert_review_score_of_100", condition=Q(score__lte=100))]

    def __str__(self) -> str:
        return f"{self.panel}: {self.score}"


class AssortmentItem(models.Model):
    """What a channel may see and buy in a market. No row, no product: not listed, not found, not bought."""

    channel_market = models.ForeignKey("channels.ChannelMarket", models.CASCADE, related_name="assortment")
    product = models.ForeignKey(Product, models.CASCADE, related_name="assortments")
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("assortment item")
        verbose_name_plural = _("assortment items")
        constraints = [models.UniqueConstraint(name="product_once_per_assortment", fields=["channel_market", "product"])]

    def __str__(self) -> str:
        return f"{self.channel_market}: {self.product}"


from oscar.apps.catalogue.models import *  # noqa: E402, F403
