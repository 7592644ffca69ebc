"""The catalogue: categories, kinds of products with their facts, products with texts, prices, pictures and opinions."""

from datetime import timedelta

from django.utils import translation

from core import clock
from demo.data.catalogue import CATEGORIES, PEOPLE
from demo.data.markets import assortment_of
from demo.data.pricing import steps
from demo.data.schema import LANGUAGES, Attribute, Product, Text
from demo.data.vocabulary import ATTRIBUTE_NAMES, PROFILE_NAMES
from demo.seeding.house import FOUNDING, House, said
from demo.seeding.pictures import draw
from demo.seeding.selling import open_price_lists
from demo.seeding.words import case_code, cups_in, sold_as
from shop.catalogue import models as catalogue
from shop.catalogue import organising, publishing
from shop.partner.keeping import keep
from shop.pricing.editing import PriceToSet, set_prices
from shop.pricing.models import PriceList, TaxCategory

#: The home page shows what came out last; this is its first shelf, then the ware, from the first place on.
FRONT = (
    "LL-1104", "LL-1021", "LL-1208", "LL-1505", "LL-1312", "LL-2010", "LL-1109",
    "LL-3001", "LL-3014", "LL-3020", "LL-3041",
)  # fmt: skip
#: The pairing that the home page shows.
PAIR_OF_THE_HOUSE = ("LL-2024", "LL-3032")
CATEGORY_ART = {"tea": "oolong", "coffee": "coffee", "teaware": "white", "gifts": "lotus"}
#: Facts that many products share in the same words: these become options, the others are free texts.
SHARED = {"liquor", "caffeine", "roast", "made_in", "material"}
_PEOPLE = {person.key: person for person in PEOPLE}


def put_up_shelves(house: House) -> dict[str, catalogue.Category]:
    """The tree of categories."""
    made: dict[str, catalogue.Category] = {}
    for category in CATEGORIES:
        parent, _slash, _slug = category.path.rpartition("/")
        made[category.path] = organising.save_category(
            actor=FOUNDING,
            slug=category.path.replace("/", "-"),
            parent=made.get(parent),
            art=CATEGORY_ART.get(category.path, ""),
            **said("name", category.name),
            **said("description", category.description),
        )
    return made


def name_kinds(house: House) -> dict[str, catalogue.ProductClass]:
    """Goods to drink, ware and services, each with the facts its products have."""
    kinds = {
        "leaf": organising.save_product_class(
            actor=FOUNDING, slug="tea-and-coffee", name="Tea and coffee", requires_shipping=True, track_stock=True
        ),
        "ware": organising.save_product_class(
            actor=FOUNDING, slug="ware", name="Teaware", requires_shipping=True, track_stock=True
        ),
        "service": organising.save_product_class(
            actor=FOUNDING, slug="service", name="Services", requires_shipping=False, track_stock=False
        ),
    }
    used = {kind: _facts_of(house, kind) for kind in kinds}
    for kind, facts in used.items():
        for code, type_ in facts.items():
            attribute = organising.save_attribute(
                actor=FOUNDING,
                product_class=kinds[kind],
                code=code,
                type=type_,
                **said("name", _fact_name(code)),
            )
            if type_ == catalogue.ProductAttribute.OPTION:
                for value in _values_of(house, kind, code):
                    option = organising.save_option(actor=FOUNDING, attribute=attribute, **said("option", value))
                    house.options[kind, code, value.en] = option
    return kinds


