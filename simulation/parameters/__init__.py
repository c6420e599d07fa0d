"""Every parameter once: one group a file, named as its mechanism."""

from pydantic import BaseModel, ConfigDict

from simulation.parameters.accountability import Accountability
from simulation.parameters.attention import Attention
from simulation.parameters.attribution import Attribution
from simulation.parameters.calendar import Calendar
from simulation.parameters.coaching import Coaching
from simulation.parameters.conduct import Conduct
from simulation.parameters.customers import Customers
from simulation.parameters.deadline import Deadline
from simulation.parameters.effort import Effort
from simulation.parameters.enemy import Enemy
from simulation.parameters.energy import Energy
from simulation.parameters.handover import Handover
from simulation.parameters.helping import Helping
from simulation.parameters.knowledge import Knowledge
from simulation.parameters.leadership import Leadership
from simulation.parameters.learning import Learning
from simulation.parameters.ledger import Ledger
from simulation.parameters.market import Market
from simulation.parameters.morale import Morale
from simulation.parameters.norms import Norms
from simulation.parameters.organization import Organization
from simulation.parameters.pay import Pay
from simulation.parameters.peers import Peers
from simulation.parameters.planning import Planning
from simulation.parameters.promotion import Promotion
from simulation.parameters.prospecting import Prospecting
from simulation.parameters.qualification import Qualification
from simulation.parameters.quitting import Quitting
from simulation.parameters.quota import Quota
from simulation.parameters.recruiting import Recruiting
from simulation.parameters.rival import Rival
from simulation.parameters.selection import Selection
from simulation.parameters.selling import Selling
from simulation.parameters.shocks import Shocks
from simulation.parameters.spirit import Spirit
from simulation.parameters.talent import Talent
from simulation.parameters.territories import Territories
from simulation.parameters.traits import Traits


class Parameters(BaseModel):
    """All groups, in the order in which a reader meets them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    calendar: Calendar = Calendar()
    organization: Organization = Organization()
    market: Market = Market()
    shocks: Shocks = Shocks()
    rival: Rival = Rival()
    enemy: Enemy = Enemy()
    territories: Territories = Territories()
    traits: Traits = Traits()
    talent: Talent = Talent()
    planning: Planning = Planning()
    effort: Effort = Effort()
    peers: Peers = Peers()
    prospecting: Prospecting = Prospecting()
    accountability: Accountability = Accountability()
    qualification: Qualification = Qualification()
    selling: Selling = Selling()
    deadline: Deadline = Deadline()
    conduct: Conduct = Conduct()
    helping: Helping = Helping()
    customers: Customers = Customers()
    handover: Handover = Handover()
    morale: Morale = Morale()
    energy: Energy = Energy()
    attention: Attention = Attention()
    attribution: Attribution = Attribution()
    learning: Learning = Learning()
    knowledge: Knowledge = Knowledge()
    leadership: Leadership = Leadership()
    norms: Norms = Norms()
    spirit: Spirit = Spirit()
    coaching: Coaching = Coaching()
    promotion: Promotion = Promotion()
    quota: Quota = Quota()
    pay: Pay = Pay()
    selection: Selection = Selection()
    quitting: Quitting = Quitting()
    recruiting: Recruiting = Recruiting()
    ledger: Ledger = Ledger()
