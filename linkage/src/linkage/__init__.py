"""Record linkage: data frames in, entities out."""
