"""Real QGIS: demo, screenshots, matrix of versions."""
