"""Other outlines of cups, pots, gaiwans and jugs than the usual ones."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from demo.art_colour import LIQUOR, tone
from demo.art_model import Art


class Body(Protocol):
    """Draws an outline glazed twice, with the line between the glazes at a height."""

    def __call__(self, path: str, y_wave: float, x0: float, x1: float, key: str) -> str: ...


@dataclass(frozen=True)
class Piece:
    """What a shape is drawn with; `defs` holds one text that `body` adds to."""

    art: Art
    prefix: str
    glaze: str
    foot: str
    shade: str
    body: Body
    defs: list[str]


def _whole(piece: Piece, base: int, width: int, parts: list[str]) -> str:
    shadow = f'<ellipse cx="200" cy="{base}" rx="{width}" ry="16" fill="url(#{piece.prefix}-g)"/>'
    return piece.defs[0] + "</defs>" + shadow + "".join(parts)


def _shaded(piece: Piece, path: str, colour: str) -> str:
    return f'<path fill="{colour}" d="{path}"/><path fill="{piece.shade}" d="{path}"/>'


def tall_cup(piece: Piece) -> str:
    """Straight and high."""
    liquor = LIQUOR[piece.art.liquor]
    return _whole(piece, 392, 100, [
        f'<path fill="{piece.foot}" d="M160,378H240L236,392H164Z"/>',
        piece.body("M132,176L142,352Q146,380 172,382H228Q254,380 258,352L268,176Q200,194 132,176Z", 262, 132, 268, "a"),
        f'<ellipse cx="200" cy="177" rx="68" ry="16" fill="{tone(piece.glaze, 0.06)}"/><ellipse cx="200" cy="180" rx="60" ry="12" fill="{liquor}"/>',
    ])  # fmt: skip


def bowl_cup(piece: Piece) -> str:
    """Wide as a straw hat turned over."""
    liquor = LIQUOR[piece.art.liquor]
    return _whole(piece, 362, 120, [
        f'<path fill="{piece.foot}" d="M172,340H228L224,362H176Z"/>',
        piece.body("M72,232Q92,300 168,346H232Q308,300 328,232Q200,262 72,232Z", 286, 72, 328, "a"),
        f'<ellipse cx="200" cy="234" rx="128" ry="26" fill="{tone(piece.glaze, 0.06)}"/><ellipse cx="200" cy="238" rx="114" ry="20" fill="{liquor}"/>',
    ])  # fmt: skip


def mug(piece: Piece) -> str:
    """A straight wall and a handle."""
    liquor, ear = LIQUOR[piece.art.liquor], "M274,216C350,204 350,334 268,326"
    return _whole(piece, 386, 124, [
        f'<path fill="none" stroke="{piece.glaze}" stroke-width="18" d="{ear}"/><path fill="none" stroke="#000" stroke-opacity=".16" stroke-width="18" d="{ear}"/>',
        piece.body("M112,180L118,356Q122,382 150,384H250Q278,382 282,356L288,180Q200,200 112,180Z", 270, 112, 288, "a"),
        f'<ellipse cx="200" cy="181" rx="88" ry="19" fill="{tone(piece.glaze, 0.06)}"/><ellipse cx="200" cy="184" rx="79" ry="14.5" fill="{liquor}"/>',
    ])  # fmt: skip


def low_teapot(piece: Piece) -> str:
    """Flat as a river stone."""
    lid = "M146,268Q200,236 254,268Q200,280 146,268Z"
    return _whole(piece, 382, 150, [
        f'<path fill="none" stroke="{piece.glaze}" stroke-width="15" d="M300,296C356,276 356,352 292,352"/><path fill="none" stroke="#000" stroke-opacity=".16" stroke-width="15" d="M300,296C356,276 356,352 292,352"/>',
        f'<path fill="{piece.glaze}" d="M104,330C76,324 64,296 44,284L56,272C84,282 96,296 118,298Z"/>',
        piece.body("M92,326C92,284 142,262 200,262S308,284 308,326C308,360 262,378 240,380H160C138,378 92,360 92,326Z", 318, 92, 308, "a"),
        _shaded(piece, lid, tone(piece.glaze, -0.05)),
        f'<circle cx="200" cy="242" r="11" fill="{piece.glaze}"/><circle cx="197" cy="239" r="4" fill="#fff" fill-opacity=".25"/>',
    ])  # fmt: skip


def side_handle_pot(piece: Piece) -> str:
    """A handle that stands out to the side, a short spout in front."""
    grip = "M270,300L352,262Q366,258 370,270Q372,282 360,286L280,330Z"
    return _whole(piece, 388, 140, [
        _shaded(piece, grip, tone(piece.glaze, -0.04)),
        f'<path fill="{piece.glaze}" d="M122,300C102,296 92,278 74,262L90,250C110,262 122,270 138,272Z"/>',
        piece.body("M112,306C112,250 152,230 200,230S288,250 288,306C288,358 250,384 234,386H166C150,384 112,358 112,306Z", 298, 112, 288, "a"),
        _shaded(piece, "M152,238Q200,198 248,238Q200,250 152,238Z", tone(piece.glaze, -0.05)),
        f'<circle cx="200" cy="206" r="12" fill="{piece.glaze}"/><circle cx="196" cy="202" r="4.5" fill="#fff" fill-opacity=".25"/>',
    ])  # fmt: skip


def travel_gaiwan(piece: Piece) -> str:
    """Without a saucer, the lid sunk into the rim."""
    return _whole(piece, 386, 120, [
        f'<path fill="{piece.foot}" d="M164,370H236L232,386H168Z"/>',
        piece.body("M104,246Q108,334 162,374H238Q292,334 296,246Q200,270 104,246Z", 298, 104, 296, "a"),
        f'<ellipse cx="200" cy="248" rx="96" ry="18" fill="{tone(piece.glaze, -0.10)}"/>',
        _shaded(piece, "M118,246Q150,206 200,206T282,246Q200,266 118,246Z", tone(piece.glaze, 0.03)),
        f'<path fill="{tone(piece.glaze, -0.04)}" d="M184,192H216L212,208H188Z"/><ellipse cx="200" cy="192" rx="16" ry="5" fill="{tone(piece.glaze, 0.06)}"/>',
    ])  # fmt: skip


def milk_jug(piece: Piece) -> str:
    """Round below, a narrow neck and a loop."""
    ear = "M268,222C330,214 330,318 266,318"
    return _whole(piece, 388, 116, [
        f'<path fill="none" stroke="{piece.glaze}" stroke-width="13" d="{ear}"/><path fill="none" stroke="#000" stroke-opacity=".16" stroke-width="13" d="{ear}"/>',
        piece.body("M132,182L160,192H268Q262,236 278,282Q290,340 258,372Q230,386 200,386T142,372Q110,340 122,282Q138,236 138,206Z", 288, 112, 288, "a"),
        f'<path fill="{tone(piece.glaze, -0.14)}" d="M132,182L160,192H268Q214,206 160,202Z"/>',
    ])  # fmt: skip


#: By form and number of the shape; the usual one has none.
OTHER_SHAPES: dict[tuple[str, int], Callable[[Piece], str]] = {
    ("cup", 1): tall_cup,
    ("cup", 2): bowl_cup,
    ("cup", 3): mug,
    ("teapot", 1): low_teapot,
    ("teapot", 2): side_handle_pot,
    ("gaiwan", 2): travel_gaiwan,
    ("pitcher", 1): milk_jug,
}
