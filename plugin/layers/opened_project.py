"""Whether the project that something was begun in is still the open one."""

from __future__ import annotations

from qgis.core import QgsProject


class OpenedProject:
    """The project as it is open now; QGIS has one object for all projects, which another project only fills anew."""

    def __init__(self) -> None:
        self.is_open = True
        QgsProject.instance().cleared.connect(self._close)

    def _close(self) -> None:
        self.is_open = False
