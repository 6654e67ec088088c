"""A comparison as one web page that needs nothing besides itself."""
