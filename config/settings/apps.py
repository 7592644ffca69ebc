"""What is installed. Oscar's apps are named by full AppConfig path; forked ones point into shop/."""

from django.utils.translation import gettext_lazy as _

INSTALLED_APPS = [
    "modeltranslation",
    # Installed for the Oscar forms that import it; nothing is registered and it is not routed.
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sites",
    "django.contrib.flatpages",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "pgtrigger",
    "pghistory",
    "django_htmx",
    "axes",
    "csp",
    "django_linear_migrations",
    # core
    "core",
    "core.access",
    "core.audit",
    "core.events",
    "core.numbering",
    "core.documents",
    "core.freshness",
    # Oscar, and our forks of it
    "oscar.config.Shop",
    "shop.quiet.AnalyticsConfig",
    "oscar.apps.checkout.apps.CheckoutConfig",
    "shop.address.apps.AddressConfig",
    "shop.shipping.apps.ShippingConfig",
    "shop.catalogue.apps.CatalogueConfig",
    "oscar.apps.catalogue.reviews.apps.CatalogueReviewsConfig",
    "oscar.apps.communication.apps.CommunicationConfig",
    "shop.partner.apps.PartnerConfig",
    "shop.quota.apps.QuotaConfig",
    "shop.basket.apps.BasketConfig",
    "shop.payment.apps.PaymentConfig",
    "shop.offer.apps.OfferConfig",
    "shop.order.apps.OrderConfig",
    "shop.customer.apps.CustomerConfig",
    "oscar.apps.search.apps.SearchConfig",
    "shop.voucher.apps.VoucherConfig",
    "oscar.apps.wishlists.apps.WishlistsConfig",
    # Oscar's dashboards must be importable for its models and forms; they are installed and never routed.
    "oscar.apps.dashboard.apps.DashboardConfig",
    "oscar.apps.dashboard.reports.apps.ReportsDashboardConfig",
    "oscar.apps.dashboard.users.apps.UsersDashboardConfig",
    "oscar.apps.dashboard.orders.apps.OrdersDashboardConfig",
    "oscar.apps.dashboard.catalogue.apps.CatalogueDashboardConfig",
    "oscar.apps.dashboard.offers.apps.OffersDashboardConfig",
    "oscar.apps.dashboard.partners.apps.PartnersDashboardConfig",
    "oscar.apps.dashboard.pages.apps.PagesDashboardConfig",
    "oscar.apps.dashboard.ranges.apps.RangesDashboardConfig",
    "oscar.apps.dashboard.reviews.apps.ReviewsDashboardConfig",
    "oscar.apps.dashboard.vouchers.apps.VouchersDashboardConfig",
    "oscar.apps.dashboard.communications.apps.CommunicationsDashboardConfig",
    "oscar.apps.dashboard.shipping.apps.ShippingDashboardConfig",
    "widget_tweaks",
    "haystack",
    "treebeard",
    "django_tables2",
    # the rest of the shop
    "shop.channels",
    "shop.pricing",
    "shop.payment.sandbox_bank",
    "shop.storefront",
    # departments, ground floor first
    "inventory",
    "fulfillment",
    "accounting",
    "sales",
    "support",
    "backoffice",
    "demo",
]

#: Oscar's own migration history is not copied: every label has freshly generated ones in this project.
MIGRATION_MODULES = {
    "analytics": "shop.migrations_of_oscar.analytics",
    "communication": "shop.migrations_of_oscar.communication",
    "reviews": "shop.migrations_of_oscar.reviews",
    "wishlists": "shop.migrations_of_oscar.wishlists",
}

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "core.hygiene.NoNulMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "core.maintenance.MaintenanceMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "core.audit.middleware.RequestContextMiddleware",
    "backoffice.shell.sessions.OfficeMiddleware",
    "backoffice.shell.proving.ProofMiddleware",
    "backoffice.shell.own_deeds.OwnDeedsMiddleware",
    "shop.storefront.middleware.DoorMiddleware",
    "shop.storefront.visits.VisitMiddleware",
    "axes.middleware.AxesMiddleware",
]

#: What the house speaks wholly: screens, mail, papers and catalogue. A new one is added when its words are complete (tests/i18n).
LANGUAGES = [
    ("en", _("English")),
    ("vi", _("Vietnamese")),
    ("zh-hans", _("Simplified Chinese")),
    ("th", _("Thai")),
    ("es", _("Spanish")),
]
LANGUAGE_CODE = "en"
MODELTRANSLATION_LANGUAGES = ("en", "vi", "zh-hans", "th", "es")
MODELTRANSLATION_DEFAULT_LANGUAGE = "en"
MODELTRANSLATION_FALLBACK_LANGUAGES = ("en",)
