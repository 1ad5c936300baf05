"""What a chart shows, and how it is drawn.

Records become the rows of a chart (``rows.py``, ``counting.py``), these a Vega-Lite specification
(``spec.py`` and its neighbours), and this a picture (``drawing.py`` and what it starts).  Nothing
here knows Sphinx or docutils, and Vega-Lite is only loaded in a process of its own.
"""
