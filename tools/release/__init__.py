"""What is shipped: models, package, pins, translations, pictures."""
