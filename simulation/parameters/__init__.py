"""Every parameter once: one group a file, named as its mechanism."""

from pydantic import BaseModel, ConfigDict

from simulation.parameters.calendar import Calendar
from simulation.parameters.coaching import Coaching
from simulation.parameters.customers import Customers
from simulation.parameters.effort import Effort
from simulation.parameters.learning import Learning
from simulation.parameters.ledger import Ledger
from simulation.parameters.market import Market
from simulation.parameters.morale import Morale
from simulation.parameters.organization import Organization
from simulation.parameters.pay import Pay
from simulation.parameters.planning import Planning
from simulation.parameters.prospecting import Prospecting
from simulation.parameters.qualification import Qualification
from simulation.parameters.quitting import Quitting
from simulation.parameters.quota import Quota
from simulation.parameters.recruiting import Recruiting
from simulation.parameters.rival import Rival
from simulation.parameters.selection import Selection
from simulation.parameters.selling import Selling
from simulation.parameters.talent import Talent
from simulation.parameters.territories import Territories
from simulation.parameters.traits import Traits


class Parameters(BaseModel):
    """All groups, in the order in which a reader meets them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    calendar: Calendar = Calendar()
    organization: Organization = Organization()
    market: Market = Market()
    rival: Rival = Rival()
    territories: Territories = Territories()
    traits: Traits = Traits()
    talent: Talent = Talent()
    planning: Planning = Planning()
    effort: Effort = Effort()
    prospecting: Prospecting = Prospecting()
    qualification: Qualification = Qualification()
    selling: Selling = Selling()
    customers: Customers = Customers()
    morale: Morale = Morale()
    learning: Learning = Learning()
    coaching: Coaching = Coaching()
    quota: Quota = Quota()
    pay: Pay = Pay()
    selection: Selection = Selection()
    quitting: Quitting = Quitting()
    recruiting: Recruiting = Recruiting()
    ledger: Ledger = Ledger()
