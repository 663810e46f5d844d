"""What a courier package holds, and how its answer comes home. Sealing it is not the engine's."""

from engine.courier.cutting import cut, free_texts
from engine.courier.parcels import Parcel, read_parcel, write_parcel
from engine.courier.replies import Edit, Reply, read_reply, write_reply
from engine.courier.returning import bring_home, replayed

__all__ = [
    "Edit",
    "Parcel",
    "Reply",
    "bring_home",
    "cut",
    "free_texts",
    "read_parcel",
    "read_reply",
    "replayed",
    "write_parcel",
    "write_reply",
]
