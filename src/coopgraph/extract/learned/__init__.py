"""What a small model, trained on annotated documents, adds to the rules."""
