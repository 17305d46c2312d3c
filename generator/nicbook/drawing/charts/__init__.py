"""Charts of values over time: data, layout, SVG, and the same in words. Knows nothing of pages."""
