"""The diagram as a slide to edit: shapes of PowerPoint's own, and connectors that follow the boxes they are glued to."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from nicbook.drawing.diagram import Kind, Strength
from nicbook.drawing.layout import MARGIN as INSET
from nicbook.drawing.layout import BOLD, MOST_LINES, SAMPLES, SMALL_LINE, SMALL_SIZE, TITLE_SIZE, Box, Layout
from nicbook.drawing.outline import walk
from nicbook.drawing.svg import spoken_names
from nicbook.drawing.wrapping import one_line, text_width, wrap
from nicbook.exports import CannotExport
from nicbook.exports.words import COLOUR_OF, colours, status_words

if TYPE_CHECKING:
    from pptx.shapes.autoshape import Shape
    from pptx.shapes.connector import Connector
    from pptx.shapes.shapetree import SlideShapes
    from pptx.slide import Slide

WIDTH, HEIGHT = 960, 540
"""Points: a slide of 16:9, as PowerPoint makes it."""
MARGIN, TITLE = 20, 60
"""Points: at the edges, and for the title with the margin above it."""
SMALLEST, LARGEST = 11, 18
"""Points of the words in a box. A theory that would need smaller ones gets a larger slide instead .."""
MOST = 56 * 72
""".. up to the widest and highest that PowerPoint allows, in points."""

_LEFT_SIDE, _RIGHT_SIDE = 1, 3
"""The connection sites of a rectangle."""
WORDS = 190
"""px of the drawing: the room for a heading, or for words of the legend."""
GAP = "   "
NOTE, PADDING, LINE = 16, 7, 1.2
"""Points for the line below the title, and beside the words in a box; how high a line is for its type."""
_FIXED = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the archive: the same theory makes the same bytes."""
_DECORATIVE = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)


def to_slide(layout: Layout) -> bytes:
    """A presentation of one slide. A screen reader is told the boxes in the order of the outline, with what each drives.

    Raises CannotExport where python-pptx is not installed.
    """
    try:
        from pptx import Presentation
    except ImportError as error:
        raise CannotExport.without("pptx") from error
    presentation = Presentation()
    width, height, size = _sizes(layout)
    _resize(presentation, _emu(width), _emu(height))
    slide = presentation.slides.add_slide(presentation.slide_layouts[5])  # "Title Only"
    slide.shapes.turbo_add_enabled = True  # else numbering the shapes is quadratic
    _Drawing(slide, layout, width, height, size).draw()
    properties = presentation.core_properties
    for property in list(properties._element):  # the template's author and dates
        properties._element.remove(property)
    properties.title = one_line(layout.diagram.title)
    written = io.BytesIO()
    presentation.save(written)
    return _without_dates(written.getvalue())


def _sizes(layout: Layout) -> tuple[float, float, float]:
    """The slide's width and height, and the size of type with which all words fit their boxes, in points."""
    least = SMALLEST / TITLE_SIZE
    while True:
        width = min(max(WIDTH, layout.width * least + 2 * MARGIN), MOST)
        height = min(max(HEIGHT, layout.height * least + TITLE + MARGIN), MOST)
        across, down = _scales(layout, width, height)
        for half_points in range(2 * LARGEST, 2 * SMALLEST - 1, -1):
            if all(_fits(box, half_points / 2, across, down) for box in layout.boxes):
                return width, height, half_points / 2
        if MOST in (width, height):
            return width, height, min(SMALLEST, TITLE_SIZE * min(across, down))
        least *= 1.05


def _scales(layout: Layout, width: float, height: float) -> tuple[float, float]:
    """How many points one px of the drawing is, across and down: it takes all of the slide."""
    return (width - 2 * MARGIN) / layout.width, (height - TITLE - MARGIN) / layout.height


def _fits(box: Box, size: float, across: float, down: float) -> bool:
    lines = _lines(box, size, across)
    status = _small(size) if box.node.status and not _is_beside(box, size, across) else 0
    is_whole = not lines or not lines[-1].endswith("…") or box.lines[-1].endswith("…")
    return is_whole and LINE * (len(lines) * size + status) <= box.height * down


def _lines(box: Box, size: float, across: float) -> tuple[str, ...]:
    return wrap(box.node.title, box.width * across - 2 * PADDING, size, MOST_LINES)


