"""MPXJ's model of Microsoft Project's scheduler, warm inside one Java machine.

Needs the packages of requirements-bench.in and Java 17; nothing else of the repository does.
"""

import importlib
from collections.abc import Callable
from functools import cache
from typing import Any

from engine.network import Network
from engine.worktime import Calendar

OFFICE = (("08:00", "12:00"), ("13:00", "17:00"))
HOURS = {"workdays": 8, "hours": 1}
ELAPSED_DAYS = {"days": 1, "months": 30, "years": 365}


def java_is_there() -> bool:
    try:
        _java()
    except (ImportError, OSError, RuntimeError):
        return False
    return True


def microsoft_pass(network: Network) -> Callable[[], Any]:
    """A call that schedules the plan's activities and links; it can be made again and again."""
    java = _java()
    project = _project(network, java)
    moment = java.JClass("java.time.LocalDateTime")
    start = moment.of(network.start.year, network.start.month, network.start.day, 8, 0)
    scheduler = java.JClass("org.mpxj.cpm.MicrosoftScheduler")
    return lambda: scheduler().schedule(project, start)


@cache
def _java() -> Any:
    """The bridge to Java, started once with MPXJ in reach."""
    java = importlib.import_module("jpype")
    importlib.import_module("mpxj")
    if not java.isJVMStarted():
        java.startJVM("-Xmx2g")
    return java


def _project(network: Network, java: Any) -> Any:
    library = java.JPackage("org").mpxj
    project = library.ProjectFile()
    calendars = {
        name: _calendar(project, library, java, each) for name, each in network.calendars.items()
    }
    project.setDefaultCalendar(calendars[network.default_calendar])
    tasks = {}
    for activity in network.activities:
        task = project.addTask()
        length = _duration(library, activity.duration, activity.unit)
        task.setDuration(length)
        task.setRemainingDuration(length)
        task.setActualDuration(_duration(library, 0, "workdays"))
        task.setMilestone(not activity.duration)
        task.setType(library.TaskType.FIXED_DURATION)
        task.setCalendar(calendars[activity.calendar or network.default_calendar])
        tasks[activity.id] = task
    kinds = dict(zip(("FS", "SS", "FF", "SF"), _kinds(library), strict=True))
    builder = java.JClass("org.mpxj.Relation$Builder")
    for link in network.links:
        lag = _duration(library, int(link.lag), link.unit)
        made = builder().predecessorTask(tasks[link.before]).type(kinds[link.kind]).lag(lag)
        tasks[link.after].addPredecessor(made)
    return project


def _kinds(library: Any) -> tuple[Any, ...]:
    kind = library.RelationType
    return kind.FINISH_START, kind.START_START, kind.FINISH_FINISH, kind.START_FINISH


def _duration(library: Any, amount: int, unit: str) -> Any:
    if unit in HOURS:
        return library.Duration.getInstance(float(amount * HOURS[unit]), library.TimeUnit.HOURS)
    days = float(amount * ELAPSED_DAYS[unit])
    return library.Duration.getInstance(days, library.TimeUnit.ELAPSED_DAYS)


def _calendar(project: Any, library: Any, java: Any, calendar: Calendar) -> Any:
    """Office hours on the calendar's days; its holidays as exceptions without hours."""
    made = project.addCalendar()
    time, day = java.JClass("java.time.LocalTime"), java.JClass("java.time.LocalDate")
    for number in range(1, 8):
        weekday = java.JClass("java.time.DayOfWeek").of(number)
        works = number in calendar.weekdays
        made.setCalendarDayType(
            weekday, library.DayType.WORKING if works else library.DayType.NON_WORKING
        )
        hours = made.addCalendarHours(weekday)
        for since, until in OFFICE if works else ():
            hours.add(library.LocalTimeRange(time.parse(since), time.parse(until)))
    for holiday in sorted(calendar.holidays):
        made.addCalendarException(day.of(holiday.year, holiday.month, holiday.day))
    return made
