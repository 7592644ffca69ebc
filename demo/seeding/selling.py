"""Markets, channels, doors, tax, ways to deliver and to pay."""

from decimal import Decimal

from accounting.chart import describe_company
from demo.data import company, markets, terms
from demo.seeding.house import FOUNDING, House, said
from shop.address.countries import ensure_countries
from shop.channels import editing as channel_jobs
from shop.channels.models import DoorKind, RevenuePolicy, TaxDisplay
from shop.payment.editing import save_payment_method
from shop.payment.models import PaymentKind
from shop.pricing.editing import save_price_list, save_tax_category, set_tax_rate
from shop.pricing.models import PriceList, TaxCategory
from shop.shipping.editing import save_area, save_carrier, save_delivery_option

PAYMENT_KINDS = {
    "gateway": PaymentKind.GATEWAY,
    "bank_transfer": PaymentKind.TRANSFER,
    "cash_on_delivery": PaymentKind.COD,
    "instalments": PaymentKind.INSTALMENTS,
    "account_terms": PaymentKind.TERMS,
}
REVENUE = {"at_dispatch": RevenuePolicy.AT_DISPATCH, "at_delivery": RevenuePolicy.AT_DELIVERY}


def open_for_business(house: House) -> str:
    """Markets, channels in them, their doors and the stock pool they share."""
    ensure_countries(actor=FOUNDING)
    _introduce_company()
    for one in markets.MARKETS:
        house.markets[one.code] = channel_jobs.save_market(
            actor=FOUNDING,
            code=one.code,
            **said("name", one.name),
            currency=one.currency,
            countries=[] if one.countries == ("*",) else list(one.countries),
            languages=list(one.languages),
            time_zone=one.time_zone,
            tax_regime=one.tax_regime,
            revenue_policy=REVENUE[one.revenue_policy],
            phone=company.COMPANY.phone if one.code != "vn" else company.COMPANY.phone_line.en.split(",")[0],
        )
    for position, channel in enumerate(markets.CHANNELS):
        house.channels[channel.code] = channel_jobs.open_channel(
            actor=FOUNDING,
            code=channel.code,
            **said("name", channel.name),
            prefix=channel.prefix,
            tax_display=TaxDisplay.WITHOUT_TAX if channel.is_trade else TaxDisplay.WITH_TAX,
            is_trade=channel.is_trade,
            is_staffed=channel.is_staffed,
            position=10 * (position + 1),
        )
    code, name, _warehouses, _zones = markets.POOL
    house.pool = channel_jobs.save_pool(actor=FOUNDING, code=code, **said("name", name))
    for channel in markets.CHANNELS:
        for code in channel.markets:
            house.places[channel.code, code] = channel_jobs.enter_market(
                actor=FOUNDING, channel=house.channels[channel.code], market=house.markets[code], pool=house.pool
            )
    for door in markets.DOORS:
        _open_door(house, door)
    return f"{len(house.markets)} markets, {len(house.places)} channels in them, {len(house.doors)} doors"


def _introduce_company() -> None:
    """The seller as it stands on invoices."""
    seller = company.COMPANY
    describe_company(
        actor=FOUNDING,
        name=seller.legal_name,
        address=f"{seller.address}\n{seller.postcode} {seller.city}",
        tax_number=seller.tax_id,
        phone=seller.phone,
        bank=f"{seller.bank} {seller.bank_account}",
        currency=seller.home_currency,
    )


def _open_door(house: House, door: markets.Door) -> None:
    house.doors[door.code] = channel_jobs.open_door(
        actor=FOUNDING,
        code=door.code,
        kind=DoorKind(door.kind),
        value=door.value,
        name=door.name,
        channel_market=house.places[door.channel, door.market],
    )


def set_terms(house: House) -> str:
    """Tax, price lists (still empty), deliveries and ways to pay."""
    categories = {
        code: save_tax_category(actor=FOUNDING, code=code, **said("name", text)) for code, text in markets.TAX_CATEGORIES.items()
    }
    for rate in markets.TAX_RATES:
        set_tax_rate(
            actor=FOUNDING,
            regime=rate.regime,
            category=categories[rate.category],
            code=f"{rate.regime.upper()}{rate.percent}",
            rate=Decimal(rate.percent) / 100,
            valid_from=rate.starts_on,
        )
    _deliver(house, categories["service"])
    _take_money(house)
    return f"{len(terms.DELIVERIES)} ways to deliver, {len(terms.PAYMENTS)} to pay"


def open_price_lists(house: House) -> dict[tuple[str, str], PriceList]:
    """One list per channel and market."""
    return {
        (one.channel, one.market): save_price_list(
            actor=FOUNDING,
            name=one.name.en,
            currency=house.markets[one.market].currency,
            includes_tax=one.includes_tax,
            channel_market=house.places[one.channel, one.market],
        )
        for one in markets.PRICE_LISTS
    }


def _deliver(house: House, tax_category: TaxCategory) -> None:
    carriers = {
        one.code: save_carrier(actor=FOUNDING, code=one.code, name=one.name, takes_cash=one.cash_on_delivery)
        for one in company.CARRIERS
    }
    for position, one in enumerate(terms.DELIVERIES):
        option = save_delivery_option(
            actor=FOUNDING,
            code=one.code,
            market=house.markets[one.market],
            carrier=carriers[one.carrier],
            price=Decimal(one.cost),
            free_from=Decimal(one.free_from) if one.free_from else None,
            tax_category=tax_category,
            transit_days=one.transit_days[1],
            for_trade=one.for_trade,
            position=10 * (position + 1),
            **said("name", one.name),
            **said("description", one.detail),
        )
        for country, prefix in one.areas:
            save_area(actor=FOUNDING, option=option, country=country, postcode_prefix=prefix)


def _take_money(house: House) -> None:
    seller = company.COMPANY
    for position, one in enumerate(terms.PAYMENTS):
        kind = PAYMENT_KINDS[one.kind]
        account = {"bank": seller.bank, "bin": seller.bank_bin, "number": seller.bank_account, "name": seller.legal_name}
        save_payment_method(
            actor=FOUNDING,
            code=one.code,
            channels=[house.channels[code] for code in one.channels],
            market=house.markets[one.market],
            kind=kind,
            adapter="sandbox" if kind == PaymentKind.GATEWAY else "",
            fee=Decimal(one.fee),
            max_amount=Decimal(one.limit) if one.limit else None,
            expires_after=one.expires_hours * 60 if one.expires_hours else None,
            bank_account=account if kind == PaymentKind.TRANSFER else {},
            is_active=kind != PaymentKind.INSTALMENTS,
            position=10 * (position + 1),
            **said("name", one.name),
            **said("description", one.detail),
        )
