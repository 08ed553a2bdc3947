"""The deterministic audit: rules, ranking, sets, the best addition, dated steps. Pure; no clock, network or model."""

from assistant.audit.case import deadline_of
from assistant.audit.report import Finding, Report, report_schema
from assistant.audit.rules import ALL_RULES
from assistant.audit.run import audit, cited_facts

__all__ = ["ALL_RULES", "Finding", "Report", "audit", "cited_facts", "deadline_of", "report_schema"]
