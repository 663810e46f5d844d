"""Share links and their visits, what a guest is given, and looks taken as somebody else."""

from sharing.models.guest import GuestPass
from sharing.models.link import Outcome, ShareLink, ShareVisit
from sharing.models.look import Look

__all__ = ["GuestPass", "Look", "Outcome", "ShareLink", "ShareVisit"]
