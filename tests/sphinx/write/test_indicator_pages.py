"""What is measured, as it is built: pages, files, and nothing of what is hidden."""

from __future__ import annotations

import csv
import io

import pytest

from tests.sphinx.tiny import TinyProject, contents, files_in

AREAS = """\
namn,slag,kolada
Lillköping,kommun,1999
Norra,valdistrikt,
Södra,valdistrikt,
Västra,valdistrikt,
"""

DATA = "strategy/indikatorer/data/ind-a.csv"

HEADER = "period,område,kön,grupp,värde,antal,status,källa,hämtad\n"

VALUES = f"""{HEADER}\
2026,Lillköping,kvinnor,,20,900,,egen enkät,2027-01-10
2026,Lillköping,män,,8,900,,egen enkät,2027-01-10
2025,Lillköping,kvinnor,,22,900,,egen enkät,2027-01-10
2025,Lillköping,män,,8,900,,egen enkät,2027-01-10
"""

SECRETS = f"""{HEADER}\
2026,Lillköping,totalt,,51.23,935,,Egen bearbetning (a@b: c.csv): (3+156)/(4+211),2027-01-10
2026,Norra,totalt,,61.37,3,,egen enkät (tre av fyra),2027-01-10
2026,Södra,totalt,,62.41,432,,egen enkät,2027-01-10
2026,Västra,totalt,,63.59,500,,"egen enkät, 3+156",2027-01-10
"""

OVERVIEWS = """\
# Översikter

```{indikatortabell}
```

## Alla

```{indikatoröversikt}
```

## Distrikten

```{områdesöversikt}
```
"""


@pytest.fixture
def measured(project: TinyProject) -> TinyProject:
    """A project whose indicator has values, shown on pages of every kind."""
    project.edit("index.md", "\nmatt\n", "\nmatt\noversikter\nannat\n")
    project.write("oversikter.md", OVERVIEWS)
    project.write("annat.md", "# Något annat\n\nEn text för sig.\n")
    project.write("strategy/indikatorer/omraden.csv", AREAS)
    project.write(DATA, VALUES)
    return project


def build(project: TinyProject) -> None:
    result = project.build()
    assert not result.failed, result.findings


def test_the_page_offers_the_values_as_a_file(measured: TinyProject) -> None:
    build(measured)
    link = measured.page("objekt/IND-A").select_one("a[download]")
    assert link is not None
    file = (measured.pages / "objekt" / str(link["href"])).resolve()
    rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))))
    assert [(row["period"], row["kön"], row["värde"]) for row in rows] == [
        ("2025", "kvinnor", "22"),
        ("2026", "kvinnor", "20"),
        ("2025", "män", "8"),
        ("2026", "män", "8"),
    ]


def test_the_page_has_its_charts_in_it(measured: TinyProject) -> None:
    build(measured)
    figures = measured.page("objekt/IND-A").find_all("figure")
    assert len(figures) == 2
    for figure in figures:
        picture = figure.find("svg", role="img")
        names = [figure.find(id=each) for each in picture["aria-labelledby"].split()]
        assert all(name is not None and name.get_text() for name in names)


def test_pages_with_charts_and_no_others_load_what_readies_them_for_paper(
    measured: TinyProject,
) -> None:
    measured.write("oversikter.md", "# Översikter\n\n```{mättäckning}\n```\n")
    build(measured)
    for name in ("objekt/IND-A", "oversikter", "annat", "objekt/ORG-KS"):
        page = measured.page(name)
        loaded = bool(page.select("script[src*='charts.js']"))
        assert (
            loaded == bool(page.select("svg.pt-chart")) == (name in ("objekt/IND-A", "oversikter"))
        )


def test_a_changed_value_is_new_on_every_page_that_shows_it_and_no_other(
    measured: TinyProject,
) -> None:
    build(measured)
    measured.forget_times()
    measured.edit(DATA, "2026,Lillköping,kvinnor,,20,", "2026,Lillköping,kvinnor,,17.5,")
    build(measured)
    rewritten = measured.rewritten() - {"search"}
    assert {"matt", "oversikter", "objekt/IND-A"} <= rewritten
    for page in rewritten:
        assert "17,5" in measured.page(page).get_text(), page
    assert "17.5" in (measured.pages / "data" / "ind-a.csv").read_text(encoding="utf-8")


def test_values_that_are_taken_away_leave_no_file(measured: TinyProject) -> None:
    build(measured)
    assert (measured.pages / "data" / "ind-a.csv").is_file()
    (measured.root / DATA).unlink()
    build(measured)
    assert not (measured.pages / "data" / "ind-a.csv").exists()
    assert "Det finns inget värde än" in measured.page("objekt/IND-A").get_text()


def test_nothing_that_is_built_holds_a_hidden_value(measured: TinyProject) -> None:
    measured.write(DATA, SECRETS)
    measured.edit(
        "ubproject.toml",
        '# Severity by rule: "fel", "varning", "upplysning" or "av". Left out: the rule\'s own.\n',
        'PT305 = "av"\n',
    )
    build(measured)
    shown = b"\n".join(
        content
        for name, content in contents(measured.root / "_build").items()
        if not name.endswith((".pickle", ".doctree"))
    ).decode("utf-8", "replace")
    assert "63,59" in shown
    for secret in ("61,37", "61.37", "62,41", "62.41", "(3+156)", "3+156", "4+211", "tre av fyra"):
        assert secret not in shown
    assert "sekretess" in measured.page("objekt/IND-A").get_text()


def test_two_builds_give_the_same_bytes(measured: TinyProject) -> None:
    build(measured)
    first = contents(measured.pages)
    for path in files_in(measured.root / "_build"):
        path.unlink()
    build(measured)
    second = contents(measured.pages)
    changing = {".buildinfo", "objects.inv"}
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name] and name not in changing] == []