def fill(house: House, categories: dict[str, catalogue.Category], kinds: dict[str, catalogue.ProductClass]) -> str:
    """Every product, complete and published; the front of the shop comes out last."""
    taxes = {row.code: row for row in TaxCategory.objects.all()}
    lists = open_price_lists(house)
    for data in house.catalogue.products:
        product = _save(house, data, kinds[_kind(data)], taxes[data.tax_category])
        house.products[data.sku] = product
        organising.put_into(actor=FOUNDING, product=product, categories=[categories[data.category]])
        publishing.add_barcode(actor=FOUNDING, product=product, code=data.ean13)
        if data.case_quantity > 1:
            publishing.add_barcode(actor=FOUNDING, product=product, code=case_code(data.ean13), pieces=data.case_quantity)
        draw(product, data)
        _taste(house, data, product)
    _price(house, lists)
    _relate(house)
    _publish(house)
    for (channel, _market), place in house.places.items():
        sold = [house.products[data.sku] for data in house.catalogue.products if assortment_of(channel) in data.channels]
        publishing.set_assortment(actor=FOUNDING, channel_market=place, products=sold)
    _keep(house)
    reviews = sum(map(len, house.catalogue.reviews.values()))
    return f"{len(house.catalogue.products)} products on {len(CATEGORIES)} shelves, {reviews} reviews"


def _kind(data: Product) -> str:
    if data.kind == "service":
        return "service"
    return "ware" if data.tax_category == "ware" else "leaf"


def _facts_of(house: House, kind: str) -> dict[str, str]:
    """Code and type of each fact that products of a kind have, in the order in which a page shows them."""
    types = {}
    for data in house.catalogue.products:
        if _kind(data) == kind:
            for fact in _facts(house, data):
                types[fact.code] = _type(fact)
            types |= {f"taste_{name}": catalogue.ProductAttribute.INTEGER for name, _value in data.profile}
    return types


def _type(fact: Attribute) -> str:
    if isinstance(fact.value, int):
        return catalogue.ProductAttribute.INTEGER
    return catalogue.ProductAttribute.OPTION if fact.code in SHARED else catalogue.ProductAttribute.TEXT


def _facts(house: House, data: Product) -> tuple[Attribute, ...]:
    """What the data say, with the place of the grower for what grew somewhere."""
    if _kind(data) != "leaf":
        return data.attributes
    return (Attribute("place", house.grower(data).place), *data.attributes)


def _values_of(house: House, kind: str, code: str) -> list[Text]:
    products = [data for data in house.catalogue.products if _kind(data) == kind]
    values = [fact.value for data in products for fact in _facts(house, data) if fact.code == code]
    return list(dict.fromkeys(value for value in values if isinstance(value, Text)))


def _fact_name(code: str) -> Text:
    if code.startswith("taste_"):
        return PROFILE_NAMES[code.removeprefix("taste_")]
    return ATTRIBUTE_NAMES[code]


def _save(house: House, data: Product, kind: catalogue.ProductClass, tax_category: TaxCategory) -> catalogue.Product:
    grower = house.grower(data)
    length, width, height = data.size_mm
    is_leaf = _kind(data) == "leaf"
    # English is what is read where no language is asked for.
    with translation.override("en"):
        return publishing.save_product(
            actor=FOUNDING,
            sku=data.sku,
            attributes=_attributes(house, data),
            product_class=kind,
            structure=catalogue.Product.STANDALONE,
            upc=data.ean13,
            tax_category=tax_category,
            price_on_request=data.price_on_request,
            **said("grower", grower.name),
            origin=data.art.origin,
            family=_family(data),
            liquor=data.art.liquor if is_leaf else "",
            cups=cups_in(data),
            case_quantity=data.case_quantity,
            net_weight_g=data.net_g,
            shipping_weight_g=data.shipping_g,
            length_mm=length,
            width_mm=width,
            height_mm=height,
            hs_code=data.hs_code,
            priority=_priority(data.sku),
            **said("title", data.title),
            **said("subtitle", data.short),
            **said("description", data.long),
            **said("brewing", data.use),
            **said("keywords", data.keywords),
            **said("region", grower.area),
            **said("sold_as", sold_as(data)),
        )


