"""Colours of the product art: what is in the cup, the grounds of the packs, and how they are kept apart."""

import colorsys

# Colour in the cup, pale to dark. The order is the order of the nine cups on the home page.
LIQUOR = {
    "white": "#F0DFA6",
    "green": "#D3D672",
    "yellow": "#EACB5C",
    "oolong": "#E6AE3E",
    "roasted": "#D27F28",
    "black": "#B2441B",
    "ripe": "#5E2013",
    "coffee": "#4A2213",
    "dark": "#26130D",
    "herbal": "#DDCB73",
    "cascara": "#C4502F",
    "lotus": "#DCD98A",
}
# Ground of the pack by family; the seed picks one.
GROUND = {
    "white": ["#E8E3D5", "#CFDAD3", "#D5DBE3", "#EAD9CF", "#B7C4B4", "#5C6B63"],
    "green": ["#2E5944", "#A7BC8A", "#1E4B4C", "#DFE3BE", "#6E8F4A", "#F0E6C8"],
    "oolong": ["#8DB0A3", "#31605C", "#EADFC6", "#C9D6C0", "#466B7A", "#D9B48A"],
    "roasted": ["#20394A", "#5F3527", "#B9602C", "#3B4A3A", "#D8B98C", "#6B2F33"],
    "black": ["#28304E", "#E4C9A0", "#3C4A3F", "#7A2E2E", "#D9D2C3", "#4F3A55"],
    "puer": ["#E7DDC9", "#C6B088", "#58573B", "#B8C0A8", "#D8C2B0", "#8A7A66"],
    "coffee": ["#E4A391", "#D4654A", "#F0CB9C", "#7C9AA0", "#E8D9B8", "#4E7F78"],
    "dark": ["#9E4433", "#B9B3A2", "#C79A4B", "#34424F", "#D9A79A", "#6A7B5C"],
    "herbal": ["#C5CC6C", "#6A4C77", "#E9BBA6", "#7FA98C", "#F2DDA4", "#3F6B73"],
    "ware": ["#BCD2C3", "#5F8573", "#33404A", "#A8552F", "#E9E2D2", "#7E3B2B"],
}


def rgb(h: str) -> tuple[float, ...]:
    return tuple(int(h[i : i + 2], 16) / 255 for i in (1, 3, 5))


def mix(a: str, b: str, t: float) -> str:
    return "#" + "".join(f"{round((x + (y - x) * t) * 255):02X}" for x, y in zip(rgb(a), rgb(b)))


def light(h: str) -> bool:
    r, g, b = rgb(h)
    return 0.299 * r + 0.587 * g + 0.114 * b > 0.56


def tone(h: str, dl: float) -> str:
    hue, lum, sat = colorsys.rgb_to_hls(*rgb(h))
    lum = min(0.95, max(0.05, lum + dl))
    return "#" + "".join(f"{round(c * 255):02X}" for c in colorsys.hls_to_rgb(hue, lum, sat))


def luminance(h: str) -> float:
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb(h))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def apart(ground: str, disc: str, least: float = 1.55) -> str:
    """Moves the ground away from the disc until the disc can be seen on it."""
    away = 0.025 if luminance(ground) > luminance(disc) else -0.025
    for _ in range(14):
        hi, lo = sorted((luminance(ground), luminance(disc)), reverse=True)
        if (hi + 0.05) / (lo + 0.05) >= least:
            break
        ground = tone(ground, away)
    return ground


def n(v: float) -> str:
    """Write a coordinate, as short as it can be said."""
    return f"{v:.1f}".rstrip("0").rstrip(".")
