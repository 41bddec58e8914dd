"""The files of a packet that other rooms write: listing files and shipping sheets."""

from collections.abc import Sequence
from datetime import date

from seller_desk.core.applications.model import Application
from seller_desk.core.services.parts import Parts

Made = Sequence[tuple[str, bytes]]


def listing_files(parts: Parts, application: Application, stamp: date) -> Made:
    """Upload files of the listings, as the application's sites take them."""
    return []


def shipping_files(parts: Parts, application: Application, stamp: date) -> Made:
    """Fill-in sheets and tables of the shipping templates."""
    return []
