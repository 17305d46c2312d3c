"""Pages: views of the theory (frozen data) put into HTML by templates that only loop and print."""
