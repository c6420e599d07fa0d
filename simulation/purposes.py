"""What a draw decides: one integer a purpose, the fourth word of every address.

Append only. A number that changes its meaning changes every past result, so none is ever renumbered or given out twice;
a purpose that falls out of use keeps its line.
"""

MARKET_DEMAND = 1  # this week's move of market demand
SHOCK_ARRIVAL = 2  # whether a slump strikes this week, and how deep
SHOCK_SIZE = 3  # out of use
RIVAL = 4  # what the rival does
LEAD_COUNT = 5  # how many leads the world offers a seat this week
LEAD = 6  # what a lead is: value, fit, rival, customer
LEAD_FATE = 7  # how far a rep misjudges a lead, and what a deal can take before each stage ends
DEAL_STAGE = 8  # out of use
CANDIDATE = 9  # who comes to a seat: ability, speed of learning, patience
CANDIDATE_TRAITS = 10  # the four traits of a person
PERSON_CLOCKS = 11  # out of use
TALENT_DRIFT = 12  # how a person's talent moves
RATING_NOISE = 13  # how far a rating misses true performance
TERRITORY = 14  # the potential of a seat's territory
ACCOUNT = 15  # how much a customer can take
ACCOUNT_YEAR = 16  # out of use
QUOTA_ERROR = 17  # how far a quota misses the territory's potential
MANAGER = 18  # the four traits of a manager
RANDOM_DISMISSAL = 19  # who leaves when dismissal is by lot
FOUNDER = 20  # who sits in a seat when the firm begins
TIE = 21  # who comes first among equals
VACANCY = 22  # how long a seat stays empty
PERCEPTION = 23  # out of use
INHERITANCE = 24  # whether an open deal survives its owner's departure
COACH = 25  # how well a manager coaches
ROUNDING = 26  # which way a share of heads is rounded
MANAGER_CLOCK = 27  # how long a manager stays
LEADER_SKILLS = 28  # how well a manager cares for people and sells
PROMOTION = 29  # who is promoted when it goes by lot
HELP = 30  # whether a rep asks for help, whom, with what answer, and who is heard first
MEETING = 31  # which way seats pair off in meetings
HEIR = 32  # whether a colleague inherits a customer, and who
EXIT_KIND = 33  # in which of the competing ways a person leaves
AFTER_BOOKING = 34  # whether a customer backs out after signing
REGULATED_DEAL = 35  # whether an open deal dies by new rules
REGULATION_ARRIVAL = 36  # whether new rules come this week, how hard, in which segment
LAUNCH_ARRIVAL = 37  # whether the rival launches something this week, how large
BACKLASH_ARRIVAL = 38  # whether customers turn against the firm this week, how much
CANCELLATION_ARRIVAL = 39  # whether a wave of cancellations begins this week, how high
SCRIPT_LOT = 40  # who is drawn by a step of a script, and who comes first among equals
SCRIPT_TEAM = 41  # which teams are drawn
SCRIPT_ROUNDING = 42  # which way a share of heads is rounded there
DEAL_HEIR = 43  # which colleague takes over an open deal, where it goes by lot
PASSED_ON = 44  # whether a deal that a colleague took over survives that colleague's departure
