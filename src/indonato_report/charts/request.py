"""What an author asks a chart to show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, get_args

from indonato_report.data.descriptor import Collection

Form: TypeAlias = Literal["bar", "stacked-bar", "line", "dot", "strip"]
Period: TypeAlias = Literal["year", "month"]
Order: TypeAlias = Literal["data", "ascending", "descending"]

FORMS: tuple[Form, ...] = get_args(Form)
PERIODS: tuple[Period, ...] = get_args(Period)
ORDERS: tuple[Order, ...] = get_args(Order)

#: The name under which ``labels`` gives the number of records another label.
COUNT = "count"


class ChartError(Exception):
    """A chart cannot be drawn as asked.

    Args:
        message: what is wrong and what would be right.
        subtype: the kind of warning, as the extension names it.
    """

    def __init__(self, message: str, subtype: Literal["chart", "field"] = "chart") -> None:
        """Keep the words and the kind."""
        super().__init__(message)
        self.message = message
        self.subtype: Literal["chart", "field"] = subtype


@dataclass(frozen=True)
class Rule:
    """A line that marks a value on the axis of numbers, such as a goal."""

    value: float
    label: str


@dataclass(frozen=True)
class ChartRequest:
    """One chart of the short forms.

    Args:
        form: what kind of chart.
        collection: whose records it shows.
        x: the field along the bottom, or ``""``.
        y: the field up the side, or ``""``.
        colour: the field that tells the series apart, or ``""``.
        count: whether the axis without a field counts records.
        period: to what dates are rounded, or ``""``.
        order: in which order bars and rows stand.
        labels: labels of the axes and the legend, by field.
        title: a line above the picture, or ``""``.
        height: of the drawing in pixels, or 0 for one that fits.
        rules: values to mark.
        language: of the build, a Sphinx language code.
    """

    form: Form
    collection: Collection
    x: str = ""
    y: str = ""
    colour: str = ""
    count: bool = False
    period: Period | Literal[""] = ""
    order: Order = "data"
    labels: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    height: int = 0
    rules: tuple[Rule, ...] = ()
    language: str = "en"

    def label(self, name: str) -> str:
        """Return the label of a field, or of the number of records."""
        if name in self.labels:
            return self.labels[name]
        return "Records" if name == COUNT else self.collection.fields[name].title
