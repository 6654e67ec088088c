"""What a reader should know first, in a sentence each."""
