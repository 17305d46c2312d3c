"""A chart as it stands on a page."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from nicbook.drawing.charts.chart import Chart
from nicbook.drawing.charts.geometry import NARROW, WIDE
from nicbook.drawing.charts.layout import lay_out_chart
from nicbook.drawing.charts.scale import ValueScale
from nicbook.drawing.charts.svg import to_svg


def drawings(
    chart: Chart, prefix: str, *, scale: ValueScale | None = None, span: tuple[date, date] | None = None
) -> Markup:
    """The drawing twice, for wide places and for narrow ones: the stylesheet shows one of them.

    `scale` and `span` are those of all charts that it is compared with.
    """
    layouts = (lay_out_chart(chart, size, scale=scale, span=span) for size in (WIDE, NARROW))
    both = (to_svg(layout, prefix=f"{prefix}-{number}", list_id=prefix) for number, layout in enumerate(layouts))
    return Markup('<div class="nicbook-chart-both">\n{}\n</div>').format(Markup("\n").join(both))
