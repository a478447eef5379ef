"""Vector layers: the tiles that somebody picked."""
