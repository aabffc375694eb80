"""Every part of every page in a real browser, 360 px wide: see exhibition.py for the choice of pages.

A new address comes in by itself as soon as the access matrix names it.
"""

import pytest

from enishi.accounts.roles import Role
from journeys.chromium import PATIENCE
from meta.addresses import VISITOR
from meta.exhibition import of_every_shape, on_show
from meta.read_once import found_on
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
"""Fetched and compiled by the browser itself, with the page: handed over with each page it took a tenth of the time."""
FAULTS_ALONE = {"reporter": "no-passes", "resultTypes": ["violations"]}
"""To write down what is in order takes axe a fifth of its time."""
STRUCTURE = FAULTS_ALONE | {"rules": {"color-contrast": {"enabled": False}, "link-in-text-block": {"enabled": False}}}
OF_KINDS_ALONE = {"region": {"enabled": False}}
"""Whether a thing stands within a landmark hangs on what it stands in, which is its kind (`exhibition.of_every_shape`): asked
where a kind is seen first, it needs not be asked of a page of known ones, of which it is the dearest rule."""
COLOURS = FAULTS_ALONE | {"runOnly": ["color-contrast", "link-in-text-block"], "preload": False}
"""Four fifths of the time would go into the colours of the same menu and the same footer on page after page."""

LOOK_AT = """async ([structure, colours, smallest, main]) => {
  // Style sheets and media are read ahead only where there are media: the one rule that wants style sheets is not among those
  // that axe applies, and to read them takes longer than the other rules.
  const preload = document.querySelector('audio, video') ? {assets: ['media']} : false
  const {violations} = await axe.run({...structure, preload})
  const fresh = (FIND_NEW_LOOKS)()
  if (fresh.length) violations.push(...(await axe.run({include: fresh}, colours)).violations)
  return {
    sideways: document.scrollingElement.scrollWidth > innerWidth,
    violations: violations.map(v => [v.id, v.nodes.slice(0, 3).map(n => n.target.join(' '))]),
    small: smallest ? (SMALL_TARGETS)([smallest, main]) : [],
  }
}"""
"""Everything that is asked of a page, in one question."""

FIND_NEW_LOOKS = """() => {
  const known = new Set(JSON.parse(sessionStorage.looks ?? '[]')), found = [], behind = new Map()
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
    found.push(e)
  }
  if (found.length) sessionStorage.looks = JSON.stringify([...known])
  return found
}"""
"""What stands on the page in a look that this sheet of the browser has not seen before (its own colours and size, and
everything painted behind it): colours are checked once for each look, wherever it first appears."""


@pytest.mark.browser
def test_every_kind_of_page_can_be_used_on_a_small_telephone_with_a_screen_reader_and_a_thick_finger(tour, chromium):
    pages = of_every_shape(tour.pages)
    assert ONLY.pattern or {page.role for page in pages} > OURS
    assert not (faults := faults_of(pages, chromium)), "\n".join(faults)


@pytest.mark.browser
def test_what_cannot_be_used_is_found(chromium):
    """The promise above would hold of a browser that sees nothing, too. What hangs on kinds and looks alone is told once."""
    bad, again = (
        Visit(
            role=VISITOR, name="bad", method="GET", path=path, whose="", allowed=True, status=200, location="",
            content_type="text/html", html=BAD, writes=(), queries=0, problem="",
        )
        for path in ("/bad", "/again")
    )  # fmt: skip
    faults = faults_of([bad, again], chromium)
    for page, once in ((bad, True), (again, False)):
        found = " ".join(fault for fault in faults if fault.startswith(page.line))
        for fault in ("scrolls sideways", "label", "heading-order", "too small"):
            assert fault in found, (fault, found)
        for fault in ("color-contrast", "link-in-text-block", "region"):
            assert (fault in found) is once, (fault, found)


BAD = """<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>だめなページ</title>
<style>body { color: #111; background: #fff } a { color: #333; text-decoration: none } .pale { color: #ccc } .wide { width: 900px }
button { padding: 0; height: 12px }</style></head><body><main><h1>見出し</h1><h4>飛んだ見出し</h4><p class="pale">うすい字</p>
<p>ことばのなかの<a href="/x">見えないリンク</a>があります。</p><input name="n"><div class="wide">広い</div><button>小</button></main>
<p>どこにもない</p></body></html>"""


def faults_of(pages, chromium):
    """What is wrong on these pages, a line each."""
    from axe_playwright_python.base import AXE_FILE_PATH

    faults = []
    context = chromium.new_context(viewport={"width": WIDTH, "height": 740})
    context.set_default_timeout(PATIENCE)
    look = LOOK_AT.replace("FIND_NEW_LOOKS", FIND_NEW_LOOKS).replace("SMALL_TARGETS", SMALL_TARGETS)
    with on_show(pages, scripts={AXE: AXE_FILE_PATH}) as addresses:
        sheet, known = context.new_page(), set[tuple[str, str]]()
        for page, address in zip(pages, addresses, strict=True):
            sheet.goto(address, wait_until="load")
            sizes = [SMALLEST, MAIN] if page.role in OURS else [0, 0]
            kinds = found_on(page.html).shapes
            left = {} if kinds - known else OF_KINDS_ALONE
            known |= kinds
            asked = STRUCTURE | {"rules": STRUCTURE["rules"] | left}
            seen = sheet.evaluate(look, [asked, COLOURS, *sizes])
            if seen["sideways"]:
                faults.append(f"{page.line}: scrolls sideways")
            faults += [f"{page.line}: {rule} {where}" for rule, where in seen["violations"]]
            faults += [f"{page.line}: too small {target}" for target in seen["small"]]
    context.close()
    return faults
