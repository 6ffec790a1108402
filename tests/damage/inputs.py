"""A given number of damaged inputs from a seed: every kind of damage in turn, on every format."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle, islice

from tests.damage import hostile

Sound = dict[str, bytes]
_BYTES = {"txt", "md", "csv", "html"}  # cut short, these are only shorter


@dataclass(frozen=True, slots=True)
class Damaged:
    """`name` is a file name; `refused` when nothing in it may be taken for a document."""

    name: str
    kind: str
    data: bytes
    refused: bool = False


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(1, len(data))]


def _cut_late(data: bytes, chance: random.Random) -> bytes:
    return data[: -chance.randrange(1, min(200, len(data)))]


def _headless(data: bytes, chance: random.Random) -> bytes:
    return data[chance.randrange(1, 64) :]


def _flipped(count: int) -> Callable[[bytes, random.Random], bytes]:
    def flip(data: bytes, chance: random.Random) -> bytes:
        made = bytearray(data)
        for _ in range(count):
            made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
        return bytes(made)

    return flip


def _blanked(data: bytes, chance: random.Random) -> bytes:
    """A sector of the disk lost."""
    at = chance.randrange(len(data))
    return data[:at] + b"\0" * len(data[at : at + 512]) + data[at + 512 :]


def _swapped(data: bytes, chance: random.Random) -> bytes:
    """Two sectors in each other's place."""
    sectors = [data[at : at + 512] for at in range(0, len(data), 512)]
    one, other = chance.randrange(len(sectors)), chance.randrange(len(sectors))
    sectors[one], sectors[other] = sectors[other], sectors[one]
    return b"".join(sectors)


def _with_tail(data: bytes, chance: random.Random) -> bytes:
    return data + chance.randbytes(chance.randrange(1, 4000))


def _with_head(data: bytes, chance: random.Random) -> bytes:
    return chance.randbytes(chance.randrange(1, 400)) + data


_DAMAGES: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "cut": _cut,
    "cut late": _cut_late,
    "headless": _headless,
    "one bit": _flipped(1),
    "twenty bits": _flipped(20),
    "thousand bits": _flipped(1000),
    "blank sector": _blanked,
    "swapped sectors": _swapped,
    "tail": _with_tail,
    "head": _with_head,
}


def damaged(count: int, seed: int, sound: Sound, heavy: bool = True) -> list[Damaged]:
    """`count` inputs: first each hostile one once, then the damages of bytes; the same for the same seed."""
    chance = random.Random(seed)
    made = list(islice(hostile.inputs(sound, heavy), count))
    made += islice(_by_bytes(sound, chance), count - len(made))
    return made


def _by_bytes(sound: Sound, chance: random.Random) -> Iterator[Damaged]:
    endings = list(sound)
    pairs = [(kind, ending) for kind in _DAMAGES for ending in endings]
    chance.shuffle(pairs)
    for number, (kind, ending) in enumerate(cycle(pairs)):
        data = _DAMAGES[kind](sound[ending], chance)
        shown = ending
        if number % 5 == 4:  # and some of them under a wrong name
            shown = chance.choice(endings)
        yield Damaged(f"{number:03d}_{kind.replace(' ', '_')}.{shown}", f"{kind}: {ending}", data)
