"""What the parse alone says: predicates, their arguments, and the candidate triples that rules make of them."""
