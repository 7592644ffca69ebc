"""Addresses of the settings screens; names live in the namespace `backoffice`."""

from django.urls import URLPattern, path

from backoffice.settings import views

urlpatterns: list[URLPattern] = [
    path("channels/", views.channels, name="channels"),
    path("channels/new/", views.channel_new, name="channel_new"),
    path("channels/<int:pk>/", views.channel, name="channel"),
    path("channels/<int:pk>/markets/new/", views.channel_market_new, name="channel_market_new"),
    path("channel-markets/<int:pk>/", views.channel_market, name="channel_market"),
    path("channel-markets/<int:pk>/assortment/", views.assortment, name="assortment"),
    path("price-lists/", views.price_lists, name="price_lists"),
    path("price-lists/new/", views.price_list_new, name="price_list_new"),
    path("price-lists/<int:pk>/", views.price_list, name="price_list"),
    path("price-lists/<int:pk>/name/", views.price_list_rename, name="price_list_rename"),
    path("price-lists/<int:pk>/prices/new/", views.price_new, name="price_new"),
    path("prices/<int:pk>/", views.price, name="price"),
    *(url for noun in views.NOUNS for url in noun.urls()),
]
