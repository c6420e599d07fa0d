"""Hypothesis draws the same examples in every run, so that what fails once fails again; `HYPOTHESIS_PROFILE=explore`
draws others each time."""

import os

from hypothesis import HealthCheck, settings

settings.register_profile("reproducible", derandomize=True, deadline=None, database=None, print_blob=True)
settings.register_profile("explore", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "reproducible"))
