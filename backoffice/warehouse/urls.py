"""Addresses of the warehouse screens; names live in the namespace `backoffice`."""

from django.urls import URLPattern, path

from backoffice.warehouse import board, packing, picking, setting_up, stock, stock_work

urlpatterns: list[URLPattern] = [
    path("stock/", stock.stock, name="stock"),
    path("stock/<str:sku>/", stock.card, name="stock_card"),
    path("stock/<str:sku>/count/", stock_work.count, name="stock_count"),
    path("stock/<str:sku>/move/", stock_work.move, name="stock_move"),
    path("movements/", stock.movements, name="movements"),
    path("receive/", stock_work.receive, name="receive"),
    path("tasks/", stock_work.tasks, name="stock_tasks"),
    path("tasks/plan/", stock_work.plan, name="stock_plan"),
    path("tasks/<int:pk>/done/", stock_work.task_done, name="stock_task_done"),
    path("tasks/<int:pk>/cancel/", stock_work.task_cancel, name="stock_task_cancel"),
    path("warehouses/", setting_up.warehouses, name="warehouses"),
    path("warehouses/new/", setting_up.new, name="warehouse_new"),
    path("warehouses/<slug:code>/", setting_up.warehouse, name="warehouse"),
    path("warehouses/<slug:code>/locations/", setting_up.locations, name="warehouse_locations"),
    path("board/", board.board, name="board"),
    path("board/dispatch/", board.dispatch_all, name="board_dispatch"),
    path("shipments/", board.shipments, name="shipments"),
    path("shipments/<str:number>/", board.shipment, name="shipment"),
    path("shipments/<str:number>/dispatch/", board.dispatch_one, name="shipment_dispatch"),
    path("shipments/<str:number>/carrier/", board.carrier_tells, name="shipment_carrier"),
    path("shipments/<str:number>/slip/", board.packing_slip, name="packing_slip"),
    path("shipments/<str:number>/label/<int:position>/", board.label, name="parcel_label"),
    path("exceptions/", board.exceptions, name="exceptions"),
    path("carriers/<slug:adapter>/events/", board.carrier_events, name="carrier_events"),
    path("pick/", picking.pick, name="pick"),
    path("pick/next/", picking.take_next, name="pick_next"),
    path("pick/<str:number>/", picking.pick_list, name="pick_list"),
    path("pick/<str:number>/short/", picking.short, name="pick_short"),
    path("pick/<str:number>/override/", picking.override, name="pick_override"),
    path("pack/", packing.pack, name="pack"),
    path("pack/<str:number>/", packing.station, name="pack_station"),
    path("pack/<str:number>/finish/", packing.finish, name="pack_finish"),
    path("pack/<str:number>/override/", packing.override, name="pack_override"),
]
