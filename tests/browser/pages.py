"""The pages that every check of this folder visits. Whoever adds a page adds it here."""

PAGES = (
    "/plans/",
    "/plans/{plan}/?scenario=C",
    "/plans/{plan}/?scenario=A&level=activity&select=B1-02.a1",
    "/plans/{plan}/?scenario=C&level=activity&select=F4-02.a1&compare=B",
    "/plans/{plan}/?scenario=C&select=F4-05",
    "/plans/{plan}/?scenario=C&view=table",
    "/plans/{plan}/?scenario=B&view=table&level=activity&stage=S1",
)
