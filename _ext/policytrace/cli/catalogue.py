"""The commands that tell what the rules are: ``rules`` and ``explain``."""

from __future__ import annotations

import argparse

from policytrace.checks.registry import RULES
from policytrace.checks.selection import no_such_rule
from policytrace.cli.exit_codes import DONE
from policytrace.cli.terminal import Terminal
from policytrace.messages import message
from policytrace.report.catalogue.entries import entry
from policytrace.report.catalogue.printing import catalogue_as_json, catalogue_as_text, page_as_text
from policytrace.report.catalogue.site import write_pages


def rules(options: argparse.Namespace, terminal: Terminal) -> int:
    """List the rules, or write their pages; the exit code."""
    if options.write is not None:
        changed = write_pages(options.write, terminal.translations)
        terminal.say(
            message(
                "Files changed in {folder}: {number}.",
                folder=str(options.write),
                number=str(len(changed)),
            )
        )
        return DONE
    listed = {"text": catalogue_as_text, "json": catalogue_as_json}[options.format]
    terminal.answer(listed(terminal.translations))
    return DONE


def explain(options: argparse.Namespace, terminal: Terminal) -> int:
    """Show the page of one rule; the exit code."""
    code = options.rule.strip().upper()
    if code not in RULES:
        raise no_such_rule(code)
    terminal.answer(page_as_text(entry(RULES[code], terminal.translations)))
    return DONE
