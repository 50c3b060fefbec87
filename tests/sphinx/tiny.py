"""A whole project of four short pages, in which no rule finds anything.

    project = TinyProject.make(tmp_path)
    project.edit("plan.md", ":ansvarig: ORG-KS", "")
    assert project.findings() == [("plan.md", 3, "PT208")]

Its metamodel is that of ``tests/metamodel``.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bs4 import BeautifulSoup
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from policytrace.checks.findings import Finding
from policytrace.plan.graph import Graph
from policytrace.sphinx.build import build_of
from policytrace.sphinx.gate.check_builder import CheckBuilder
from policytrace.sphinx.read.graph import plan_graph
from policytrace.sphinx.run import CheckResult, check_project, run_sphinx
from tests.paths import METAMODEL
from tests.plantuml_stand_in import COMMAND

TODAY = date(2027, 1, 15)
MARK = 4_000_000_000
"""A time that no file gets by being written."""

CONF = f"""\
project = "En liten plan"
language = "sv"
extensions = ["myst_parser", "policytrace"]
myst_enable_extensions = ["colon_fence", "deflist"]
exclude_patterns = ["_build"]
myst_heading_anchors = 3
html_theme = "furo"
html_copy_source = False
html_use_index = False
html_last_updated_fmt = None
plantuml = {COMMAND}
"""

INDEX = """\
# En liten plan

```{toctree}
:caption: Vad vill vi?

strategi
```

```{toctree}
:caption: Vad gör vi?

plan
matt
```
"""

STRATEGY = """\
# Strategin

:::{strategi} Strategi för lika villkor
:id: STR-A
:ansvarig: ORG-KS
:beslutad_genom: BES-A
:giltig_från: 2026-06-15
:::

:::{syfte} Lika villkor för alla
:id: SYF-A
:del_av: STR-A
:källa: syfte-1
:::

:::{mål} Service som når alla
:id: MAL-A
:del_av: STR-A
:bidrar_till: SYF-A
:källa: mal-1
:::

## Prioriteringen

::::{prioritering} Frihet från hot
:id: PRI-A
:del_av: STR-A
:källa: hot
:ansvarig: ORG-KS
:nästa_uppföljning: 2027-11-15
:mäts_av: IND-A

Alla ska kunna leva utan hot.

:::{utgångspunkt} Hot ska förebyggas
:id: UTG-A
:del_av: PRI-A
:källa: hot-1
:bidrar_till: MAL-A
:::
::::

:::{åtagande} Vi mäter skillnader
:id: ATA-A
:del_av: STR-A
:källa: inledning-1
:::

:::{nyckelfaktor} Kunskap
:id: NYF-A
:del_av: STR-A
:källa: faktor-1
:::

:::{målgrupp} Ålder
:id: GRP-A
:del_av: STR-A
:källa: grupp-1
:::

:::{organisation} Kommunstyrelsen
:id: ORG-KS
:slag: politiskt organ
:::

:::{beslut} Strategin antas
:id: BES-A
:beslutsslag: antagande
:organ: ORG-KS
:datum: 2026-06-15
:paragraf: § 70
:diarienummer: KS 2026/123
:::
"""

PLAN = """\
# Planen

:::{handlingsplan} Plan mot hot
:id: HPL-A
:status: förslag
:del_av: PRI-A
:ansvarig: ORG-KS
:giltig_från: 2027-01-01
:giltig_till: 2029-12-31
:::

```{åtgärdstabell}
:plan: HPL-A
```

:::{åtgärd} Utbilda alla chefer
:id: ATG-1
:status: förslag
:del_av: HPL-A
:ansvarig: ORG-KS
:startar: 2027-03-01
:klar_senast: 2028-06-30
:nästa_uppföljning: 2027-11-15
:bidrar_till: UTG-A, ATA-A
:använder: NYF-A
:berör: GRP-A
:mäts_av: IND-A
:globala_mål: 5.2, 16.1

Varför
: Chefer möter hot först.
:::

:::{åtgärd} Öppna en stödlinje
:id: ATG-2
:status: förslag
:del_av: HPL-A
:ansvarig: ORG-KS
:startar: 2027-03-01
:klar_senast: 2028-06-30
:nästa_uppföljning: 2027-11-15
:bidrar_till: UTG-A
:mäts_av: IND-A

Den som utsätts ska kunna ringa.
:::
"""

MEASURES = """\
# Mått

:::{indikator} Utsatta för hot, andel
:id: IND-A
:status: förslag
:ansvarig: ORG-KS
:enhet: procent
:källa: egen enkät
:riktning: ned
:baslinje: 2026
:målvärde: 5
:målår: 2029
:värde_väntas: 2027-12-31
:::
"""

PASSAGES = """\
pinpoint,section,type,gist
syfte-1,Syfte,syfte,Lika villkor
mal-1,Mål,mål,Service når alla
hot,Hot,prioritering,Frihet från hot
hot-1,Hot,utgångspunkt,Hot förebyggs
inledning-1,Inledning,åtagande,Skillnader mäts
faktor-1,Faktorer,nyckelfaktor,Kunskap
grupp-1,Grupper,målgrupp,Ålder
"""

AREAS = "namn,slag,kolada\nLillköping,kommun,1999\n"

KOLADA = "id,titel,könsuppdelad,kontrollerad\n"

PUBLISHER = """\
[policytrace.publisher]
official = true
name = "Lillköpings kommun"
contact = "info@lillkoping.example"
responsible = "Kommunledningskontoret"
opinions = "https://lillkoping.example/synpunkter"

[policytrace.accessibility]
service = "Planen i Lillköping"
compliance = "partial"
method = "Självskattning."
assessed_by = "Kommunledningskontoret"
assessed = 2027-01-11
updated = 2027-01-14
answered = "inom två arbetsdagar"

