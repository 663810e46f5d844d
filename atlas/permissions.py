"""Who may go through the doors of the atlas: every member of a plan may read all of it."""

from core.access import PLAN, Table

TABLE: Table = {
    f"atlas:{page}": PLAN
    for page in (
        "map",
        "zone",
        "industries",
        "industry",
        "measures",
        "measure",
        "measure-history",
        "sources",
        "paths",
        "dashboard",
    )
}
