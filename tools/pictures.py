"""Make the small pictures of docs/pages: `python tools/pictures.py PAGES [TARGET]`.

PAGES is the folder `pages` of an output, such as `output/pages` after `make demo`. Needs the extra `dev` and
Chromium.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

PAGES = {
    "index": "index.html",
    "practices": "question/practice-directory.html#population-children",
    "gaps": "question/gaps-by-country.html",
    "map": "question/where-practices-are.html",
    "who-works-on-what": "question/who-works-on-what.html",
    "timeline": "question/over-time.html",
    "questions": "question/questions-to-governments.html",
    "champions": "question/champions.html",
    "glossary": "question/contested-terms.html",
    "pairs": "question/could-teach.html",
    "table": "question/repairs.html",
    "objective": "objective/13.html",
    "country": "country/MEX.html",
    "organisation": "organisation/iom.html",
    "population": "population/children.html",
    "report": "report/example-2018-detention-alternatives.html",
}
DARK = ("map", "country")
"""Shown as they are in the dark."""


def main(pages: Path, target: Path) -> None:
    from playwright.sync_api import sync_playwright

    target.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for name, page in PAGES.items():
            phone = name == "report"
            context = browser.new_context(
                viewport={"width": 400 if phone else 1280, "height": 800},
                device_scale_factor=0.5,
                color_scheme="dark" if name in DARK else "light",
            )
            shown = context.new_page()
            file, _, place = page.partition("#")
            shown.goto((pages / file).resolve().as_uri() + ("#" + place if place else ""))
            shown.wait_for_timeout(200)
            shown.screenshot(path=target / f"{name}.png")
            context.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "docs" / "pages")
