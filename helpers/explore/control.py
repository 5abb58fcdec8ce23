"""A control: widgets, the view they redraw, a button that sets them back, and what stands where nothing is live."""

import html

import ipywidgets

WIDGET = "application/vnd.jupyter.widget-view+json"
LIVE = "The controls stand still here. To move them: <code>make lab</code>, open this notebook, run all."


class Control:
    """Widgets over one drawing function. As the last value of a notebook cell it shows the widgets and the view.

    Where a notebook is only read, a still picture of the default state stands instead, with a line saying how to run
    it. Nothing is ever printed below the cell: a change sets the value of one HTML widget, so no output piles up.

    Parameters
    ----------
    name : str
        What the control does, in a few words; also its text where neither widgets nor HTML are shown.
    draw : callable
        From the widgets' values, by keyword, to HTML; a ValueError is shown in its place.
    widgets : dict of str to ipywidgets.Widget
        By the keyword of ``draw``; their values now are those that reset returns to.
    still : callable, optional
        Draws the default state for readers, from the same keywords; ``draw`` by default.
    bundle : dict, optional
        More MIME types to put beside the widgets, such as a chart's.

    Attributes
    ----------
    box : ipywidgets.VBox
        Controls, reset button and view.
    widgets : dict of str to ipywidgets.Widget
    view : ipywidgets.HTML
        Its ``value`` is what is drawn.
    """

    def __init__(self, name, draw, widgets, *, still=None, bundle=None):
        self.name, self.widgets, self._draw = name, dict(widgets), draw
        self._defaults = {key: widget.value for key, widget in self.widgets.items()}
        self._quiet = False
        self._bundle = dict(bundle or {})
        self._still = self._drawn(still) if still else None
        self.view = ipywidgets.HTML(self._drawn(draw))
        self._still = self._still or self.view.value
        back = ipywidgets.Button(description="Reset", tooltip=f"{name}: back to the start")
        back.on_click(lambda _: self.reset())
        for widget in self.widgets.values():
            widget.style.description_width = "15em"
            widget.layout.width = "min(46em, 98%)"
            widget.observe(self._changed, names="value")
        self.box = ipywidgets.VBox([*self.widgets.values(), back, self.view])

    def _drawn(self, draw):
        try:
            return draw(**{key: widget.value for key, widget in self.widgets.items()})
        except ValueError as error:
            return f'<p role="alert">{html.escape(str(error))}</p>'

    def _changed(self, _):
        if not self._quiet:
            self.view.value = self._drawn(self._draw)

    def reset(self):
        """Set every widget back to where it began, and draw once."""
        self._quiet = True
        try:
            for key, value in self._defaults.items():
                self.widgets[key].value = value
        finally:
            self._quiet = False
        self._changed(None)

    def __repr__(self):
        return f"{self.name} (controls; run the notebook to move them)"

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {
            "text/plain": repr(self),
            **self._bundle,
            "text/html": f'<div class="control">{self._still}<p class="live">{LIVE}</p></div>',
            WIDGET: {"version_major": 2, "version_minor": 0, "model_id": self.box.model_id},
        }
