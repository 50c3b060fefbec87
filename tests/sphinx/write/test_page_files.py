"""Pictures and files of pages: named alike in every build, gone when no page has them."""

from __future__ import annotations

import shutil

from tests.sphinx.tiny import TinyProject, contents

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 4 {} 9z"/></svg>'


def published(project: TinyProject) -> set[str]:
    """The pictures and files that are published of pages."""
    return {
        name.rpartition("/")[2]
        for name in contents(project.pages)
        if name.startswith(("_images/", "_downloads/"))
    }


def test_what_a_page_no_longer_shows_or_offers_is_not_published(project: TinyProject) -> None:
    project.write("hus.svg", PICTURE.format(5))
    project.write("underlag.csv", "a,b\n1,2\n")
    before = project.read("matt.md")
    project.write(
        "matt.md",
        f"{before}\n![Ett hus](hus.svg)\n\n{{download}}`Underlaget <underlag.csv>`\n\n"
        "```{uml}\n:alt: Från A till B\n\nA --> B\n```\n",
    )
    assert not project.build().findings
    shown = published(project)
    assert {"hus.svg", "underlag.csv"} < shown
    assert len(shown) == 3, "the diagram too"

    project.write("matt.md", before)
    assert not project.build().failed

    assert published(project) == set()


def test_a_picture_that_another_page_still_shows_stays(project: TinyProject) -> None:
    project.write("hus.svg", PICTURE.format(5))
    before = project.read("matt.md")
    for page in ("matt.md", "plan.md"):
        project.write(page, f"{project.read(page)}\n![Ett hus](hus.svg)\n")
    project.build()

    project.write("matt.md", before)
    project.build()

    assert published(project) == {"hus.svg"}


def test_pictures_of_one_name_are_named_as_in_a_clean_build(project: TinyProject) -> None:
    for folder, shape in (("a", 5), ("b", 6)):
        project.write(f"{folder}/hus.svg", PICTURE.format(shape))
    before = project.read("matt.md")
    project.write("matt.md", f"{before}\n![Ett hus](a/hus.svg)\n")
    project.write("plan.md", f"{project.read('plan.md')}\n![Ett hus](b/hus.svg)\n")
    project.build()
    assert published(project) == {"hus.svg", "hus1.svg"}

    project.write("matt.md", before)
    project.build()
    after = contents(project.pages)
    shutil.rmtree(project.root / "_build")
    project.build()

    clean = contents(project.pages)
    assert {name for name in clean if name.startswith("_images/")} == {"_images/hus.svg"}
    for name in ("plan.html", "_images/hus.svg"):
        assert after[name] == clean[name]
    assert "_images/hus1.svg" not in after
