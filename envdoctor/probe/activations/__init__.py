"""The parts of `snap.activation` that a shell in order has no need of."""
