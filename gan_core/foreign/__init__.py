"""Other people's model files: read with suspicion, recognised by their names and shapes, turned into ours."""
