"""Packs: caddy, tube, pouch, carton, sachet and cake."""

import math
import random

from demo.art_colour import GROUND, LIQUOR, apart, light, n, tone
from demo.art_fronts import FRONTS, Front
from demo.art_landscape import landscape
from demo.art_model import Art
from demo.art_type import text

PACKS = {  # outline of the printed front, its box (x0, y0, x1, y1)
    "caddy": ("M108,150V396A92,17 0 0 0 292,396V150A92,17 0 0 1 108,150Z", (108, 158, 292, 408)),
    "tube": ("M132,128V404A68,13 0 0 0 268,404V128A68,13 0 0 1 132,128Z", (132, 136, 268, 414)),
    "pouch": ("M112,118H288L296,396Q297,420 274,421H126Q103,420 104,396Z", (106, 118, 294, 420)),
    "carton": ("M92,124H264V418H92Z", (92, 124, 264, 418)),
    "sachet": ("M104,128H296V412H104Z", (104, 128, 296, 412)),
    "cake": ("M200,106A148,148 0 1 1 199.9,106Z", (52, 106, 348, 402)),
}


def pack(a: Art, rnd: random.Random) -> str:
    """A pack: the landscape of its origin, and above it, like a lantern, a disc in the colour of what is in the cup."""
    path, (x0, y0, x1, y1) = PACKS[a.form]
    w, h, p = x1 - x0, y1 - y0, a.sku.lower()
    choices = GROUND[a.family]
    ground = choices[a.ground if a.ground is not None else rnd.randrange(len(choices))]
    liquor = LIQUOR[a.liquor]
    ground = apart(ground, liquor)
    ink = "#1B241F" if light(ground) else "#F6F2E8"
    cake = a.form == "cake"
    lines = (a.lines[0], " ".join(a.lines[1:])) if cake and len(a.lines) > 2 else a.lines
    round_ = a.form in ("caddy", "tube")
    top = y0 + h * (0.60 if cake else 0.62)
    cx = x0 + w * rnd.choice((0.34, 0.5, 0.64, 0.68))
    r = w * rnd.uniform(0.20, 0.26) * (0.72 if cake else 1)
    cy = top - r * rnd.uniform(0.15, 0.45)
    if len(lines) > 2 and not cake:  # three lines of name: the disc sinks behind the hills rather than touch them
        r, cy = r * 0.94, top + r * 0.02
    if cake:
        cx = 200 + rnd.choice((-34, 0, 34))
    out = [
        f'<defs><clipPath id="{p}-c"><path d="{path}"/></clipPath>'
        f'<linearGradient id="{p}-s"><stop offset="0" stop-color="#000" stop-opacity=".26"/><stop offset=".16" stop-color="#000" stop-opacity=".03"/>'
        f'<stop offset=".34" stop-color="#fff" stop-opacity=".13"/><stop offset=".62" stop-color="#000" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity=".24"/></linearGradient>'
        f'<radialGradient id="{p}-g"><stop offset="0" stop-color="#0B130F" stop-opacity=".34"/><stop offset="1" stop-color="#0B130F" stop-opacity="0"/></radialGradient></defs>',
        f'<ellipse cx="200" cy="{n(y1 + (4 if cake else 6))}" rx="{n(w * (0.52 if cake else 0.68))}" ry="{16 if not cake else 14}" fill="url(#{p}-g)"/>',
    ]
    dark, lid = tone(ground, -0.10), tone(ground, -0.05 if light(ground) else 0.05)
    if a.form == "carton":
        out.append(
            f'<path fill="{tone(ground, 0.06)}" d="M92,124L134,102H308L264,124Z"/><path fill="{dark}" d="M264,124L308,102V394L264,418Z"/>'
        )
    if cake:
        out.append(f'<circle cx="200" cy="262" r="147" fill="{dark}"/>')
    out.append(f'<g clip-path="url(#{p}-c)"><path fill="{ground}" d="{path}"/>')
    if a.layout in FRONTS:
        out += FRONTS[a.layout](Front(a, (x0, y0, x1, y1), ground, liquor, ink, p), rnd)
    else:
        out += _usual_front(a, rnd, (x0, y0, x1, y1), (ground, liquor, ink), (cx, cy, r, top), lines)
    if round_:
        out.append(f'<path fill="url(#{p}-s)" d="{path}"/>')
    out.append("</g>")
    if a.form == "caddy":
        out.append(
            f'<path fill="{lid}" d="M105,110V148A95,17 0 0 0 295,148V110Z"/><path fill="url(#{p}-s)" d="M105,110V148A95,17 0 0 0 295,148V110Z"/>'
            f'<ellipse cx="200" cy="110" rx="95" ry="17" fill="{tone(lid, 0.07)}"/><ellipse cx="200" cy="110" rx="84" ry="13.5" fill="none" stroke="{tone(lid, -0.05)}" stroke-width="1.5"/>'
        )
    elif a.form == "tube":
        cap = tone(ground, -0.12)
        out.append(
            f'<path fill="{cap}" d="M130,92V128A70,13 0 0 0 270,128V92Z"/><path fill="url(#{p}-s)" d="M130,92V128A70,13 0 0 0 270,128V92Z"/>'
            f'<ellipse cx="200" cy="92" rx="70" ry="13" fill="{tone(cap, 0.08)}"/>'
        )
    elif a.form == "pouch":
        out.append(f'<path fill="{tone(ground, -0.06)}" d="M114,84H286L288,120H112Z"/>')
        out.append(
            f'<path stroke="{tone(ground, -0.14)}" stroke-width="1" d="'
            + "".join(f"M114,{y}H286" for y in range(89, 112, 4))
            + '"/>'
        )
        out.append(
            '<path fill="#000" fill-opacity=".10" d="M104,396Q103,420 126,421H274Q297,420 296,396Q200,414 104,396Z"/>'
            '<path fill="#fff" fill-opacity=".09" d="M112,120H136Q126,260 130,404L108,408Z"/><path fill="#000" fill-opacity=".07" d="M288,120H268Q276,270 268,404L294,402Z"/>'
        )
    elif a.form == "sachet":
        out.append(
            f'<path fill="#000" fill-opacity=".08" d="M104,128H296V142H104Z"/><path stroke="{ink}" stroke-opacity=".35" stroke-dasharray="3 3" d="M104,142H296"/>'
        )
    elif cake:
        out.append(
            '<g fill="none" stroke="#000" stroke-opacity=".07" stroke-width="1.4">'
            + "".join(
                f'<path d="M{n(200 + 148 * math.cos(t))},{n(254 + 148 * math.sin(t))}L{n(200 + (128 - 10 * (i % 3)) * math.cos(t + 0.06))},{n(254 + (128 - 10 * (i % 3)) * math.sin(t + 0.06))}"/>'
                for i, t in enumerate(k * math.tau / 44 for k in range(44))
            )
            + "</g>"
        )
    return "".join(out)


