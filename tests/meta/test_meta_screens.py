"""Every part of every page in a real browser, 360 px wide: see exhibition.py for the choice of pages.

A new address comes in by itself as soon as the access matrix names it.
"""

import pytest

from enishi.accounts.roles import Role
from journeys.chromium import PATIENCE
from meta.addresses import VISITOR
from meta.exhibition import of_every_shape, on_show
from meta.tour import ONLY, Visit

WIDTH = 360
SMALLEST, MAIN = 24, 48
"""CSS pixels: WCAG 2.2 AA for any target, and ours for what a page is there for."""
OURS = {VISITOR, str(Role.PHYSICIAN)}
"""Whose pages are held to the sizes of targets."""

SMALL_TARGETS = """([smallest, main]) => {
  const found = []
  const inText = e => getComputedStyle(e).display === 'inline' && e.parentElement.textContent.trim() !== e.textContent.trim()
  for (const e of document.querySelectorAll('a[href], button, input, select, textarea, summary')) {
    const label = e.closest('label') || (e.id && document.querySelector(`label[for="${e.id}"]`))
    const choice = ['radio', 'checkbox'].includes(e.type)
    const box = (choice && label ? label : e).getBoundingClientRect()
    const inView = e.checkVisibility() && box.width > 1 && box.height > 1 && box.right > 0 && box.bottom > 0
    if (!inView || e.type === 'hidden' || inText(e)) continue
    const wanted = e.closest('main') && (e.matches('.btn') || e.type === 'submit') ? main : smallest
    const [width, height] = [Math.round(box.width), Math.round(box.height)]
    if (width < smallest || height < wanted) found.push(`${e.tagName.toLowerCase()}.${e.className} "${e.textContent.trim().slice(0, 20)}" ${width}×${height}`)
  }
  return found
}"""

AXE = "/axe.js"
"""Fetched and compiled by the browser itself: handed over with each page it took a tenth of the time."""
STRUCTURE = {
    "resultTypes": ["violations"],
    "rules": {"color-contrast": {"enabled": False}, "link-in-text-block": {"enabled": False}},
    "preload": {"assets": ["media"]},
}
"""Without reading the style sheets ahead for the one rule that wants them, which is an experiment of axe's and not among
those it applies: a quarter of its time."""
COLOURS = {"resultTypes": ["violations"], "runOnly": ["color-contrast", "link-in-text-block"]}
"""Four fifths of the time would go into the colours of the same menu and the same footer on page after page."""

FIND_NEW_LOOKS = """seen => {
  const known = new Set(seen), found = [], behind = new Map()
  window.inNewLooks = []
  const kind = e => e ? `${e.localName}.${e.className.baseVal ?? e.className}` : ''
  const under = e => {
    if (!e) return ''
    if (!behind.has(e)) {
      const s = getComputedStyle(e)
      const plain = s.backgroundColor === 'rgba(0, 0, 0, 0)' && s.backgroundImage === 'none' && s.opacity === '1' &&
        s.position === 'static' && s.filter === 'none' && s.mixBlendMode === 'normal'
      const look = [s.backgroundColor, s.backgroundImage, s.opacity, s.position, s.zIndex, s.filter, s.mixBlendMode]
      behind.set(e, under(e.parentElement) + (plain ? '' : `/${look}`))
    }
    return behind.get(e)
  }
  for (const e of document.body.querySelectorAll('*')) {
    const speaks = e.matches('input, select, textarea, button') ||
      [...e.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.data.trim())
    if (!speaks || !e.checkVisibility()) continue
    const s = getComputedStyle(e), off = e.closest(':disabled, [aria-disabled="true"]') || e.control?.disabled
    const link = e.matches('a') && e.parentElement && [getComputedStyle(e.parentElement).color, s.textDecorationLine]
    const look = [kind(e.parentElement), kind(e), link, e.type, s.color, s.fontSize, s.fontWeight, s.textShadow,
      s.visibility, !!off, under(e)].join('|')
    if (known.has(look)) continue
    known.add(look)
    found.push(look)
    window.inNewLooks.push(e)
  }
  return found
}"""
"""Finds what stands on the page in a look not seen before (its own colours and size, and everything painted behind it),
and returns those looks: colours are checked once for each look, wherever it first appears."""


@pytest.mark.browser
def test_every_kind_of_page_can_be_used_on_a_small_telephone_with_a_screen_reader_and_a_thick_finger(tour, chromium):
    pages = of_every_shape(tour.pages)
    assert ONLY.pattern or {page.role for page in pages} > OURS
    assert not (faults := faults_of(pages, chromium)), "\n".join(faults)


@pytest.mark.browser
def test_what_cannot_be_used_is_found(chromium):
    """The promise above would hold of a browser that sees nothing, too."""
    page = Visit(
        role=VISITOR, name="bad", method="GET", path="/bad", whose="", allowed=True, status=200, location="",
        content_type="text/html", html=BAD, writes=(), queries=0, problem="",
    )  # fmt: skip
    found = " ".join(faults_of([page], chromium))
    for fault in ("scrolls sideways", "color-contrast", "link-in-text-block", "label", "heading-order", "too small"):
        assert fault in found, (fault, found)


BAD = """<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>だめなページ</title>
<style>body { color: #111; background: #fff } a { color: #333; text-decoration: none } .pale { color: #ccc } .wide { width: 900px }
button { padding: 0; height: 12px }</style></head><body><main><h1>見出し</h1><h4>飛んだ見出し</h4><p class="pale">うすい字</p>
<p>ことばのなかの<a href="/x">見えないリンク</a>があります。</p><input name="n"><div class="wide">広い</div><button>小</button></main>
</body></html>"""


def faults_of(pages, chromium):
    """What is wrong on these pages, a line each."""
    from axe_playwright_python.base import AXE_FILE_PATH

    faults = []
    context = chromium.new_context(viewport={"width": WIDTH, "height": 740})
    context.set_default_timeout(PATIENCE)
    with on_show(pages, scripts={AXE: AXE_FILE_PATH}) as addresses:
        sheet, looks = context.new_page(), set[str]()
        for page, address in zip(pages, addresses, strict=True):
            sheet.goto(address, wait_until="load")
            if sheet.evaluate("document.scrollingElement.scrollWidth > innerWidth"):
                faults.append(f"{page.line}: scrolls sideways")
            sheet.add_script_tag(url=AXE)
            violations = sheet.evaluate("options => axe.run(options).then(found => found.violations)", STRUCTURE)
            if new := sheet.evaluate(FIND_NEW_LOOKS, list(looks)):
                looks.update(new)
                at_these = "options => axe.run({include: window.inNewLooks}, options).then(found => found.violations)"
                violations += sheet.evaluate(at_these, COLOURS)
            for violation in violations:
                where = [" ".join(node["target"]) for node in violation["nodes"]][:3]
                faults.append(f"{page.line}: {violation['id']} {where}")
            if page.role in OURS:
                small = sheet.evaluate(SMALL_TARGETS, [SMALLEST, MAIN])
                faults += [f"{page.line}: too small {target}" for target in small]
    context.close()
    return faults
