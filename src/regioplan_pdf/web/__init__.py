"""Plans as web pages: semantic HTML from the same Document as the PDF, charts as SVG."""
