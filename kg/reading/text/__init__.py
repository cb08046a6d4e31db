"""What is done to words once they are read: cleaned, freed of what a page adds, dated."""
