"""Oscar's own addresses, and lists that come from PostgreSQL instead of a search index."""

from django.apps import apps
from django.urls import include, path, re_path

from benchmarks.oscar_peer import views

urlpatterns = [
    path("i18n/", include("django.conf.urls.i18n")),
    path("catalogue/", views.ListingView.as_view()),
    re_path(r"^catalogue/category/(?P<category_slug>[\w-]+(/[\w-]+)*)_(?P<pk>\d+)/$", views.ListingView.as_view()),
    path("", include(apps.get_app_config("oscar").urls[0])),
]
