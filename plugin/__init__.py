"""All that knows QGIS.  Nothing here imports torch."""
