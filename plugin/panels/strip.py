"""What a training makes over time, beside the truth."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtGui import QPainter, QPaintEvent, QPixmap
from qgis.PyQt.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from ..text import tr


class Strip(QWidget):
    """The picture that the training keeps, and what it shows."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.picture = Picture()
        self.words = QLabel()
        self.words.setWordWrap(True)
        column.addWidget(self.picture)
        column.addWidget(self.words)

    def show_file(self, path: Path | None, verb: str) -> None:
        """verb: of the algorithm that trains.  Nothing is shown where there is no file."""
        words = {
            "traingenerator": tr("The same seeds over time, the latest, and real tiles at the right"),
            "traintranslator": tr(
                "A validation tile: without a network at the left, the latest result, and the target at the right"
            ),
        }
        validation = tr(
            "A validation tile: the base model's result at the left, the latest result, and the truth at the right"
        )
        self.words.setText(words.get(verb, validation))
        loaded = self.picture.load(path) if path is not None else False
        self.setVisible(loaded)


class Picture(QWidget):
    """A picture that keeps its shape and is read again when its file has changed."""

    def __init__(self) -> None:
        super().__init__()
        self.pixmap, self.version = QPixmap(), (Path(), 0)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def load(self, path: Path) -> bool:
        """Whether there is a picture to show; one that is half-written is left for the next time."""
        try:
            version = (path, path.stat().st_mtime_ns)
        except OSError:
            return False
        if version != self.version:
            pixmap = QPixmap(str(path))
            if not pixmap.isNull():
                self.pixmap, self.version = pixmap, version
                self.updateGeometry()
                self.update()
        return self.version[0] == path

    def sizeHint(self) -> QSize:
        return self.pixmap.size().scaled(420, 420, Qt.AspectRatioMode.KeepAspectRatio)

    def heightForWidth(self, width: int) -> int:
        return round(width * self.pixmap.height() / max(1, self.pixmap.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(self.rect(), self.pixmap)
        painter.end()
