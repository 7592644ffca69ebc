"""Views of lists that people keep: theirs, shared with those who may open the list, never a way around a permission."""

import pytest

from backoffice.lists import saving
from backoffice.models import SavedView
from tests.factories.placed import order_row

pytestmark = pytest.mark.django_db
LIST = "/office/orders/"
KEEP = "/office/views/"


def kept(title="Held in Vietnam", query="status=held&sort=total&after=xyz", **values):
    return {"title": title, "path": LIST, "query": query, **values}


def titles(client) -> list[str]:
    return [str(view["title"]) for view in client.get(LIST).context["views"]]


def test_a_view_keeps_filters_and_sort_and_leaves_the_page_behind(signed_in_as):
    client = signed_in_as("accountant")
    answer = client.post(KEEP, kept())
    assert answer.url == f"{LIST}?status=held&sort=total"
    page = client.get(answer.url)
    assert [str(view["title"]) for view in page.context["views"] if view["current"]] == ["Held in Vietnam"]


def test_a_view_is_ones_own_until_it_is_shared(signed_in_as):
    mine, other = signed_in_as("accountant"), signed_in_as("accountant")
    mine.post(KEEP, kept("Mine"))
    mine.post(KEEP, kept("Ours", is_shared="on"))
    assert {"Mine", "Ours"} <= set(titles(mine))
    assert "Ours" in titles(other) and "Mine" not in titles(other)


def test_the_same_name_again_replaces_the_view(signed_in_as):
    client = signed_in_as("accountant")
    client.post(KEEP, kept(query="status=held"))
    client.post(KEEP, kept(query="status=placed"))
    assert list(SavedView.objects.values_list("query", flat=True)) == ["status=placed"]


@pytest.mark.parametrize("path", ["/nowhere/", "https://example.com/", "/basket/", ""])
def test_only_lists_of_the_back_office_are_kept(signed_in_as, path):
    answer = signed_in_as("accountant").post(KEEP, {**kept(), "path": path})
    assert answer.url == "/office/"
    assert not SavedView.objects.exists()


def test_nobody_removes_what_somebody_else_keeps(signed_in_as):
    mine, other = signed_in_as("accountant"), signed_in_as("accountant")
    mine.post(KEEP, kept(is_shared="on"))
    view = SavedView.objects.get()
    other.post(f"{KEEP}{view.pk}/remove/")
    assert SavedView.objects.exists()
    mine.post(f"{KEEP}{view.pk}/remove/")
    assert not SavedView.objects.exists()


def test_a_person_keeps_a_bounded_number(signed_in_as, monkeypatch):
    monkeypatch.setattr(saving, "MOST", 1)
    client = signed_in_as("accountant")
    client.post(KEEP, kept("One"))
    client.post(KEEP, kept("Two"))
    assert list(SavedView.objects.values_list("title", flat=True)) == ["One"]


def test_a_shared_view_opens_no_list_that_is_closed(signed_in_as):
    order_row()
    signed_in_as("accountant").post(KEEP, kept(is_shared="on"))
    assert signed_in_as("picker").get(LIST).status_code == 403


def test_a_removed_view_is_offered_back_once_and_undone_as_it_was(signed_in_as):
    client = signed_in_as("accountant")
    client.post(KEEP, kept("Ours", is_shared="on"))
    view = SavedView.objects.get()
    page = client.post(f"{KEEP}{view.pk}/remove/", follow=True)
    (toast,) = page.context["toasts"]
    assert "Ours" in toast["head"]
    assert not client.get(page.redirect_chain[-1][0]).context["toasts"]
    client.post(toast["undo"]["action"], toast["undo"]["fields"])
    back = SavedView.objects.get()
    assert (back.title, back.path, back.query, back.is_shared) == (view.title, view.path, view.query, True)
