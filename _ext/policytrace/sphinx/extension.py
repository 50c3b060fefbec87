"""The extension: connects read, gate and write to the events of Sphinx."""

from __future__ import annotations

from codecs import BOM_UTF8
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.typing import ExtensionMetadata

import policytrace
from policytrace.build_fingerprint import build_fingerprint
from policytrace.files import make_folder, write_whole
from policytrace.schema.metamodel import CONFIG_FILE
from policytrace.sphinx import progress
from policytrace.sphinx.build import begin_build, build_of
from policytrace.sphinx.gate import committed, gate
from policytrace.sphinx.gate.check_builder import CheckBuilder, ReadBuilder
from policytrace.sphinx.read import (
    code,
    crossreferences,
    diagnostics,
    directives,
    duplicates,
    extracts,
    files,
    line_breaks,
    objects,
    parsing,
    prose,
    references,
    refused,
    rereading,
)
from policytrace.sphinx.write import (
    cards,
    diagrams,
    frame,
    head,
    not_found,
    object_references,
    page_files,
    views,
    words,
)
from policytrace.sphinx.write.builder import SiteBuilder


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up one component after the other."""
    app.setup_extension("sphinx_needs")
    app.setup_extension("sphinxcontrib.plantuml")
    app.add_config_value("policytrace_today", "", "", types=(str,))
    app.add_config_value("policytrace_strict_time", default=False, rebuild="", types=(bool,))
    app.add_config_value("policytrace_preview", default=False, rebuild="", types=(bool,))
    app.add_builder(CheckBuilder)
    app.add_builder(ReadBuilder)
    app.add_builder(SiteBuilder, override=True)
    app.connect("config-inited", configure, priority=5)
    app.connect("config-inited", begin_build, priority=940)
    app.connect("builder-inited", _collect_warnings, priority=10)
    app.connect("write-started", gate.run_gate, priority=900)
    app.connect("build-finished", gate.fail_on_late_findings, priority=900)
    for component in (
        committed,
        progress,
        diagnostics,
        rereading,
        duplicates,
        parsing,
        words,
        files,
        refused,
        objects,
        line_breaks,
        extracts,
        code,
        prose,
        references,
        crossreferences,
        directives,
        cards,
        object_references,
        views,
        diagrams,
        page_files,
        head,
        frame,
        not_found,
    ):
        component.setup_component(app)
    return {
        "version": policytrace.__version__,
        "env_version": int(build_fingerprint(), 16),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def configure(app: Sphinx, config: Config) -> None:
    """Give sphinx-needs the metamodel, and leave to the gate what the gate reports."""
    config.needs_from_toml = _metamodel_file(app)
    config.needs_schema_validation_enabled = False
    config.suppress_warnings = [
        *config.suppress_warnings,
        "needs.link_outgoing",
        "needs.link_target_type",
        "toc.not_included",
    ]


def _metamodel_file(app: Sphinx) -> str:
    """The metamodel as sphinx-needs can read it: without a byte order mark, which it stops at."""
    try:
        content = (Path(app.confdir) / CONFIG_FILE).read_bytes()
    except OSError:  # whoever reads it next says so
        return CONFIG_FILE
    if not content.startswith(BOM_UTF8):
        return CONFIG_FILE
    unmarked = Path(app.doctreedir) / CONFIG_FILE
    make_folder(unmarked.parent)
    write_whole(unmarked, content.removeprefix(BOM_UTF8))
    return str(unmarked)


def _collect_warnings(app: Sphinx) -> None:
    collector = diagnostics.Collector(app, build_of(app).late_findings)
    collector.attach()
    app.connect("write-started", lambda _app, _builder: collector.close(), priority=890)
