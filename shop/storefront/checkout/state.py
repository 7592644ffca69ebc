"""What a visitor has typed so far, kept in the session behind one door, right or wrong: nothing typed is ever lost."""

from dataclasses import asdict, dataclass, field

from django.http import HttpRequest

from shop.storefront.requests import Visit


@dataclass
class Typed:
    """Answers so far. `details` are the texts as they were typed; whether they are right is asked anew each time."""

    country: str = ""
    postcode: str = ""
    delivery: str = ""
    details: dict[str, str] = field(default_factory=dict)
    method: str = ""
    buyer_reference: str = ""


def _key(request: HttpRequest) -> str:
    return f"checkout:{Visit(request).channel_market.pk}"


def typed(request: HttpRequest) -> Typed:
    kept = request.session.get(_key(request))
    names = set(Typed.__dataclass_fields__)
    return Typed(**{k: v for k, v in kept.items() if k in names}) if isinstance(kept, dict) else Typed()


def keep(request: HttpRequest, answers: Typed) -> None:
    request.session[_key(request)] = asdict(answers)


def forget_choices(request: HttpRequest) -> None:
    """After placing: the person stays the same, the next order is another one."""
    answers = typed(request)
    answers.delivery = answers.method = answers.buyer_reference = ""
    keep(request, answers)
