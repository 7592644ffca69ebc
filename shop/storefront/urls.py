"""Addresses of the shop. Oscar's names are kept (`catalogue:detail`, `basket:summary`, ...); our own are in `storefront:`."""

from django.urls import include, path

from shop.storefront import (
    account_views,
    basket_views,
    catalogue_views,
    machine_views,
    mail_views,
    order_views,
    own_views,
    pay_views,
    place_views,
    product_page,
    search_views,
    statement_views,
    trade_views,
    voucher_views,
)
from shop.storefront.checkout import placing_views
from shop.storefront.checkout import views as checkout_views

catalogue = [
    path("", catalogue_views.index, name="index"),
    path("category/<str:category_slug>_<int:pk>/", catalogue_views.category, name="category"),
    path("<slug:product_slug>_<int:pk>/", product_page.detail, name="detail"),
]
basket = [
    path("", basket_views.summary, name="summary"),
    path("add/<int:pk>/", basket_views.add, name="add"),
    path("add/", basket_views.add_many, name="add-many"),
    path("lines/<int:pk>/", basket_views.change, name="change"),
    path("lines/<int:pk>/undo/", basket_views.undo, name="undo"),
    path("voucher/", voucher_views.use, name="voucher"),
    path("voucher/remove/", voucher_views.drop, name="voucher-remove"),
]
checkout = [
    path("", checkout_views.index, name="index"),
    path("delivery/", checkout_views.delivery, name="delivery"),
    path("details/", checkout_views.details, name="details"),
    path("address/", checkout_views.from_book, name="from-book"),
    path("method/", checkout_views.method, name="method"),
    path("place/", placing_views.place, name="place"),
    path("what-is-left/", placing_views.take_what_is_left, name="take-left"),
    path("thank-you/<str:number>/", order_views.thank_you, name="thank-you"),
]
customer = [
    path("login/", account_views.sign_in, name="login"),
    path("logout/", account_views.sign_out, name="logout"),
    path("register/", account_views.register, name="register"),
    path("confirm/<str:key>/", account_views.confirm, name="confirm"),
    path("", own_views.summary, name="summary"),
    path("profile/", own_views.profile, name="profile-update"),
    path("addresses/new/", own_views.address, name="address-create"),
    path("addresses/<int:pk>/", own_views.address, name="address-detail"),
    path("addresses/<int:pk>/remove/", own_views.remove_address, name="address-delete"),
    path("password/", account_views.change_password, name="change-password"),
    path("password/forgotten/", account_views.ask_password, name="password-reset"),
    path("password/<str:uid>/<str:token>/", account_views.reset_password, name="password-reset-confirm"),
]
orders = [
    path("", order_views.track, name="track"),
    path("<str:number>/", order_views.detail, name="order"),
    path("<str:number>/cancel/", order_views.call_off, name="order-cancel"),
    path("<str:number>/again/", order_views.again, name="order-again"),
    path("<str:number>/papers/<slug:kind>/<str:paper>/", order_views.paper, name="paper"),
    path("<str:number>/payment/", pay_views.payment, name="payment"),
    path("<str:number>/payment/standing/", pay_views.standing, name="payment-standing"),
    path("<str:number>/payment/retry/", pay_views.retry, name="payment-retry"),
    path("<str:number>/payment/change/", pay_views.change, name="payment-change"),
]
storefront = [
    path("", catalogue_views.home, name="home"),
    path("search/suggest/", search_views.suggest, name="suggest"),
    path("delivery/", place_views.delivery, name="delivery"),
    path("door/", place_views.choose_door, name="door"),
    path("robots.txt", machine_views.robots, name="robots"),
    path("favicon.ico", machine_views.favicon, name="favicon"),
    path("cards/<int:pk>.png", machine_views.social_card, name="social-card"),
    path("sitemap.xml", machine_views.sitemap, name="sitemap"),
    path("trade/", trade_views.desk, name="trade"),
    path("trade/statement/", statement_views.page, name="statement"),
    path("trade/statement/pdf/", statement_views.paper, name="statement-paper"),
    path("trade/statement/csv/", statement_views.sheet, name="statement-sheet"),
    path("returns/", order_views.returns, name="returns"),
    path("orders/", include(orders)),
    path("media/<path:path>", machine_views.picture, name="media"),
    path("mail/", mail_views.mails, name="mails"),
    path("mail/<int:pk>/", mail_views.mail, name="mail"),
    path("mail/<int:pk>/page/", mail_views.mail_page, name="mail-page"),
    path("mail/<int:pk>/attachments/<int:attachment>/", mail_views.attachment, name="mail-attachment"),
]

urlpatterns = [
    path("catalogue/", include((catalogue, "catalogue"))),
    path("basket/", include((basket, "basket"))),
    path("checkout/", include((checkout, "checkout"))),
    path("account/", include((customer, "customer"))),
    path("search/", include(([path("", search_views.search, name="search")], "search"))),
    path("", include((storefront, "storefront"))),
]