def _is_beside(box: Box, size: float, across: float) -> bool:
    """Whether the status fits after the last line of the title."""
    lines = _lines(box, size, across)
    status = text_width(GAP + status_words(box.node), _small(size))
    return bool(lines) and text_width(lines[-1], size) + status <= box.width * across - 2 * PADDING


def _small(size: float) -> float:
    """The size of status, headings and legend."""
    return max(size * SMALL_SIZE / TITLE_SIZE, min(size, SMALLEST))


def _resize(presentation: Any, width: int, height: int) -> None:
    """Another size for the slides, and the template's places for words along with it."""
    across, down = width / presentation.slide_width, height / presentation.slide_height
    presentation.slide_width, presentation.slide_height = width, height
    for master in presentation.slide_masters:
        shapes = [shape for part in (master, *master.slide_layouts) for shape in part.placeholders]
        places = [(shape.left, shape.top, shape.width, shape.height) for shape in shapes]
        for shape, (left, top, width, height) in zip(shapes, places):
            shape.left, shape.width = round(left * across), round(width * across)
            shape.top, shape.height = round(top * down), round(height * down)


class _Drawing:
    """One layout on one slide."""

    def __init__(self, slide: Slide, layout: Layout, width: float, height: float, size: float) -> None:
        self.shapes: SlideShapes = slide.shapes
        self.layout, self.width, self.size = layout, width, size
        self.across, self.down = _scales(layout, width, height)

    def draw(self) -> None:
        self.title()
        for heading in self.layout.headings:
            self.words(heading.x, heading.lines, bold=True)
        # The lines come first, so that they lie below the boxes.
        lines = [self.line(route.edge.strength, route.edge.is_retired) for route in self.layout.routes]
        boxes = {box.node.id: box for box in self.layout.boxes}
        names = spoken_names(self.layout.diagram)
        drawn = {
            item.node.id: self.box(boxes[item.node.id], names[item.node.id])
            for item in walk(self.layout)
            if not item.seen
        }
        for route, line in zip(self.layout.routes, lines):
            line.begin_connect(drawn[route.edge.source], _LEFT_SIDE)
            line.end_connect(drawn[route.edge.target], _RIGHT_SIDE)
        for sign in self.layout.legend:
            if isinstance(sign.meaning, Strength):
                sample = self.line(sign.meaning, arrow=False)
                length = SAMPLES[Strength]
                sample.begin_x, sample.end_x = self.x(sign.x), self.x(sign.x + length * 0.8)
                sample.begin_y = sample.end_y = self.y(sign.y)
                self.words(sign.x + length, (sign.words,), top=sign.y - SMALL_LINE // 2)

    def x(self, px: float) -> int:
        return _emu(MARGIN + (px - INSET) * self.across)

    def y(self, px: float) -> int:
        return _emu(TITLE + px * self.down)

    def title(self) -> None:
        from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
        from pptx.util import Pt

        title = self.shapes.title
        title.left, title.top = _emu(MARGIN), _emu(MARGIN / 2)
        room, high = self.width - 2 * MARGIN, TITLE - MARGIN / 2 - (NOTE if self.layout.diagram.note else 0)
        title.width, title.height = _emu(room), _emu(high)
        words = self.layout.diagram.title
        size = next((each for each in (24, 20, 16) if LINE * each * len(wrap(words, room * BOLD, each, 9)) <= high), 12)
        frame = title.text_frame
        frame.text = one_line(words)
        frame.margin_top = frame.margin_bottom = 0
        frame.margin_left = frame.margin_right = 0
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        frame.paragraphs[0].alignment = PP_ALIGN.LEFT
        frame.paragraphs[0].font.size = Pt(size)
        frame.paragraphs[0].font.bold = True
        self.colour(frame.paragraphs[0].font.color, "ink")
        if self.layout.diagram.note:
            self.text((_emu(MARGIN), _emu(TITLE - NOTE), _emu(room), _emu(NOTE)), self.layout.diagram.note)

    def words(self, left: int, lines: tuple[str, ...], *, top: int = 0, bold: bool = False) -> None:
        place = self.x(left), self.y(top), _emu(WORDS * self.across), _emu(SMALL_LINE * self.down)
        self.text(place, " ".join(lines), bold=bold)

    def text(self, place: tuple[int, int, int, int], text: str, *, bold: bool = False) -> None:
        frame = self.shapes.add_textbox(*place).text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        self.write(frame.paragraphs[0], text, _small(self.size), "quiet", bold=bold)

    def write(self, paragraph: Any, text: str, size: float, colour: str, *, bold: bool = False) -> None:
        run = paragraph.add_run()
        run.text = text
        run.font.size = _emu(int(size * 10) / 10)
        run.font.bold = bold
        self.colour(run.font.color, colour)

    def box(self, box: Box, name: str) -> Shape:
        from pptx.enum.shapes import MSO_SHAPE
        from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

        place = self.x(box.x), self.y(box.y), _emu(box.width * self.across), _emu(box.height * self.down)
        shape = self.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *place)
        shape.adjustments[0] = 6 / box.height
        _bare(shape)
        shape.fill.solid()
        self.colour(shape.fill.fore_color, COLOUR_OF[Kind.AIM] if box.node.kind == Kind.AIM else "paper")
        if box.node.kind == Kind.AIM:
            shape.fill.fore_color.brightness = 0.9
        self.colour(shape.line.color, COLOUR_OF[box.node.kind])
        shape.line.width = _emu(1.5)
        if box.node.is_retired:
            _dash(shape, Strength.WEAK)
        is_cut = bool(box.lines) and box.lines[-1].endswith("…")
        frame = shape.text_frame
        frame.word_wrap = True
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        frame.margin_left = frame.margin_right = _emu(PADDING)
        frame.margin_top = frame.margin_bottom = 0
        title = " ".join(box.lines) if is_cut else one_line(box.node.title)
        self.write(frame.paragraphs[0], title, self.size, "ink")
        if box.node.status:
            is_beside = _is_beside(box, self.size, self.across)
            paragraph = frame.paragraphs[0] if is_beside else frame.add_paragraph()
            self.write(paragraph, (GAP if is_beside else "") + status_words(box.node), _small(self.size), "quiet")
        for paragraph in frame.paragraphs:
            paragraph.alignment = PP_ALIGN.LEFT
        shape.name = one_line(box.node.title)
        shape._element.nvSpPr.cNvPr.set("descr", name)
        return shape

    def line(self, strength: Strength, is_retired: bool = False, *, arrow: bool = True) -> Connector:
        """A line that a screen reader passes over: the boxes say what they drive."""
        from pptx.enum.shapes import MSO_CONNECTOR
        from pptx.oxml import parse_xml

        kind = MSO_CONNECTOR.CURVE if arrow else MSO_CONNECTOR.STRAIGHT
        line = self.shapes.add_connector(kind, 0, 0, 0, 0)
        _bare(line)
        line.line.width = _emu(1 if is_retired else 2.5 if strength == Strength.STRONG else 1.5)
        self.colour(line.line.color, "line")
        _dash(line, strength)
        if arrow:
            end = line.line._get_or_add_ln().makeelement(
                "{http://schemas.openxmlformats.org/drawingml/2006/main}tailEnd", {"type": "triangle"}
            )
            line.line._get_or_add_ln().append(end)
        line.name = f"{strength} relation" + (", retired" if is_retired else "")
        line._element.nvCxnSpPr.cNvPr.append(parse_xml(_DECORATIVE))
        return line

    @staticmethod
    def colour(to_set: Any, name: str) -> None:
        from pptx.dml.color import RGBColor

        to_set.rgb = RGBColor.from_string(colours()[name][1:].upper())


def _emu(points: float) -> int:
    return round(points * 12_700)


def _bare(shape: Any) -> None:
    """Without the shadow and the gradient that the template would add."""
    shape._element.remove(shape._element.find("{http://schemas.openxmlformats.org/presentationml/2006/main}style"))


def _dash(shape: Any, strength: Strength) -> None:
    from pptx.enum.dml import MSO_LINE

    styles = {Strength.WEAK: MSO_LINE.DASH, Strength.HYPOTHESISED: MSO_LINE.ROUND_DOT}
    if strength in styles:
        shape.line.dash_style = styles[strength]


def _without_dates(archive: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, _FIXED)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            new.writestr(info, old.read(name))
    return written.getvalue()
