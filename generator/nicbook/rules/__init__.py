"""Judgements: small pure functions from the theory to diagnostics, one module a family."""
