"""Addresses of the settings screens; names live in the namespace `backoffice`."""

from django.urls import URLPattern, path

from backoffice.settings import api_keys, auditing, factor_policy, people_views, profiles, sourcing, views, watching
from backoffice.shell import session_views

urlpatterns: list[URLPattern] = [
    path("seller/", views.seller, name="seller"),
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
    path("delivery-profiles/", profiles.delivery_profiles, name="delivery_profiles"),
    path("delivery-profiles/<int:pk>/", profiles.delivery_profile, name="delivery_profile"),
    path("api-keys/", api_keys.api_keys, name="api_keys"),
    path("api-keys/new/", api_keys.api_key_new, name="api_key_new"),
    path("api-keys/<int:pk>/", api_keys.api_key, name="api_key"),
    path("api-keys/<int:pk>/revoke/", api_keys.api_key_revoke, name="api_key_revoke"),
    path("sourcing/", sourcing.sourcing, name="sourcing"),
    path("people/", people_views.people_list, name="people"),
    path("people/new/", people_views.person_new, name="person_new"),
    path("people/<int:pk>/", people_views.person, name="person"),
    path("people/<int:pk>/password/", people_views.person_password, name="person_password"),
    path("people/<int:pk>/second-factor/", factor_policy.person_factors, name="person_factors"),
    path("second-factor/", factor_policy.factor_policy, name="factor_policy"),
    path("sessions/", session_views.everybodys, name="sessions"),
    path("sessions/<int:pk>/end/", session_views.end_any, name="session_end"),
    path("roles/", people_views.roles_list, name="roles"),
    path("roles/new/", people_views.role_new, name="role_new"),
    path("roles/<int:pk>/", people_views.role, name="role"),
    path("audit/", auditing.audit, name="audit"),
    path("audit/<int:pk>/record/", auditing.audited_record, name="audited_record"),
    path("dead-letters/", watching.dead_letters, name="dead_letters"),
    path("dead-letters/replay/", watching.replay, name="dead_letters_replay"),
    path("dead-letters/<int:pk>/", watching.dead_letter, name="dead_letter"),
    *(url for noun in views.NOUNS for url in noun.urls()),
]
