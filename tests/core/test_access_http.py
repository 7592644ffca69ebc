"""The three rules a view can declare, and what happens to those it keeps out."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory, override_settings
from django.urls import path
from django.views import View

from core.access import User, permissions
from core.access.http import ANY_STAFF, AccessRule, declared_views, public, signed_in, staff, undeclared_permissions

make = RequestFactory()
pytestmark = pytest.mark.usefixtures("_door")


@pytest.fixture
def _door(monkeypatch):
    monkeypatch.setattr(permissions, "_declared", {})
    permissions.declare("tea", {"tea.view": "See tea", "tea.pour": "Pour tea"})
    with override_settings(LOGIN_URL="/sign-in/", STAFF_LOGIN_URL="/office/sign-in/"):
        yield


def person(*codes: str, **fields: bool) -> User:
    user = User(email="lan@example.com", **{"is_staff": bool(codes), **fields})
    user._permission_codes = frozenset(codes)
    return user


def ask(view, method: str = "get", user=None, url: str = "/tea/?cup=2", **headers: str):
    request = getattr(make, method)(url, headers={key.replace("_", "-"): value for key, value in headers.items()})
    request.user = user or AnonymousUser()
    return view(request)


@public("GET", "POST")
def menu(request):
    return HttpResponse("menu")


@signed_in("GET")
def my_orders(request):
    return HttpResponse("orders")


@staff(GET="tea.view", POST="tea.pour")
def kettle(request):
    return HttpResponse("kettle")


@staff(GET=ANY_STAFF)
class Kitchen(View):
    def get(self, request):
        return HttpResponse("kitchen")


class Cellar(View):
    def get(self, request):
        return HttpResponse("cellar")


cellar = staff(GET="tea.view")(Cellar.as_view())


def undeclared(request):
    return HttpResponse("hole")


urlpatterns = [path("menu/", menu, name="menu"), path("kitchen/", Kitchen.as_view()), path("hole/", undeclared)]


def test_a_public_view_answers_anybody():
    assert ask(menu).content == b"menu"
    assert ask(menu, "post").content == b"menu"
    assert ask(menu, "head").status_code == 200


@pytest.mark.parametrize(
    ("view", "method"), [(menu, "delete"), (my_orders, "post"), (kettle, "put"), (Kitchen.as_view(), "post")]
)
def test_a_method_that_is_not_declared_is_not_allowed_whoever_asks(view, method):
    for user in (None, person("tea.view", "tea.pour")):
        answer = ask(view, method, user)
        assert answer.status_code == 405
        assert "GET" in answer["Allow"]


def test_a_stranger_is_sent_to_sign_in_and_comes_back():
    assert ask(my_orders).headers["Location"] == "/sign-in/?next=/tea/%3Fcup%3D2"
    assert ask(kettle).headers["Location"] == "/office/sign-in/?next=/tea/%3Fcup%3D2"


def test_after_a_post_one_comes_back_to_the_page_of_the_form_never_elsewhere():
    here = ask(kettle, "post", Referer="http://testserver/tea/5/")
    assert here.headers["Location"] == "/office/sign-in/?next=http%3A//testserver/tea/5/"
    assert ask(kettle, "post", Referer="https://evil.example/").headers["Location"] == "/office/sign-in/"
    assert ask(kettle, "post").headers["Location"] == "/office/sign-in/"


def test_a_partial_request_redirects_the_whole_page():
    answer = ask(kettle, HX_Request="true", HX_Current_URL="http://testserver/shelf/")
    assert answer.status_code == 401
    assert answer["HX-Redirect"] == "/office/sign-in/?next=http%3A//testserver/shelf/"
    assert ask(kettle, HX_Request="true", HX_Current_URL="https://evil.example/")["HX-Redirect"] == "/office/sign-in/"


@pytest.mark.parametrize("view", [kettle, Kitchen.as_view(), cellar])
def test_a_customer_never_enters_the_back_office(view):
    with pytest.raises(PermissionDenied):
        ask(view, user=person())


@pytest.mark.parametrize(
    ("method", "codes", "passes"),
    [
        ("get", ["tea.view"], True),
        ("head", ["tea.view"], True),
        ("post", ["tea.view"], False),
        ("post", ["tea.pour"], True),
        ("get", ["tea.pour"], False),
    ],
)
def test_staff_need_the_permission_of_the_method(method, codes, passes):
    if passes:
        assert ask(kettle, method, person(*codes)).status_code == 200
    else:
        with pytest.raises(PermissionDenied):
            ask(kettle, method, person(*codes))


def test_being_staff_is_enough_where_the_view_says_so():
    assert ask(Kitchen.as_view(), user=person(is_staff=True)).content == b"kitchen"


def test_a_disabled_person_is_a_stranger():
    assert ask(kettle, user=person("tea.view", is_active=False)).status_code == 302
    assert ask(my_orders, user=person(is_active=False)).status_code == 302


def test_a_rule_can_be_read_from_the_view():
    assert menu.access == AccessRule("public", {"GET": None, "POST": None})
    assert kettle.access == AccessRule("staff", {"GET": "tea.view", "POST": "tea.pour"})
    assert Kitchen.as_view().access == AccessRule("staff", {"GET": ANY_STAFF})
    assert cellar.access.kind == "staff"


@pytest.mark.parametrize("methods", [(), ("get",), ("TRACE",)])
def test_a_rule_names_known_methods(methods):
    with pytest.raises(ValueError, match="methods"):
        public(*methods)


@override_settings(ROOT_URLCONF=__name__)
def test_walking_the_urls_finds_the_undeclared_ones():
    found = {view.route: view.rule for view in declared_views()}
    assert found["hole/"] is None
    assert found["menu/"] == menu.access
    assert found["kitchen/"].kind == "staff"
    assert undeclared_permissions() == []
