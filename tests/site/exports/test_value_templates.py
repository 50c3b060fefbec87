"""The templates that the site offers: one for each indicator and one for all; nothing is hidden."""

from __future__ import annotations

from policytrace.messages import catalogue
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Sex
from policytrace.site.exports.registry import FileToMake
from policytrace.site.exports.value_templates import value_templates
from policytrace.site.value_template_files import ALL, template_path
from tests.measure.figures import figure
from tests.plan_builder import item
from tests.site.views.measured import drawn_part, measured, snapshot_of, with_values
from tests.sources.templates.making import opened


def offered(value: str = "7.5", count: int | None = None) -> dict[str, FileToMake]:
    rows = (
        figure("2018", value, Sex.WOMEN, count=count),
        figure("2018", "40", Sex.MEN, count=count and 90),
    )
    graph = with_values(
        item("IND-A", Role.INDICATOR, title="Mått A", unit="procent"),
        item("IND-B", Role.INDICATOR, title="Mått B", unit="procent"),
        IND_A=rows,
    )
    return dict(value_templates(snapshot_of(graph), catalogue("sv")))


def test_there_is_one_for_each_indicator_and_one_for_all() -> None:
    found = offered()
    assert found.keys() == {template_path("IND-A"), template_path("IND-B"), ALL}
    assert opened(found[ALL].make()).sheetnames == ["Läs detta först", "IND-A", "IND-B", "_listor"]
    assert opened(found[template_path("IND-A")].make())["IND-A"]["A1"].value == "Mått A"


def test_it_is_made_again_when_a_value_changes_and_only_then() -> None:
    before, again, changed = offered(), offered(), offered("7.6")
    name, other = template_path("IND-A"), template_path("IND-B")
    assert before[name].fingerprint == again[name].fingerprint != changed[name].fingerprint
    assert before[other].fingerprint == changed[other].fingerprint
    assert before[ALL].fingerprint != changed[ALL].fingerprint


def test_a_value_on_few_persons_is_in_none() -> None:
    found = offered("33.3", count=3)
    for file in found.values():
        cells = [
            cell.value for page in opened(file.make()) for line in page.iter_rows() for cell in line
        ]
        assert "33.3" not in cells
        assert 33.3 not in cells


def test_the_page_of_an_indicator_leads_to_its_own() -> None:
    for soup in (drawn_part(measured()), drawn_part(measured(figure("2018", "7", Sex.WOMEN)))):
        links = [str(link["href"]) for link in soup.select("a[download][href$=xlsx]")]
        assert [link.removeprefix("../") for link in links] == [template_path("IND-A"), ALL]
