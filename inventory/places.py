"""Where places are, roughly: enough to tell the nearer warehouse. Facts of geography, so not a company's data.

A city is looked up by its folded name within its country; any other place is its country's middle.
"""

import math
import unicodedata

Point = tuple[float, float]

_COUNTRIES: dict[str, Point] = {
    "AU": (-33.87, 151.21), "CA": (43.65, -79.38), "CN": (31.23, 121.47), "CO": (4.71, -74.07), "DE": (50.11, 8.68),
    "ES": (40.42, -3.70), "FR": (48.86, 2.35), "GB": (51.51, -0.13), "HK": (22.32, 114.17), "IE": (53.35, -6.26),
    "JP": (35.68, 139.69), "KH": (11.56, 104.92), "KR": (37.57, 126.98), "LA": (17.98, 102.63), "MX": (19.43, -99.13),
    "MY": (3.14, 101.69), "NZ": (-36.85, 174.76), "PE": (-12.05, -77.04), "SG": (1.35, 103.82), "TH": (13.76, 100.50),
    "TW": (25.03, 121.57), "US": (40.71, -74.01), "VN": (16.05, 108.20),
}  # fmt: skip
_CITIES: dict[tuple[str, str], Point] = {
    ("VN", "ha noi"): (21.03, 105.85), ("VN", "hanoi"): (21.03, 105.85), ("VN", "hai phong"): (20.86, 106.68),
    ("VN", "da nang"): (16.05, 108.20), ("VN", "hue"): (16.46, 107.59), ("VN", "ho chi minh"): (10.78, 106.70),
    ("VN", "sai gon"): (10.78, 106.70), ("VN", "can tho"): (10.03, 105.78), ("VN", "da lat"): (11.94, 108.44),
    ("VN", "nha trang"): (12.24, 109.19), ("VN", "bien hoa"): (10.95, 106.82), ("VN", "vinh"): (18.68, 105.68),
    ("VN", "ha long"): (20.95, 107.08), ("VN", "thai nguyen"): (21.59, 105.85),
    ("TH", "chiang mai"): (18.79, 98.99), ("TH", "chiang rai"): (19.91, 99.83), ("CN", "kunming"): (25.04, 102.71),
    ("CN", "beijing"): (39.90, 116.41), ("US", "los angeles"): (34.05, -118.24), ("US", "seattle"): (47.61, -122.33),
    ("MX", "guadalajara"): (20.67, -103.35), ("CO", "medellin"): (6.25, -75.56),
}  # fmt: skip
_EARTH_KM = 6371


def find_place(country: str, city: str) -> Point | None:
    """Latitude and longitude of a place, or None where nothing is known of its country."""
    folded = unicodedata.normalize("NFKD", city.lower().replace("đ", "d"))
    name = "".join(char for char in folded if not unicodedata.combining(char))
    name = " ".join(name.replace(".", " ").replace("-", " ").split())
    for prefix in ("thanh pho ", "tp ", "tinh "):
        name = name.removeprefix(prefix)
    return _CITIES.get((country, name.removesuffix(" city"))) or _COUNTRIES.get(country)


def distance_km(one: Point | None, other: Point | None) -> int:
    """Great-circle distance in whole kilometres; 0 when either end is unknown, so that cost alone decides."""
    if one is None or other is None:
        return 0
    (lat1, lon1), (lat2, lon2) = ((math.radians(x), math.radians(y)) for x, y in (one, other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return round(2 * _EARTH_KM * math.asin(math.sqrt(half)))
