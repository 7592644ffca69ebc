"""Second factors: the published examples, a code that counts once, who has to have one, and what weighs asks again."""

import base64
import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse

from backoffice.factors import proving, totp
from backoffice.factors.sealing import seal, unseal
from backoffice.models import FactorLevel, FactorPolicy, SecondFactor
from backoffice.people import LocksYouOut
from core import clock
from core.access import Actor, Role
from core.audit.models import AuditEntry
from tests.budget import assert_budget
from tests.factories.people import PASSWORD, staff_member

pytestmark = pytest.mark.django_db
DOOR, STEP, PROVE = "/office/sign-in/", "/office/sign-in/second/", "/office/prove/"
SECRET = b"12345678901234567890"


def code_now(secret: bytes = SECRET, ahead: int = 0) -> str:
    return totp.code_at(secret, int(clock.now().timestamp()) // totp.STEP + ahead)


def with_app(user):
    """Somebody who added an app some steps ago."""
    then = int(clock.now().timestamp()) // totp.STEP - 10
    return SecondFactor.objects.create(user=user, kind="totp", name="app", secret=seal(SECRET), last_step=then)


def at_the_second_step(user) -> Client:
    client = Client()
    assert client.post(DOOR, {"email": user.email, "password": PASSWORD}).url == STEP
    return client


def is_inside(client: Client) -> bool:
    return client.get("/office/me/").status_code == 200


@pytest.mark.parametrize(
    ("moment", "code"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (2000000000, "279037")],
)
def test_codes_are_those_of_rfc_6238(moment, code):
    assert totp.code_at(SECRET, moment // totp.STEP) == code
    assert totp.step_of(SECRET, code, moment) == moment // totp.STEP


def test_a_code_of_two_steps_ago_is_too_old():
    assert totp.step_of(SECRET, totp.code_at(SECRET, 98), 100 * totp.STEP) is None


def test_the_database_never_holds_the_secret():
    assert SECRET not in seal(SECRET) and unseal(seal(SECRET)) == SECRET


def test_the_password_alone_opens_nothing_for_whoever_has_an_app(frozen_clock):
    user = staff_member("administrator")
    with_app(user)
    client = at_the_second_step(user)
    assert not is_inside(client)
    assert client.post(STEP, {"code": code_now()}).url == "/office/"
    assert is_inside(client)
    assert AuditEntry.objects.get(action="staff.signed_in").data["second_factor"] is True


def test_a_code_that_was_used_is_refused_however_fresh(frozen_clock):
    user = staff_member()
    with_app(user)
    code = code_now()
    assert at_the_second_step(user).post(STEP, {"code": code}).status_code == 302
    again = at_the_second_step(user)
    assert again.post(STEP, {"code": code}).status_code == 422
    assert again.post(STEP, {"code": code_now(ahead=-1)}).status_code == 422  # an older one neither
    assert not is_inside(again)
    assert again.post(STEP, {"code": code_now(ahead=1)}).status_code == 302


def test_guessing_codes_is_paused_like_guessing_passwords(frozen_clock):
    user = staff_member()
    with_app(user)
    client = at_the_second_step(user)
    answers = [client.post(STEP, {"code": f"{n:06d}"}).status_code for n in range(9)]
    assert answers[0] == 422 and answers[-1] == 429
    assert client.post(STEP, {"code": code_now()}).status_code == 429
    assert not is_inside(client)


def test_the_second_step_waits_some_minutes_and_belongs_to_the_password_that_was_given():
    user = staff_member()
    with_app(user)
    client = at_the_second_step(user)
    with clock.at(clock.now() + dt.timedelta(minutes=6)):
        assert client.get(STEP).url == DOOR
    client = at_the_second_step(user)
    user.set_password("another long password")
    user.save()
    assert client.get(STEP).url == DOOR


def test_a_recovery_code_opens_once(frozen_clock):
    user = staff_member()
    with_app(user)
    codes = proving.new_recovery_codes(user=user, actor=Actor.of(user))
    assert len(set(codes)) == 10
    assert at_the_second_step(user).post(STEP, {"code": f" {codes[0].upper()} "}).status_code == 302
    assert at_the_second_step(user).post(STEP, {"code": codes[0]}).status_code == 422
    proving.new_recovery_codes(user=user, actor=Actor.of(user))
    assert at_the_second_step(user).post(STEP, {"code": codes[1]}).status_code == 422


def test_adding_an_app_asks_for_a_right_code_and_shows_the_recovery_codes_once(signed_in_as, frozen_clock):
    client = signed_in_as("accountant")
    page = client.get(reverse("backoffice:factor_app"))
    assert re.search(r'<svg[^>]* class="qr"', page.content.decode())
    secret = base64.b64decode(client.session["app_secret"])
    wrong = client.post(reverse("backoffice:factor_app"), {"code": "000000"})
    assert wrong.status_code == 422 and not client.user.factors.exists()
    done = client.post(reverse("backoffice:factor_app"), {"code": code_now(secret)})
    assert len(re.findall(r'<li class="code">', done.content.decode())) == 10
    assert client.user.factors.get().kind == "totp" and "app_secret" not in client.session
    assert 'class="codes"' not in client.get(reverse("backoffice:factors")).content.decode()


def test_roles_decide_and_the_stricter_one_holds():
    user = staff_member("accountant", "picker")
    assert proving.level_of(user) == FactorLevel.OPTIONAL
    FactorPolicy.objects.create(role=Role.objects.get(code="picker"), level=FactorLevel.OFF)
    assert proving.level_of(user) == FactorLevel.OPTIONAL
    FactorPolicy.objects.create(role=Role.objects.get(code="accountant"), level=FactorLevel.REQUIRED)
    with assert_budget(1):
        assert proving.level_of(user) == FactorLevel.REQUIRED
    nobody = staff_member()
    with assert_budget(1):
        assert proving.level_of(nobody) == FactorLevel.OPTIONAL


def test_whoever_has_to_have_one_and_has_none_gets_no_further_than_adding_it(frozen_clock):
    user, client = staff_member("accountant"), Client()
    FactorPolicy.objects.create(role=Role.objects.get(code="accountant"), level=FactorLevel.REQUIRED)
    client.post(DOOR, {"email": user.email, "password": PASSWORD})
    for closed in ("/office/", "/office/orders/", "/office/me/"):
        assert client.get(closed).url == reverse("backoffice:factors")
    client.get(reverse("backoffice:factor_app"))
    secret = base64.b64decode(client.session["app_secret"])
    client.post(reverse("backoffice:factor_app"), {"code": code_now(secret)})
    assert client.get("/office/orders/").status_code == 200
    assert client.post(reverse("backoffice:factor_remove", args=[user.factors.get().pk])).status_code == 302
    assert user.factors.exists()  # the last one stays


def test_where_the_role_is_not_asked_the_password_is_enough():
    user, client = staff_member("picker"), Client()
    with_app(user)
    FactorPolicy.objects.create(role=Role.objects.get(code="picker"), level=FactorLevel.OFF)
    assert client.post(DOOR, {"email": user.email, "password": PASSWORD}).url == "/office/"


def test_a_policy_that_would_lock_its_author_out_is_refused(signed_in_as):
    client = signed_in_as("administrator")
    role = Role.objects.get(code="administrator")
    with pytest.raises(LocksYouOut):
        proving.set_levels(levels={role: "required"}, actor=Actor.of(client.user))
    assert not FactorPolicy.objects.exists()


def test_the_policy_is_shown_before_it_is_saved(signed_in_as):
    client = signed_in_as("administrator")
    address, role = reverse("backoffice:factor_policy"), Role.objects.get(code="accountant")
    staff_member("accountant")
    chosen = {f"role_{one.pk}": "required" if one == role else "optional" for one in Role.objects.all()}
    shown = client.post(address, chosen)
    assert "1 of 1 people have none yet" in shown.content.decode() and not FactorPolicy.objects.exists()
    client.post(address, {**chosen, "shown": shown.context["asked"].mark})
    assert FactorPolicy.objects.get().role == role
    assert AuditEntry.objects.filter(action="access.factor_level_set").count() == 1


# -- what weighs


def proved_long_ago(client) -> None:
    session = client.session
    session["factor_proved"] = clock.now().timestamp() - 16 * 60
    session.save()


def test_a_change_of_rights_asks_again_and_goes_on_with_what_was_filled_in(signed_in_as, frozen_clock):
    client, other = signed_in_as("administrator"), staff_member()
    with_app(client.user)
    proved_long_ago(client)
    address = reverse("backoffice:person", args=[other.pk])
    fields = {"full_name": "New Name", "language": "en", "is_active": "on"}
    asked = client.post(address, fields)
    assert asked.url.startswith(PROVE)
    other.refresh_from_db()
    assert other.full_name != "New Name"
    assert client.post(asked.url, {"code": "000000"}).status_code == 422
    on = client.post(asked.url, {"code": code_now()})
    assert on.context["action"] == address and ["full_name", "New Name"] in on.context["fields"]
    assert client.post(address, fields).context["asked"]


def test_a_file_of_peoples_data_asks_again_and_who_has_no_factor_is_not_asked(signed_in_as, frozen_clock):
    client = signed_in_as("accountant")
    file = "/office/orders/?export=csv"
    assert client.get(file).status_code == 200
    with_app(client.user)
    asked = client.get(file)
    assert asked.url.startswith(PROVE)
    assert client.post(asked.url, {"code": code_now()}).url == file
    assert client.get(file).status_code == 200
    with clock.at(clock.now() + dt.timedelta(minutes=14)):
        assert client.get(file).status_code == 200
    with clock.at(clock.now() + dt.timedelta(minutes=16)):
        assert client.get(file).status_code == 302


def test_an_administrator_lets_somebody_begin_anew_but_not_themselves(signed_in_as):
    client, other = signed_in_as("administrator"), staff_member()
    with_app(other)
    client.post(reverse("backoffice:person_factors", args=[other.pk]))
    assert not other.factors.exists()
    with_app(client.user)
    session = client.session
    session["factor_proved"] = clock.now().timestamp()
    session.save()
    client.post(reverse("backoffice:person_factors", args=[client.user.pk]))
    assert client.user.factors.exists()


def test_nobody_is_sent_to_another_house_after_proving(signed_in_as, frozen_clock):
    client = signed_in_as("accountant")
    with_app(client.user)
    assert client.post(f"{PROVE}?next=https://example.com/", {"code": code_now()}).url == "/office/"


@pytest.mark.parametrize("credential", ["", "{}", "[]", "nonsense", '{"id": "AAAA", "rawId": "AAAA", "response": {}}'])
def test_an_invented_passkey_opens_nothing(credential):
    client = Client(HTTP_HOST="localhost")
    client.post("/office/sign-in/passkey/options/")
    assert client.post("/office/sign-in/passkey/", {"credential": credential}).url == DOOR
    assert not is_inside(client)


def test_money_that_leaves_asks_again(signed_in_as, frozen_clock):
    client = signed_in_as("accountant")
    with_app(client.user)
    asked = client.post(reverse("backoffice:invoice_credit", args=["INV-1"]), {"reason": "x"})
    assert asked.url.startswith(PROVE)
    proved = client.post(asked.url, {"code": code_now()})
    assert proved.context["fields"] == [["reason", "x"]]
    assert client.post(reverse("backoffice:invoice_credit", args=["INV-1"]), {"reason": "x"}).status_code == 404


def test_who_may_not_is_refused_before_anything_is_asked(signed_in_as, frozen_clock):
    client = signed_in_as("picker")
    with_app(client.user)
    assert client.post(reverse("backoffice:invoice_credit", args=["INV-1"]), {"reason": "x"}).status_code == 403
