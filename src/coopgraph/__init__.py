"""Read documents about international cooperation into a graph of who works with whom."""
