"""HTML pages that need nothing beside them, and the pictures on them."""