[[policytrace.accessibility.shortcomings]]
what = "Några diagram har text som är för liten."
why = "De är gjorda i ett äldre program."
instead = "Samma värden står i en tabell."

"""

SUPPORT = """

[policytrace.support]
priorities = ["PRI-A"]
heading = "Behöver du hjälp?"
exit = "https://vader.example/"

[[policytrace.support.lines]]
name = "Larmet"
number = "112"
about = "om det är fara"

[[policytrace.support.lines]]
name = "Linjen"
number = "020-12 34 56"
hours = "dygnet runt"
link = "https://www.linjen.example/om"
"""

SITE = '[policytrace]\nsite = "https://plan.example/sidor/"\n'

PAGES = {"index.md": INDEX, "strategi.md": STRATEGY, "plan.md": PLAN, "matt.md": MEASURES}


@dataclass(frozen=True)
class TinyProject:
    """A project in a folder of its own."""

    root: Path

    @classmethod
    def make(cls, folder: Path) -> TinyProject:
        """Write the whole project into `folder`."""
        project = cls(root=folder)
        metamodel = (METAMODEL / "ubproject.toml").read_text(encoding="utf-8")
        project.write("ubproject.toml", metamodel)
        project.edit("ubproject.toml", '"strategy/passages.csv"', '"passages.csv"')
        registers = {
            "passages.csv": PASSAGES,
            "strategy/indikatorer/omraden.csv": AREAS,
            "strategy/indikatorer/kolada.csv": KOLADA,
        }
        for name, text in {**PAGES, "conf.py": CONF, **registers}.items():
            project.write(name, text)
        return project

    def write(self, name: str, text: str, *, newline: str = "\n") -> None:
        """Write a file, new or not."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline=newline)

    def read(self, name: str) -> str:
        """What a file says."""
        return (self.root / name).read_text(encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        """Put `new` in the place of `old`, which must stand there exactly once."""
        text = self.read(name)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def line(self, name: str, text: str) -> int:
        """The number of the first line that holds `text`."""
        return next(
            number
            for number, line in enumerate(self.read(name).splitlines(), start=1)
            if text in line
        )

    def publish(self) -> None:
        """Let a public body publish the site as its own, at an address that is known."""
        self.edit("ubproject.toml", "[policytrace]\n", PUBLISHER + SITE)

    def support(self) -> None:
        """Have help numbers for the pages of the priority."""
        self.write("ubproject.toml", self.read("ubproject.toml") + SUPPORT)

    # ------------------------------------------------------------------ running

    @property
    def pages(self) -> Path:
        """Where `build` writes."""
        return self.root / "_build" / "staging"

    def check(self, *, strict_time: bool = False) -> CheckResult:
        """Run the gate; what has been read before is not read again."""
        return check_project(
            self.root,
            today=TODAY,
            strict_time=strict_time,
            doctreedir=self.root / "_build" / "doctrees",
        )

    def build(self, builder: str = "html", *, preview: bool = False) -> CheckResult:
        """Run the gate and write the pages that have changed."""
        return run_sphinx(
            self.root,
            builder=builder,
            outdir=self.pages,
            doctreedir=self.root / "_build" / "doctrees",
            today=TODAY,
            preview=preview,
        )

    def findings(self) -> list[tuple[str, int, str]]:
        """File, line and code of each finding of `check`, in the report's order."""
        return [place_and_code(found) for found in self.check().findings]

    def page(self, name: str) -> BeautifulSoup:
        """A page as it was built."""
        return parsed(self.pages / f"{name}.html")

    def graph(self) -> Graph:
        """All objects, as the gate sees them."""
        with self.application(CheckBuilder.name) as app:
            app.build()
            return plan_graph(build_of(app))

    def application(self, builder: str, *, parallel: int = 1) -> AbstractContextManager[Sphinx]:
        """An application of Sphinx that has not run yet."""
        return sphinx_application(self.root, self.root / "_build", builder, parallel=parallel)

    # ------------------------------------------------------------------ comparing

    def forget_times(self) -> None:
        """Mark every built file, so that `rewritten` tells which are written anew.

        The mark is a time to come: an old one would make Sphinx write the pages.
        """
        for path in files_in(self.pages):
            os.utime(path, (MARK, MARK))

    def rewritten(self) -> set[str]:
        """The pages written since `forget_times`, without suffix."""
        return {
            path.relative_to(self.pages).with_suffix("").as_posix()
            for path in files_in(self.pages)
            if path.suffix == ".html" and path.stat().st_mtime != MARK
        }


@contextmanager
def sphinx_application(
    source: Path,
    target: Path,
    builder: str,
    *,
    parallel: int = 1,
) -> Iterator[Sphinx]:
    """An application of Sphinx that has not run yet; its warnings are in ``app._warning``."""
    with patch_docutils(source), docutils_namespace():
        yield Sphinx(
            srcdir=source,
            confdir=source,
            outdir=target / builder,
            doctreedir=target / "doctrees",
            buildername=builder,
            confoverrides={"policytrace_today": TODAY.isoformat()},
            status=None,
            warning=io.StringIO(),
            parallel=parallel,
        )


def place_and_code(found: Finding) -> tuple[str, int, str]:
    """What an editor needs most of a finding."""
    return found.location.file, found.location.line, found.code


def parsed(path: Path) -> BeautifulSoup:
    """A built page."""
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def files_in(folder: Path) -> list[Path]:
    """All files in a folder and the folders in it."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def contents(folder: Path) -> dict[str, bytes]:
    """What each file holds, by its path in the folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files_in(folder)}
