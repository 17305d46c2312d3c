"""A small website made by hand: pages of every shape that the shell must carry, some of them hostile."""

from __future__ import annotations

from html import escape

from nicbook.pages.page import Heading, Page
from nicbook.website import Website

TITLES_THAT_LOOK_LIKE_CODE = (
    "&lt;/title&gt;&lt;script&gt;document.body.dataset.ran=1&lt;/script&gt;",
    "</title><script>document.body.dataset.ran=1</script>",
    '"><img src=x onerror=document.body.dataset.ran=1>',
    "&#60;img src=x onerror=document.body.dataset.ran=1&#62;",
)
"""Titles that records refuse: should one ever come through, the shell must not run it."""

_PROSE = """<h1>How we work</h1>
<p>A network of schools works on <strong>one specific problem</strong> with one shared theory of how to solve it. It tests
changes in small cycles, looks at data from <em>inside</em> the work, and keeps what it learns where others can
<a href="../networks/demo/">find it</a>.</p>
<h2 id="start-small">Start small</h2>
<p>One classroom, one week, one question. A test without a prediction is an observation; a prediction that fails teaches
more than one that comes true. See <a href="#look">how to look</a>, or <code>theory/networks/demo/network.yml</code>.</p>
<ul><li>What are we trying to accomplish?</li><li>How will we know that a change is an improvement?</li>
<li>What changes can we make that will lead to improvement?</li></ul>
<blockquote><p>Variability is the problem to solve: not what works on average, but how to get it reliably.</p></blockquote>
<h2 id="look">Look at the data together</h2>
<h3 id="tables">In a table</h3>
<table><thead><tr><th>School</th><th>Before</th><th>After</th></tr></thead><tbody>
<tr><td>Lincoln</td><td>41 percent</td><td>58 percent</td></tr><tr><td>Monroe</td><td>39 percent</td><td>38 percent</td></tr>
</tbody></table>
<h3 id="code">In a file</h3>
<pre><code>title: Credit in one year
measure: credit-rate
</code></pre>"""

_RECORD = """<p><a href="../../">Demo network</a> › <a href="../">Aims</a></p>
<h1>Half of the students earn credit in one year</h1>
<p>Of all students who are placed into developmental mathematics, 50 percent earn college credit within one year.</p>
<h2 id="drivers">What drives it</h2><ul><li>Productive persistence</li><li>Advancing quality teaching</li></ul>
<h2 id="sources">Sources</h2><p>None yet.</p>"""


def page(address: str, title: str, html: str = "", **more) -> Page:
    return Page(address, title, f'<div class="nicbook">{html or f"<h1>{escape(title)}</h1>"}</div>', **more)


def website() -> Website:
    pages = [
        page(
            "",
            "Home",
            "<h1>Schools that learn together</h1><p>Students who are placed into developmental mathematics rarely "
            'finish it. <a href="networks/demo/">The demo network</a> works on that.</p>',
            search="home students mathematics",
            description="What the network works on & what it has learned",
            in_navigation=True,
        ),
        page("networks/demo/", "Demo network", in_navigation=True, source="theory/networks/demo/network.yml"),
        page("networks/demo/aims/", "Aims", in_navigation=True),
        page("networks/demo/drivers/", "Drivers", in_navigation=True),
        page(
            "networks/demo/aims/credit/",
            "Half of the students earn credit in one year",
            _RECORD,
            headings=(
                Heading(1, "title", "Half of the students earn credit in one year"),
                Heading(2, "drivers", "What drives it"),
                Heading(2, "sources", "Sources"),
            ),
            search="fifty percent transfer-level mathematics",
            source="theory/networks/demo/aims/credit.yml",
        ),
        page("networks/other/", "Another network", in_navigation=True),
        page("networks/other/aims/", "Aims", in_navigation=True),
        page(
            "about/",
            "How we work",
            _PROSE,
            headings=(
                Heading(2, "start-small", "Start small"),
                Heading(2, "look", "Look at the data together"),
                Heading(3, "tables", "In a table"),
                Heading(3, "code", "In a file"),
            ),
            search="cycles predictions small tests",
            source="content/about.md",
            in_navigation=True,
        ),
    ]
    pages += [
        page(f"hostile/{number}/", title, search=f"hostile {title}", description=title, in_navigation=True)
        for number, title in enumerate(TITLES_THAT_LOOK_LIKE_CODE)
    ]
    return Website({page.address: page for page in pages}, {"assets/nicbook.css": b".nicbook {}"})
