"""CRM import: what an export can tell about a firm, and what it cannot."""

from experiments.calibration.against_export import compare_with_export, comparison_text
from experiments.calibration.errors import CrmError
from experiments.calibration.importer import import_crm
from experiments.calibration.report import report_data, report_text
from experiments.calibration.result import ImportResult

__all__ = [
    "CrmError",
    "ImportResult",
    "compare_with_export",
    "comparison_text",
    "import_crm",
    "report_data",
    "report_text",
]
