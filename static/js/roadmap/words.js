// Sentences about bars, put together from the patterns the server sends in the page's language.
import { yearMonth } from "roadmap/scale";

export class Words {
  constructor(patterns) {
    this.patterns = patterns;
  }

  say(name, values = {}) {
    const pattern = this.patterns[name];
    if (pattern === undefined) throw new Error(`no words for ${name}`);
    return pattern.replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
  }

  // "남포 협력단지 1차. 평양·남포, 1단계. 2028.07부터 2030.03까지. …": all that sight would tell.
  bar(bar, stageName) {
    const pieces = [
      this.say("bar_where", { name: bar.name, lane: bar.lane.name, stage: stageName }),
      bar.blocked
        ? this.say("bar_blocked", { length: this.months(bar.length) })
        : this.say("bar_dates", { start: yearMonth(bar.start), finish: yearMonth(bar.finish - 1) }),
      this.say("bar_verdict", { verdict: this.say(`verdict_${bar.verdict}`) }),
    ];
    if (bar.context) pieces.unshift(`${bar.context}.`);
    if (bar.finishes) pieces.push(this.finishes(bar.finishes));
    if (bar.partly) pieces.push(this.say("bar_partly"));
    if (bar.critical) pieces.push(this.say("bar_critical"));
    else if (!bar.blocked && bar.slack !== null) {
      pieces.push(this.say("bar_slack", { slack: this.days(bar.slack) }));
    }
    return pieces.join(" ");
  }

  // "Finished with 10 % by 2030.03, 50 % by 2030.11, 90 % never."
  finishes([early, middle, late]) {
    const [p10, p50, p90] = [early, middle, late].map((day) => (day === null ? this.say("no_such_date") : yearMonth(day)));
    return this.say("bar_ranges", { p10, p50, p90 });
  }

  span(bar) {
    return bar.blocked
      ? this.say("bar_blocked", { length: this.months(bar.length) })
      : `${yearMonth(bar.start)}–${yearMonth(Math.max(bar.start, bar.finish - 1))}`;
  }

  months(days) {
    return this.say("months", { count: Math.max(0, Math.round(days / 30.44)) });
  }

  days(days) {
    return Math.abs(days) < 28 ? this.say("days", { count: days }) : this.months(days);
  }
}
