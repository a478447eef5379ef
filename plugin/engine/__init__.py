"""The engine as seen from QGIS: where its Python is, a process that runs, and what it says."""
