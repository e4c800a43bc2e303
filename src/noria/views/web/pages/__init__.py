"""One module per group of pages; each page is a function from a request's world to a template with its data."""
