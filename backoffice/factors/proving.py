"""Jobs on second factors: adding one, proving with it, taking it away, and who has to have one.

A code counts once: the time step it belongs to is kept, and an earlier or equal one is refused however fresh it looks.
"""

import secrets
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from fido2.utils import websafe_decode
from fido2.webauthn import AttestedCredentialData

from backoffice.factors import passkeys, totp
from backoffice.factors.sealing import digest, seal, unseal
from backoffice.models import FactorKind, FactorLevel, FactorPolicy, RecoveryCode, SecondFactor
from backoffice.people import LocksYouOut
from core import audit, clock
from core.access import Actor, Role, User
from core.errors import DomainError

RECOVERY_CODES = 10
#: Letters that are not mistaken for one another on paper.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
STRICTER = (FactorLevel.OFF, FactorLevel.OPTIONAL, FactorLevel.REQUIRED)


class WrongCode(DomainError):
    """The code fits no time near now, or was used."""

    code = "wrong_code"


class FactorRequired(DomainError):
    """The last factor of somebody whose role needs one stays."""

    code = "factor_required"


# -- who has to


def level_of(user: User) -> FactorLevel:
    """The strictest level of a person's roles; who has none is asked when they have a factor. One query."""
    set_for = user.roles.order_by().values_list("factor_policy__level", flat=True)
    levels = [FactorLevel(level) if level else FactorLevel.OPTIONAL for level in set_for]
    return max(levels, key=STRICTER.index, default=FactorLevel.OPTIONAL)


def is_asked(user: User) -> bool:
    """Whether this person proves a second factor at the door: they have one, and the house asks. At most two queries."""
    return user.factors.exists() and level_of(user) != FactorLevel.OFF


def must_add(user: User) -> bool:
    """Whether this person may do nothing before they have a second factor."""
    return not user.factors.exists() and level_of(user) == FactorLevel.REQUIRED


def set_levels(*, levels: Mapping[Role, str], actor: Actor) -> None:
    """Say for some roles what is asked of their holders, from their next sign-in on.

    Raises:
        LocksYouOut: the author would need a factor and has none (nothing is changed).
    """
    with transaction.atomic():
        for role, level in levels.items():
            FactorPolicy.objects.update_or_create(role=role, defaults={"level": level})
            audit.record(actor=actor, action="access.factor_level_set", subject=role, level=level)
        author = User.objects.filter(pk=actor.user_id).first()
        if author is not None and must_add(author):
            raise LocksYouOut(user=author.pk)


# -- adding and taking away


def add_app(*, user: User, secret: bytes, code: str, actor: Actor) -> list[str]:
    """Keep an app's secret after one right code from it; another app of theirs is replaced. Answers fresh recovery codes
    when it is their first factor.

    Raises:
        WrongCode: the app shows something else (nothing is kept).
    """
    step = totp.step_of(secret, code.replace(" ", ""), clock.now().timestamp())
    if step is None:
        raise WrongCode()
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        is_first = not user.factors.exists()
        user.factors.filter(kind=FactorKind.TOTP).delete()
        factor = SecondFactor.objects.create(
            user=user, kind=FactorKind.TOTP, name="app", secret=seal(secret), last_step=step, used_at=clock.now()
        )
        _tell(actor, "staff.factor_added", user, factor)
        return new_recovery_codes(user=user, actor=actor) if is_first else []


