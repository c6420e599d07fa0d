"""The words of a script, which the model reads as numbers: who is drawn, by which results, and what happens then."""

from enum import IntEnum

from simulation.parameters.declare import Choice


class Unit(Choice):
    """What is assigned to the arms of an experiment."""

    REP = 0
    TEAM = 1


class Newcomers(Choice):
    """Whether whoever takes over the seat of somebody assigned is treated like everybody, or like the seat."""

    ORDINARY = 0
    SEAT = 1


class Results(Choice):
    """What people are put in order by: the last two full quarters, or three, with the weeks since; or lots."""

    LOT = 0
    HALF_YEAR = 1
    YEAR = 2


class Pick(Choice):
    """Which one of a team."""

    RANDOM = 0
    WORST = 1
    BEST = 2


class Seats(Choice):
    """What becomes of a seat: the ordinary search, a successor at once, or no successor."""

    SEARCH = 0
    AT_ONCE = 1
    CLOSED = 2


class Heirs(Choice):
    """Who takes over the open deals and customers of somebody who is sent away.

    The firm's ordinary handover; the successor, for whom all waits; or colleagues of the team: by lot, the one with the
    best results of a year, or for each deal and customer whoever has the least to do.
    """

    USUAL = 0
    SUCCESSOR = 1
    LOT = 2
    BEST = 3
    LIGHTEST = 4


class Consequence(Choice):
    """What a class of a rating means for those who are in it."""

    NONE = 0
    PAY = 1
    WARNING = 2
    EXIT = 3


class Quality(Choice):
    """What can be said of a manager."""

    COMPETITIVENESS = 0
    HELPFULNESS = 1
    ACCOUNTABILITY = 2
    RESILIENCE = 3
    COACHING_SKILL = 4
    PEOPLE_SKILL = 5
    SELLING_SKILL = 6


class Shock(Choice):
    """What can strike from outside."""

    SLUMP = 0
    REGULATION = 1
    LAUNCH = 2
    BACKLASH = 3
    CANCELLATIONS = 4


class Step(IntEnum):
    """What one step of a script does; a script is laid out in steps before it is lived."""

    INVITE = 1  # a team to the next drawing of lots; -1 for all teams
    DRAW_LOTS = 2
    FILL_ARM = 3
    LAPSE = 4  # seats no longer hand their arm on
    LAY_OFF = 10
    REMOVE = 11
    WARN = 12
    JUDGE = 13  # those who were warned
    REOPEN = 14
    RATE = 15  # line everybody up; GRADE gives out one class after another
    GRADE = 16
    NEW_MANAGERS = 20
    SET_QUALITY = 21
    SET_QUANTILE = 22
    VACATE_POSTS = 23
    FILL_POSTS = 24
    FREEZE = 30
    THAW = 31
    STRIKE = 40