def _attributes(house: House, data: Product) -> dict[str, object]:
    """Values by code; a text in all its languages, an option as the record that bears its English words."""
    values: dict[str, object] = {}
    for fact in _facts(house, data):
        if isinstance(fact.value, int):
            values[fact.code] = fact.value
        elif _type(fact) == catalogue.ProductAttribute.OPTION:
            values[fact.code] = house.options[_kind(data), fact.code, fact.value.en]
        else:
            values[fact.code] = {language: fact.value.said_in(language) for language in LANGUAGES}
    return values | {f"taste_{name}": value for name, value in data.profile}


def _family(data: Product) -> str:
    if data.kind == "service":
        return "service"
    if data.category.startswith("teaware"):
        return "ware"
    return {"boxes": "oolong"}.get(data.category.rpartition("/")[2], data.category.rpartition("/")[2])


def _priority(sku: str) -> int:
    return len(FRONT) - FRONT.index(sku) if sku in FRONT else 0


def _price(house: House, lists: dict[tuple[str, str], PriceList]) -> None:
    """Every list at once, as a price file would be read in."""
    for (channel, market), price_list in lists.items():
        prices = [
            PriceToSet(house.products[data.sku], amount, quantity)
            for data in house.catalogue.products
            for quantity, amount in steps(data, channel=channel, market=market)
        ]
        set_prices(actor=FOUNDING, price_list=price_list, prices=prices)


def _taste(house: House, data: Product, product: catalogue.Product) -> None:
    """What the panel and the buyers say."""
    tasted = clock.today() - timedelta(days=20)
    for expert in data.experts:
        person = _PEOPLE[expert.person]
        publishing.add_expert_review(
            actor=FOUNDING,
            product=product,
            **said("panel", person.role),
            reviewer=person.name,
            score=expert.score,
            reviewed_on=tasted,
            **said("quote", expert.quote),
        )
    for days, review in enumerate(reversed(house.catalogue.reviews.get(data.sku, ()))):
        with clock.at(clock.now() + timedelta(days=3 * days, hours=len(review.body) % 9)):
            publishing.add_buyer_review(
                actor=FOUNDING,
                product=product,
                name=review.name,
                score=review.score,
                title=review.title,
                body=review.body,
            )


def _relate(house: House) -> None:
    """Pairings with their reasons, then what is similar. The pair of the house is ranked before all others."""
    for data in house.catalogue.products:
        relations = [
            publishing.Relation(
                house.products[pairing.sku],
                catalogue.RelationKind.PAIRING,
                {language: pairing.reason.said_in(language) for language in LANGUAGES},
                _signatures(pairing.person),
                weight=1 if (data.sku, pairing.sku) == PAIR_OF_THE_HOUSE else 0,
            )
            for pairing in data.pairings
        ]
        paired = {pairing.sku for pairing in data.pairings}
        relations += [
            publishing.Relation(house.products[sku], catalogue.RelationKind.SIMILAR) for sku in data.similar if sku not in paired
        ]
        publishing.relate(actor=FOUNDING, product=house.products[data.sku], relations=relations)


def _signatures(key: str) -> dict[str, str]:
    person = _PEOPLE[key]
    return {language: f"{person.name}, {person.role.said_in(language)}" for language in LANGUAGES}


def _publish(house: House) -> None:
    """Whatever stands at the front is published last, so that it is the newest."""
    states = {data.sku: data.lifecycle for data in house.catalogue.products if data.lifecycle != catalogue.Lifecycle.DRAFT}
    order = [sku for sku in states if sku not in FRONT] + list(reversed(FRONT))
    for minutes, sku in enumerate(order):
        with clock.at(clock.now() + timedelta(minutes=minutes)):
            product = publishing.publish(actor=FOUNDING, product=house.products[sku])
            if states[sku] != catalogue.Lifecycle.ACTIVE:
                publishing.change_lifecycle(actor=FOUNDING, product=product, to=states[sku])
            house.products[sku] = product


def _keep(house: House) -> None:
    for data in house.catalogue.products:
        if data.kind == "goods":
            product = house.products[data.sku]
            keep(actor=FOUNDING, pool=house.pool, product=product, safety_stock=data.safety_stock)
