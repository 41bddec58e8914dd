"""Seller Desk: from "which platform?" to a packet that passes the first time."""

__version__ = "0.1.0"
