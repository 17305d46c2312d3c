"""nicbook: the knowledge base of a networked improvement community."""

__version__ = "0.1.0"
