"""Groups of activities: each has a range of its own, and chance may befall its members together."""

from collections import Counter
from collections.abc import Iterator, Mapping

from engine.network import Network
from engine.problems import Problem


def correlation_of(network: Network) -> Mapping[str, tuple[str, float]]:
    """Of each activity whose duration depends on others': the group, and how strongly."""
    return {
        key: (group.id, group.correlation)
        for group in network.groups
        if group.correlation
        for key in group.members
    }


def group_faults(network: Network) -> Iterator[Problem]:
    known = {activity.id for activity in network.activities} if network.groups else set()
    for name, count in Counter(group.id for group in network.groups).items():
        if count > 1:
            yield Problem("duplicate_group", (name,))
    bound: Counter[str] = Counter()
    for group in network.groups:
        for key in group.members:
            if key not in known:
                yield Problem("unknown_activity", (group.id,), {"activity": key})
        if not 0 <= group.correlation <= 1:
            yield Problem("impossible_correlation", (group.id,), {"value": group.correlation})
        if group.correlation:
            bound.update(set(group.members))
    for key, count in sorted(bound.items()):
        if count > 1:
            yield Problem("correlated_twice", (key,))
