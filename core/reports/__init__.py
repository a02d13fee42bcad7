"""Documents for people who were not there: PDF reports with diagrams as vector pictures."""

from core.reports.assessment import Subject, write_assessment_report

__all__ = ["Subject", "write_assessment_report"]