def _usual_front(
    a: Art,
    rnd: random.Random,
    box: tuple[float, float, float, float],
    colours: tuple[str, str, str],
    disc: tuple[float, float, float, float],
    lines: tuple[str, ...],
) -> list[str]:
    """The name above, the disc in the middle, hills below."""
    (x0, y0, x1, y1), (ground, liquor, ink), (cx, cy, r, top) = box, colours, disc
    w, h, cake, round_ = x1 - x0, y1 - y0, a.form == "cake", a.form in ("caddy", "tube")
    out = [f'<circle cx="{n(cx)}" cy="{n(cy)}" r="{n(r)}" fill="{liquor}"/>']
    out.append(landscape(a.origin, rnd, x0 - 4, x1 + 4, top, y1 + 14, ground))
    size = min(w * 0.13, 24.5) if not cake else 24
    longest = max((len(s) for s in lines), default=1)
    size = min(size, w * (0.77 if not cake else 0.6) / (longest * 0.54))
    if cake:
        y = y0 + 62
        for s in lines:
            out.append(text(s, 200, y, size, ink, anchor="middle"))
            y += size * 1.12
    else:
        y = y0 + h * (0.13 if not round_ else 0.145)
        for s in lines:
            out.append(text(s, x0 + w * 0.10, y, size, ink))
            y += size * 1.12
    low = tone(ground, -0.20) if light(ground) else tone(ground, 0.20)
    foot = "#1B241F" if light(low) else "#F6F2E8"
    if cake:
        out.append(text(a.net, 200, y1 - 34, 12.5, foot, 500, "middle"))
    else:
        out.append(text("Lantern & Leaf", x0 + w * 0.10, y1 - (15 if not round_ else 11), 10.5, foot, 500))
        if not round_ or w > 150:
            out.append(text(a.net, x1 - w * 0.10, y1 - (15 if not round_ else 11), 10.5, foot, 500, "end"))
    return out
