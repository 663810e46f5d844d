// Days and pixels. A day is a whole number, counted from 1970-01-01 in UTC; a finish is exclusive.

const MS = 86_400_000;

export const ZOOMS = { month: 1.55, quarter: 0.62, year: 0.205 };

export class Scale {
  constructor(start, end, pixelsPerDay) {
    this.start = start;
    this.end = end;
    this.pixelsPerDay = pixelsPerDay;
  }

  get width() {
    return Math.ceil((this.end - this.start) * this.pixelsPerDay);
  }

  x(day) {
    return (day - this.start) * this.pixelsPerDay;
  }

  day(x) {
    return this.start + x / this.pixelsPerDay;
  }
}

export function parts(day) {
  const date = new Date(Math.floor(day) * MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, date: date.getUTCDate() };
}

export function dayOf(year, month = 1, date = 1) {
  return Date.UTC(year, month - 1, date) / MS;
}

// The same date so many months later; the 31st becomes the last of a shorter month.
export function addMonths(day, months) {
  const { year, month, date } = parts(day);
  const first = dayOf(year, month + months);
  const length = dayOf(year, month + months + 1) - first;
  return first + Math.min(date, length) - 1;
}

// Whole months between two days, to the nearest.
export function monthsBetween(from, to) {
  const a = parts(from);
  const b = parts(to);
  return Math.round((b.year - a.year) * 12 + (b.month - a.month) + (b.date - a.date) / 30.4);
}

// The nearest first of a month: what a bar snaps to unless Shift asks for days.
export function nearestMonth(day) {
  const { year, month, date } = parts(day);
  return dayOf(year, date > 15 ? month + 1 : month);
}

export function yearMonth(day) {
  const { year, month } = parts(day);
  return `${year}.${String(month).padStart(2, "0")}`;
}

export function iso(day) {
  return new Date(Math.round(day) * MS).toISOString().slice(0, 10);
}

// The days at which a line stands on the axis, and which of them begin a year.
export function* ticks(start, end, zoom) {
  const step = zoom === "month" ? 1 : zoom === "quarter" ? 3 : 12;
  const { year } = parts(start);
  for (let months = 0; ; months += step) {
    const day = dayOf(year, 1 + months);
    if (day >= end) return;
    if (day >= start) yield { day, opensYear: months % 12 === 0, month: (months % 12) + 1 };
  }
}
