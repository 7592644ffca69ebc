"""Teaware: gaiwan, teapot, cup, phin, pitcher and kettle."""

import random

from demo.art_colour import GROUND, LIQUOR, light, mix, n, tone
from demo.art_landscape import ridge, smooth
from demo.art_model import Art
from demo.art_shapes import OTHER_SHAPES, Piece
from demo.art_surfaces import decorated, metalwork


def ware(a: Art, rnd: random.Random) -> str:
    """A piece of teaware: glazed twice, with a wavy line between the glazes and specks in the lower one."""
    p = a.sku.lower()
    glaze = GROUND["ware"][a.ground if a.ground is not None else rnd.randrange(len(GROUND["ware"]))]
    if a.colours:
        glaze = a.colours[0]
    foot = rnd.choice(("#B98A63", "#8A5A40", "#D8C3A4"))
    dip = mix(glaze, "#FFFFFF", 0.28) if not light(glaze) else mix(glaze, "#5B4A34", 0.22)
    if a.colours:
        dip = a.colours[1]
    shade = f"url(#{p}-s)"
    out = [
        f'<defs><linearGradient id="{p}-s"><stop offset="0" stop-color="#000" stop-opacity=".22"/><stop offset=".3" stop-color="#fff" stop-opacity=".20"/>'
        f'<stop offset=".58" stop-color="#000" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity=".26"/></linearGradient>'
        f'<radialGradient id="{p}-g"><stop offset="0" stop-color="#0B130F" stop-opacity=".34"/><stop offset="1" stop-color="#0B130F" stop-opacity="0"/></radialGradient>'
    ]

    def upper(wave: str, y_wave: float, x0: float) -> str:
        """The second glaze; a painted piece is white all over and has its colour in the brush."""
        return "" if a.decor == "brush" else f'<path fill="{dip}" d="{wave}V{n(y_wave - 260)}H{n(x0 - 10)}Z"/>'

    def body(path: str, y_wave: float, x0: float, x1: float, key: str, colour: str = glaze) -> str:
        wave = smooth(ridge(rnd, x0 - 10, x1 + 10, y_wave, 7, 16))
        out[0] += f'<clipPath id="{p}-{key}"><path d="{path}"/></clipPath>'
        specks = "".join(
            f'<circle cx="{n(rnd.uniform(x0, x1))}" cy="{n(rnd.uniform(y_wave - 90, y_wave + 120))}" r="{n(rnd.uniform(0.6, 1.5))}"/>'
            for _ in range(26)
        )
        return (
            f'<g clip-path="url(#{p}-{key})"><path fill="{colour}" d="{path}"/>{upper(wave, y_wave, x0)}'
            f'<g fill="{tone(colour, -0.22)}" fill-opacity=".45">{specks}</g>{decorated(a, rnd, (x0, x1), y_wave, colour)}<path fill="{shade}" d="{path}"/></g>'
        )

    if a.shape and (a.form, a.shape) in OTHER_SHAPES:
        return OTHER_SHAPES[a.form, a.shape](Piece(a, p, glaze, foot, shade, body, out))

    base = {"gaiwan": 402, "teapot": 388, "cup": 372, "phin": 410, "pitcher": 392, "kettle": 398}[a.form]
    parts = [f'<ellipse cx="200" cy="{base}" rx="140" ry="16" fill="url(#{p}-g)"/>']
    if a.form == "gaiwan":
        parts += [
            f'<path fill="{tone(glaze, -0.06)}" d="M88,366Q200,404 312,366Q296,392 240,400H160Q104,392 88,366Z"/><path fill="{shade}" d="M88,366Q200,404 312,366Q296,392 240,400H160Q104,392 88,366Z"/>',
            body("M104,234Q112,330 164,376H236Q288,330 296,234Q200,256 104,234Z", 286, 104, 296, "a"),
            f'<ellipse cx="200" cy="236" rx="98" ry="14" fill="{tone(glaze, -0.12)}"/>',
            body("M122,232Q140,176 188,168H212Q260,176 278,232Q200,250 122,232Z", 198, 122, 278, "b"),
            f'<path fill="{tone(glaze, -0.04)}" d="M182,150H218L212,170H188Z"/><ellipse cx="200" cy="150" rx="18" ry="5" fill="{tone(glaze, 0.05)}"/>',
        ]
    elif a.form == "teapot":
        parts += [
            f'<path fill="none" stroke="{glaze}" stroke-width="17" d="M292,262C352,240 356,340 284,344"/><path fill="none" stroke="#000" stroke-opacity=".16" stroke-width="17" d="M292,262C352,240 356,340 284,344"/>',
            f'<path fill="{glaze}" d="M120,300C86,296 78,262 52,244L68,234C96,248 106,262 130,262Z"/><path fill="#000" fill-opacity=".1" d="M120,300C86,296 78,262 60,239L52,244C78,262 86,296 120,300Z"/>',
            body(
                "M108,300C108,236 152,214 200,214S292,236 292,300C292,356 254,384 236,386H164C146,384 108,356 108,300Z",
                292,
                108,
                292,
                "a",
            ),
            f'<path fill="{tone(glaze, -0.05)}" d="M150,222Q200,176 250,222Q200,236 150,222Z"/><path fill="{shade}" d="M150,222Q200,176 250,222Q200,236 150,222Z"/><circle cx="200" cy="190" r="13" fill="{glaze}"/><circle cx="196" cy="186" r="5" fill="#fff" fill-opacity=".25"/>',
        ]
    elif a.form == "cup":
        parts += [
            f'<path fill="{foot}" d="M168,350H232L228,372H172Z"/>',
            body("M110,214Q116,318 166,356H234Q284,318 290,214Q200,238 110,214Z", 276, 110, 290, "a"),
            f'<ellipse cx="200" cy="216" rx="90" ry="20" fill="{tone(glaze, 0.06)}"/><ellipse cx="200" cy="219" rx="80" ry="15" fill="{LIQUOR[a.liquor]}"/>',
        ]
    elif a.form == "phin":
        m = a.colours[0] if a.colours else "#B9C0BF"
        worked = metalwork(a, "M146,186H254V288H146Z", (146, 254), (186, 288), p)
        parts += [
            f'<path fill="#DCE8E4" fill-opacity=".55" d="M132,300H268L256,404Q200,416 144,404Z"/><path fill="{LIQUOR["dark"]}" d="M139,356H261L256,402Q200,414 144,402Z"/><path fill="#E8D9BE" d="M141,372H259L256,402Q200,414 144,402Z"/>',
            f'<path fill="{tone(m, -0.12)}" d="M104,286H296L290,302H110Z"/><path fill="{m}" d="M146,186H254V288H146Z"/>{worked}<path fill="{shade}" d="M146,186H254V288H146Z"/>',
            f'<path fill="{tone(m, 0.04)}" d="M134,170H266L260,190H140Z"/><path fill="{shade}" d="M134,170H266L260,190H140Z"/><rect x="188" y="150" width="24" height="20" rx="6" fill="#20262A"/>',
        ]
    elif a.form == "pitcher":
        parts += [
            f'<path fill="none" stroke="{glaze}" stroke-width="15" d="M280,236C338,232 336,330 272,330"/><path fill="none" stroke="#000" stroke-opacity=".16" stroke-width="15" d="M280,236C338,232 336,330 272,330"/>',
            body("M112,192L146,200H284Q292,290 280,352Q270,388 200,390T120,352Q110,280 126,222Z", 284, 112, 290, "a"),
            f'<path fill="{tone(glaze, -0.14)}" d="M112,192L146,200H284Q214,214 146,210Z"/>',
        ]
    else:
        m = GROUND["ware"][2] if a.ground is None else glaze
        worked = metalwork(a, "M146,226H264L296,384Q200,402 112,384Z", (112, 296), (226, 390), p)
        parts += [
            '<path fill="none" stroke="#7A4E32" stroke-width="15" stroke-linecap="round" d="M148,214C120,96 292,96 262,214"/>',
            f'<path fill="none" stroke="{m}" stroke-width="15" stroke-linejoin="round" d="M126,352C78,350 96,272 76,244L46,236"/>',
            f'<path fill="{m}" d="M146,226H264L296,384Q200,402 112,384Z"/>{worked}<path fill="{shade}" d="M146,226H264L296,384Q200,402 112,384Z"/>',
            f'<path fill="{tone(m, 0.07)}" d="M146,226Q205,196 264,226Q205,238 146,226Z"/><rect x="194" y="194" width="22" height="16" rx="6" fill="#7A4E32"/>',
        ]
    return out[0] + "</defs>" + "".join(parts)
