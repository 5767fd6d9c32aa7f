"""What comparing two records takes: likeness, one-to-one pairing, and the ways to disagree."""
