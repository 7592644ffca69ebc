"""Addresses of the buyer's screens, under those of the warehouse."""

from django.urls import URLPattern, path

from backoffice.buying import arriving, ladder, orders, suppliers

urlpatterns: list[URLPattern] = [
    path("suppliers/", suppliers.suppliers, name="suppliers"),
    path("suppliers/new/", suppliers.new, name="supplier_new"),
    path("suppliers/<int:pk>/", suppliers.supplier, name="supplier"),
    path("suppliers/<int:pk>/terms/", suppliers.terms, name="supplier_terms"),
    path("stock/<str:sku>/ladder/", ladder.ladder, name="stock_ladder"),
    path("arrivals/", orders.arrivals, name="expected_arrivals"),
    path("purchase-orders/", orders.purchase_orders, name="purchase_orders"),
    path("purchase-orders/new/", orders.new, name="purchase_order_new"),
    path("purchase-orders/<str:number>/", orders.purchase_order, name="purchase_order"),
    path("purchase-orders/<str:number>/change/", orders.change, name="purchase_order_change"),
    path("purchase-orders/<str:number>/send/", orders.send, name="purchase_order_send"),
    path("purchase-orders/<str:number>/move/", orders.move, name="purchase_order_move"),
    path("purchase-orders/<str:number>/cancel/", orders.cancel, name="purchase_order_cancel"),
    path("purchase-orders/<str:number>/close/", orders.close, name="purchase_order_close"),
    path("purchase-orders/<str:number>/paper/", orders.paper, name="purchase_order_paper"),
    path("purchase-orders/<str:number>/receive/", arriving.receive, name="purchase_order_receive"),
]
