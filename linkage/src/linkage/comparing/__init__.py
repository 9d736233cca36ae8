"""What is compared and in which levels, which pairs are looked at, and the scan that goes through them."""