def add_passkey(*, user: User, credential: AttestedCredentialData, name: str, actor: Actor) -> list[str]:
    """Keep the public half of a passkey. Answers fresh recovery codes when it is their first factor."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        is_first = not user.factors.exists()
        factor = SecondFactor.objects.create(
            user=user, kind=FactorKind.PASSKEY, name=name, credential_id=credential.credential_id, public_key=bytes(credential)
        )
        _tell(actor, "staff.factor_added", user, factor)
        return new_recovery_codes(user=user, actor=actor) if is_first else []


def remove_factor(*, user: User, pk: int, actor: Actor) -> None:
    """Take a factor away; with the last one the recovery codes go too. One that is gone already changes nothing.

    Raises:
        FactorRequired: it is the last one and a role of theirs needs one.
    """
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        factor = user.factors.filter(pk=pk).first()
        if factor is None:
            return
        is_last = not user.factors.exclude(pk=pk).exists()
        if is_last and level_of(user) == FactorLevel.REQUIRED:
            raise FactorRequired(user=user.pk)
        factor.delete()
        if is_last:
            user.recovery_codes.all().delete()
        audit.record(actor=actor, action="staff.factor_removed", subject=user, subject_label=f"#{user.pk}", kind=factor.kind)


def remove_all(*, user: User, actor: Actor) -> int:
    """Somebody lost everything they had: an administrator lets them begin anew with the password alone."""
    with transaction.atomic():
        removed, _kinds = user.factors.all().delete()
        user.recovery_codes.all().delete()
        audit.record(actor=actor, action="staff.factors_reset", subject=user, subject_label=f"#{user.pk}", removed=removed)
    return removed


def new_recovery_codes(*, user: User, actor: Actor) -> list[str]:
    """Ten codes, shown once; those from before are worth nothing any more."""
    codes = [
        "-".join("".join(secrets.choice(LETTERS) for _n in range(5)) for _group in range(2)) for _code in range(RECOVERY_CODES)
    ]
    with transaction.atomic():
        user.recovery_codes.all().delete()
        RecoveryCode.objects.bulk_create(RecoveryCode(user=user, digest=digest(code)) for code in codes)
        audit.record(actor=actor, action="staff.recovery_codes_made", subject=user, subject_label=f"#{user.pk}")
    return codes


def _tell(actor: Actor, action: str, user: User, factor: SecondFactor) -> None:
    audit.record(actor=actor, action=action, subject=user, subject_label=f"#{user.pk}", kind=factor.kind)


# -- proving


def prove(*, user: User, code: str, actor: Actor) -> bool:
    """Whether a code from the app, or a recovery code, is right now and was not used before."""
    typed = code.strip().lower().replace(" ", "")
    if typed.isdecimal() and len(typed) == totp.DIGITS:
        return _prove_app(user, typed)
    spent = user.recovery_codes.filter(digest=digest(typed), used_at=None).update(used_at=clock.now())
    if spent:
        audit.record(actor=actor, action="staff.recovery_code_used", subject=user, subject_label=f"#{user.pk}")
    return bool(spent)


def _prove_app(user: User, code: str) -> bool:
    with transaction.atomic():
        factor = user.factors.select_for_update().filter(kind=FactorKind.TOTP).first()
        if factor is None:
            return False
        step = totp.step_of(unseal(factor.secret), code, clock.now().timestamp())
        if step is None or step <= factor.last_step:
            return False
        SecondFactor.objects.filter(pk=factor.pk).update(last_step=step, used_at=clock.now())
    return True


def prove_passkey(*, request: HttpRequest, state: Any, answer: dict[str, Any], user: User | None = None) -> User:
    """Who signed the challenge: this person, or without one whoever the key belongs to.

    Raises:
        PasskeyRefused: unknown key, wrong signature, somebody else's key, or a closed account.
    """
    try:
        credential = websafe_decode(str(answer["rawId"] if "rawId" in answer else answer["id"]))
    except (ValueError, KeyError, TypeError) as error:
        raise passkeys.PasskeyRefused(why="unreadable") from error
    with transaction.atomic():
        known = SecondFactor.objects.select_for_update(of=("self",)).select_related("user").filter(credential_id=credential)
        factor = (known.filter(user=user) if user is not None else known).first()
        if factor is None or not (factor.user.is_active and factor.user.is_staff):
            raise passkeys.PasskeyRefused(why="unknown key")
        count = passkeys.verify(request, state, answer, factor)
        SecondFactor.objects.filter(pk=factor.pk).update(sign_count=count, used_at=clock.now())
    return factor.user
