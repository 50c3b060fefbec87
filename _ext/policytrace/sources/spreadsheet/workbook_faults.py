"""The ways in which a workbook cannot be used."""

from __future__ import annotations

from policytrace.messages import message

DAMAGED = message("The workbook is damaged. Open it in Excel, and save it anew as .xlsx.")
LOCKED = message("The workbook is locked with a password. Save it without one.")
OTHER_FORM = message("The workbook is of a form that is not read. Save it as .xlsx.")
TOO_LARGE = message(
    "The workbook is too large. Copy the rows with the values, and nothing else, to a new one."
)
NOT_COMPUTED = message(
    "There is a formula that has not been computed. Open the workbook in Excel, and save it."
)
