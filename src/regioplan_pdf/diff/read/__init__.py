"""Either side of a comparison, from wherever it is: content, our PDFs, PDFs of others."""
