"""Learning: pairs of input and ground truth, the loop, and checkpoints that a run resumes from."""
