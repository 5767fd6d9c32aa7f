"""The picture of a scenario: what the camera sees, drawn frame by frame."""
