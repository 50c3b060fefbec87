"""``robots.txt``: what is asked of search engines."""

from __future__ import annotations

import gettext
from collections.abc import Mapping

from policytrace.messages import message
from policytrace.site.exports.registry import exporter
from policytrace.site.open_files import SITEMAP
from policytrace.snapshot import Snapshot


@exporter
def robots_txt(snapshot: Snapshot, translations: gettext.NullTranslations) -> Mapping[str, bytes]:
    """One file, that lets every page be read, also those of a draft.

    A draft is kept out of search engines by ``noindex`` on each page. A page that they may not read
    (``Disallow``) can still be listed, since they never see its ``noindex`` (RFC 9309 governs
    reading, not listing).
    """
    metamodel = snapshot.metamodel
    lines = ["User-agent: *", "Allow: /"]
    if not metamodel.publisher.official:
        why = message(
            "A draft: each page asks not to be listed (noindex). That is seen only by those who "
            "may read the pages, so reading is not forbidden here."
        )
        lines.insert(0, f"# {why.render(translations)}")
    elif metamodel.site is not None:
        lines += ["", f"Sitemap: {metamodel.site}/{SITEMAP}"]
    return {"robots.txt": ("\n".join(lines) + "\n").encode()}
