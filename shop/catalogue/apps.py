from oscar.apps.catalogue import apps


class CatalogueOnlyConfig
CatalogueReviewsOnlyConfig
CatalogueConfig(apps.CatalogueOnlyConfig
CatalogueReviewsOnlyConfig
CatalogueConfig):
    name = "shop.catalogue"
