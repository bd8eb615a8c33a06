"""What `make bench` measures: the brief beside the bare renderer, the lists beside bare queries, writes beside unaudited ones."""
