"""Invented names for simulated people: nobody in the world is meant, and the same person always has the same name.

The family names are made of two words each, so that everybody sees that they are invented.
"""

from dataclasses import dataclass


def _words(text: str) -> list[str]:
    return text.split()


WOMEN = _words("""
    Agnes Aino Alma Amira Astrid Clara Ebba Elin Freja Greta Hedda Ines Irena Linnea Lovisa Maja Matilda Noor Ronja Saga
    Selma Signe Tove Zofia
""")
MEN = _words("""
    Anton Axel Bruno Casper Elias Emil Felix Hugo Idris Ivan Jonas Leo Luca Marek Mateo Milan Nils Oskar Pavel Rasmus
    Samir Tomas
""")
GIVEN = sorted(WOMEN + MEN)
FIRST_PARTS = _words("Mån Sol Stjärn Regn Silver Vind Morgon Honungs Snö Bärnstens Kvälls Hav Glim")
LAST_PARTS = _words("fjäder klöver vinge lykta droppe ljung visa")
FAMILY = [first + last for first in FIRST_PARTS for last in LAST_PARTS]

SEAT_STEP, HIRE_STEP = 2871, 765
"""Strides through the lists. They have no factor in common with the lists' lengths, so that those who follow each other
share neither name for long; and one stride is 53 of the other, so that nobody among the first 79 seats and 52 persons
of each has the name of somebody else."""


@dataclass(frozen=True)
class Name:
    """What a simulated person is called, and as what."""

    given: str
    family: str
    woman: bool

    def __str__(self) -> str:
        return f"{self.given} {self.family}"


def name_of(seat: int, hire: int) -> Name:
    """The name of the person who is the `hire`-th in a seat."""
    walk = SEAT_STEP * seat + HIRE_STEP * hire
    given = GIVEN[walk % len(GIVEN)]
    return Name(given, FAMILY[walk % len(FAMILY)], woman=given in WOMEN)
