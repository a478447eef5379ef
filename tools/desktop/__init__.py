"""Real QGIS: demo, screenshots, pictures, matrix of versions."""
