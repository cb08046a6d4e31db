"""What is said of a deed: whether it was done, in which sense, when, where and on whose word."""
