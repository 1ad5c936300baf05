"""What a chart shows: its axes and its marks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from indonato_report.charts import theme
from indonato_report.charts.request import COUNT, ChartRequest, Period

Kind: TypeAlias = Literal["number", "time", "category"]


@dataclass(frozen=True)
class Axis:
    """What one dimension of a chart is.

    ``values`` are the labels of a category in their order, ``step`` how far apart two values of a
    time are (so that a gap is seen to be one), ``months`` how many months all of it spans, and
    ``highest`` the greatest number.
    """

    name: str
    label: str
    kind: Kind
    values: tuple[str, ...] = ()
    step: Period | Literal[""] = ""
    months: int = 0
    highest: float = 0


class Mark(NamedTuple):
    """One mark.

    ``x`` and ``y`` are numbers, ISO 8601 dates or labels; ``colour`` is the series' label or
    ``""``; ``text`` is the number as a reader sees it.
    """

    x: float | str
    y: float | str
    colour: str
    text: str = ""


@dataclass(frozen=True)
class ChartRows:
    """Everything that a chart shows, and how wide its picture is, in pixels."""

    x: Axis
    y: Axis
    colour: Axis | None
    marks: tuple[Mark, ...] = field(default=())
    width: int = theme.WIDTH

    @property
    def is_sideways(self) -> bool:
        """Whether bars lie: numbers run along the bottom."""
        return self.y.kind == "category" and self.x.kind == "number"

    @property
    def series(self) -> tuple[str, ...]:
        """The series in the order of the legend; one without a name if there is no legend."""
        return self.colour.values if self.colour is not None else ("",)


def count_axis(request: ChartRequest, highest: int) -> Axis:
    """Return the axis that counts records, up to ``highest``."""
    return Axis(COUNT, request.label(COUNT), "number", highest=highest)
