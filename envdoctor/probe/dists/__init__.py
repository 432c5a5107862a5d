"""Distributions as their metadata folders tell: where those lie, what they are called, and what stands in them."""
