"""The OpenAPI description of plans and their records, made from the records themselves."""

from collections.abc import Callable
from typing import Any, TypeVar

from drf_spectacular.utils import (
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    extend_schema_view,
)

from engine.schema import name_of, ref
from roadmaps.resources import Resource

V = TypeVar("V", bound=type[Any])

PROBLEM = OpenApiResponse(ref("Problem"), "A refusal, with a code and a sentence in each language.")
SCENARIO = OpenApiParameter(
    "scenario", str, description="The key of a scenario of the plan; without one the plan's own."
)
LEVEL = OpenApiParameter(
    "level", bool, description="true: nothing stands where a capacity or a ceiling is used up."
)
ABOUT = (
    OpenApiParameter(
        "kind", str, enum=["activity", "gate", "stage", "plan"], description="Without one the plan."
    ),
    OpenApiParameter("key", str, description="Of an activity, a gate or a stage."),
    OpenApiParameter(
        "edge",
        str,
        enum=["start", "finish"],
        description="Without one the start of an activity, the finish of a stage or the plan.",
    ),
)
IF_MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    required=True,
    description="The record's ETag, as last read: a record that changed since is left alone (412).",
)
REASON = OpenApiParameter("reason", str, description="Why; kept with the revision.")
REFUSALS = {401: PROBLEM, 403: PROBLEM, 404: PROBLEM}
WRITES = {**REFUSALS, 422: PROBLEM}
GUARDED = {**WRITES, 412: PROBLEM, 428: PROBLEM}


def described(resource: Resource) -> Callable[[V], V]:
    """Describe the views of one kind of record."""
    name, row = name_of(resource.kind), ref(f"{name_of(resource.kind)}Row")
    shown = [SCENARIO] if resource.dated else []
    expand = [_expand(resource)] if resource.nested else []
    operations = {
        "list": extend_schema(parameters=shown + expand, responses={200: row, 400: PROBLEM}),
        "retrieve": extend_schema(parameters=shown, responses={200: row, **REFUSALS}),
        "create": extend_schema(
            request={"application/json": ref(f"New{name}")},
            responses={201: row, **WRITES, 409: PROBLEM},
            description=f"Add a {resource.kind}: an edit with one change.",
        ),
        "partial_update": extend_schema(
            parameters=[IF_MATCH],
            request={"application/json": ref(f"{name}Patch")},
            responses={200: row, **GUARDED},
            description=f"Change some fields of a {resource.kind}: an edit with one change.",
        ),
        "destroy": extend_schema(
            parameters=[IF_MATCH, REASON],
            responses={204: None, **GUARDED},
            description=f"Remove a {resource.kind}, and with it whatever can't be without it.",
        ),
    }
    if resource.kind == "activity":
        operations["why"] = extend_schema(
            parameters=[SCENARIO, LEVEL], responses={200: ref("Why"), **REFUSALS}
        )
    if resource.kind == "permit":
        operations["move"] = extend_schema(
            request={"application/json": ref("PermitPatch")},
            responses={200: row, **WRITES, 409: PROBLEM},
        )
    return extend_schema_view(**operations)


#: A record named by its kind and its key.
RECORD_NAMED: dict[str, object] = {
    "type": "object",
    "properties": {"kind": {"type": "string"}, "key": {"type": "string"}},
    "required": ["kind", "key"],
    "additionalProperties": False,
}


def describe_plans(views: V) -> V:
    """Describe the views of plans."""
    plan, made = ref("PlanRow"), {201: ref("Made"), **WRITES, 409: PROBLEM}
    body = {"application/json": ref("Edit")}
    return extend_schema_view(
        list=extend_schema(responses={200: plan, 400: PROBLEM}),
        retrieve=extend_schema(responses={200: plan, **REFUSALS}),
        create=extend_schema(
            request={"application/json": ref("NewPlan")}, responses={201: plan, **WRITES}
        ),
        partial_update=extend_schema(
            parameters=[IF_MATCH],
            request={"application/json": ref("PlanPatch")},
            responses={200: plan, **GUARDED},
            description="Change the plan's header: an edit with one change.",
        ),
        schedule=extend_schema(
            parameters=[SCENARIO, LEVEL], responses={200: ref("Schedule"), **REFUSALS}
        ),
        edits=extend_schema(parameters=[SCENARIO], request=body, responses=made),
        undo=extend_schema(parameters=[SCENARIO], request=None, responses=made),
        restore=extend_schema(
            parameters=[SCENARIO], request={"application/json": RECORD_NAMED}, responses=made
        ),
        redo=extend_schema(parameters=[SCENARIO], request=None, responses=made),
        why=extend_schema(
            parameters=[*ABOUT, SCENARIO, LEVEL], responses={200: ref("WhyDates"), **WRITES}
        ),
        paths=extend_schema(
            parameters=[SCENARIO, LEVEL], responses={200: ref("Paths"), **REFUSALS}
        ),
        gain=extend_schema(
            parameters=[SCENARIO, LEVEL],
            request={"application/json": ref("WantedGain")},
            responses={200: ref("Gains"), **WRITES},
        ),
        what_if=extend_schema(
            parameters=[SCENARIO],
            request={"application/json": ref("Trial")},
            responses={200: ref("Moved"), **WRITES},
        ),
    )(views)


def describe_revisions(views: V) -> V:
    """Describe the views of revisions."""
    return extend_schema_view(
        list=extend_schema(responses={200: ref("RevisionRow"), 400: PROBLEM}),
        retrieve=extend_schema(responses={200: ref("Revision"), **REFUSALS}),
        undo=extend_schema(
            parameters=[SCENARIO],
            request={"application/json": ref("Reason")},
            responses={201: ref("Made"), **WRITES, 409: PROBLEM},
        ),
    )(views)


def _expand(resource: Resource) -> OpenApiParameter:
    names = ", ".join(f"`{name}`" for name in resource.nested)
    words = (
        f"What each row is to hold besides, of {names}, separated by commas; "
        f"a single {resource.kind} holds all."
    )
    return OpenApiParameter("expand", str, description=words)
