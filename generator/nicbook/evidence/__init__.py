"""Facts that follow from the records: computed, never said by an author about their own work.

The statistics are pure functions on numbers and use the standard library only.
"""

from nicbook.evidence.across_sites import across_sites
from nicbook.evidence.control_chart import control_chart
from nicbook.evidence.making_data_count import making_data_count
from nicbook.evidence.perla import perla
from nicbook.evidence.proportions import wilson
from nicbook.evidence.run_chart import chance_of_signal, run_chart
from nicbook.privacy.groups import published_percent, suppress

__all__ = [
    "across_sites",
    "chance_of_signal",
    "control_chart",
    "making_data_count",
    "perla",
    "published_percent",
    "run_chart",
    "suppress",
    "wilson",
]
