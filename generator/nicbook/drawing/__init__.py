"""Driver diagrams: a theory's geometry, and its drawing, outline and data. Knows nothing of records or files."""
