"""One file here is one entry of the toolbox: a class `Algorithm`."""
