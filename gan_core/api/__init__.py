"""What the plugin may import: requests, errors, protocol, cards.  Standard library, relative imports."""
