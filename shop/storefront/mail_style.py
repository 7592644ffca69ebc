"""How mail looks: the storefront's tokens as style attributes, since mail programs keep no sheets.

Templates name classes (`class="m-button"`); `dressed` writes beside each what it stands for by day. The one sheet in the
head holds what only a sheet can say: the dark theme (by `prefers-color-scheme`) and narrow screens. A program that drops
it shows the light page. A test holds these tokens to those of assets/storefront/_tokens.scss.
"""

import re
from functools import lru_cache

LIGHT = {
    "ground": "#f8f8f4", "surface": "#ffffff", "tray": "#edefe8", "ink": "#17211c", "muted": "#55615a", "line": "#d8dcd4",
    "action": "#1d4a37", "on-action": "#ffffff", "link": "#1d4a37", "lantern": "#d98b23", "good": "#23613f",
    "warn": "#7a4b00", "warn-bg": "#fbeed3",
}  # fmt: skip
DARK = {
    "ground": "#131915", "surface": "#1b231e", "tray": "#232c26", "ink": "#eef0e8", "muted": "#a9b4ac", "line": "#36413a",
    "action": "#edb45c", "on-action": "#1d1405", "link": "#f0c078", "lantern": "#edb45c", "good": "#93cfa6",
    "warn": "#f0c078", "warn-bg": "#3a2c12",
}  # fmt: skip
#: What is in the cup, as on the packs: the same by day and night.
LIQUORS = {
    "white": "#f0dfa6", "green": "#d3d672", "yellow": "#eacb5c", "oolong": "#e6ae3e", "roasted": "#d27f28", "black": "#b2441b",
    "ripe": "#5e2013", "coffee": "#4a2213", "dark": "#26130d", "lotus": "#dcd98a", "herbal": "#ddcb73", "cascara": "#c4502f",
}  # fmt: skip

TEXT = "font-family:'Be Vietnam Pro','Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif"
DISPLAY = "font-family:Fraunces,Georgia,'Times New Roman',serif"

CUP = "display:inline-block;width:14px;height:14px;border-radius:7px"

#: Class to declarations; {token} is a colour. What needs the dark theme is colour alone.
RULES = {
    "m-page": TEXT + ";margin:0;padding:0;background-color:{ground};color:{ink};font-size:16px;line-height:1.6",
    "m-outer": "width:100%;background-color:{ground}",
    "m-inner": "width:100%;max-width:600px;margin:0 auto",
    "m-pad": "padding:24px",
    "m-brand": DISPLAY + ";font-size:20px;font-weight:600;color:{ink};text-decoration:none",
    "m-disc": "display:inline-block;width:18px;height:18px;border-radius:9px;background-color:{lantern};vertical-align:-3px",
    "m-h1": DISPLAY + ";font-size:28px;line-height:1.25;font-weight:600;margin:24px 0 12px;color:{ink}",
    "m-h2": DISPLAY + ";font-size:20px;line-height:1.3;font-weight:600;margin:32px 0 8px;color:{ink}",
    "m-p": "margin:0 0 12px;color:{ink}",
    "m-muted": "color:{muted};font-size:14px",
    "m-number": DISPLAY + ";font-size:26px;letter-spacing:.02em;margin:4px 0 0;color:{ink};white-space:nowrap",
    "m-chan": "border-bottom:3px solid {lantern}",
    "m-sheet": "background-color:{surface};border:1px solid {line};border-radius:4px;padding:16px 20px;margin:16px 0",
    "m-promise": "background-color:{tray};border-left:3px solid {lantern};padding:12px 16px;margin:16px 0;color:{ink}",
    "m-due": "background-color:{warn-bg};border-left:3px solid {warn};padding:12px 16px;margin:16px 0;color:{ink}",
    "m-button": (
        "display:inline-block;background-color:{action};color:{on-action};padding:13px 24px;border-radius:4px;"
        "font-weight:600;text-decoration:none;margin:12px 0"
    ),
    "m-link": "color:{link}",
    "m-table": "width:100%;border-collapse:collapse;margin:8px 0",
    "m-cell": "padding:10px 0;border-top:1px solid {line};color:{ink};text-align:left;vertical-align:top",
    "m-name": "font-weight:400;padding:8px 12px 8px 0;border-top:1px solid {line};color:{muted};text-align:left",
    "m-cup": "width:28px;padding:12px 0;border-top:1px solid {line};vertical-align:top",
    "m-amount": "padding:10px 0;border-top:1px solid {line};color:{ink};text-align:right;white-space:nowrap;vertical-align:top",
    "m-total": "padding:12px 0;border-top:2px solid {ink};color:{ink};font-size:18px;font-weight:600;text-align:left",
    "m-sum": "padding:12px 0;border-top:2px solid {ink};color:{ink};font-size:18px;font-weight:600;text-align:right",
    "m-foot": "background-color:{tray};padding:20px 24px;color:{muted};font-size:13px",
    **{f"m-cup-{name}": f"{CUP};background-color:{colour};border:1px solid {{line}}" for name, colour in LIQUORS.items()},
}

CLASS = re.compile(r'class="((?:m-[a-z0-9-]+ ?)+)"')
TOKEN = re.compile(r"\{([a-z-]+)\}")
COLOURS = re.compile(r"(?:background-)?color:|border")


def _coloured(declarations: str, tokens: dict[str, str]) -> str:
    return TOKEN.sub(lambda found: tokens[found[1]], declarations)


def dressed(html: str) -> str:
    """Give every element its classes' declarations as a style attribute."""
    # Style attributes are quoted with double quotes: fonts' names have single ones.
    return CLASS.sub(lambda found: f'{found[0]} style="{_declarations(found[1])}"', html)


@lru_cache(maxsize=200)
def _declarations(classes: str) -> str:
    return ";".join(_coloured(RULES[name], LIGHT) for name in classes.split())


@lru_cache(maxsize=1)
def sheet() -> str:
    """The sheet of the head: dark colours over the attributes, and a narrow page."""
    dark = []
    for name, declarations in RULES.items():
        parts = [part for part in declarations.split(";") if TOKEN.search(part) and COLOURS.match(part)]
        if parts:
            dark.append(f".{name}{{{';'.join(_coloured(part, DARK) + ' !important' for part in parts)}}}")
    narrow = ".m-pad{padding:16px !important}.m-h1{font-size:24px !important}.m-number{font-size:21px !important}"
    by_night = f"@media (prefers-color-scheme:dark){{{''.join(dark)}}}"
    return f":root{{color-scheme:light dark}}{by_night}@media (max-width:480px){{{narrow}}}"
