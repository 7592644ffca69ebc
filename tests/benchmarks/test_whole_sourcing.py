"""The steps of sourcing that are timed are those that the job takes, and no order's time is lost between them."""

from benchmarks import whole_sourcing
from inventory import reserving


def test_every_timed_step_is_one_of_the_job():
    assert all(callable(getattr(reserving, name)) for name in whole_sourcing.STEPS)
    assert reserving.sourcing.choose


def test_the_steps_of_an_order_add_up_to_its_time():
    watch = whole_sourcing.Watch()
    read = watch.timed("reading", lambda: "read")

    assert read() == "read"
    watch.order_is_done(1.0)
    watch.order_is_done(2.0)

    assert [round(sum(spent), 6) for spent in zip(*watch.orders.values(), strict=True)] == [1.0, 2.0]
    assert watch.orders[whole_sourcing.REST][1] == 2.0


def test_what_is_limited_leaves_out_the_holding():
    figures = {"steps": {"reading": {"seconds": 2.0}, whole_sourcing.HOLDING: {"seconds": 5.0}, "choosing": {"seconds": 1.5}}}

    assert whole_sourcing.sourced(figures) == 3.5
