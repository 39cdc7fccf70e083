// The server's time. The clock of a television may be years off, so it is never asked: the server says what time it is
// with every answer, and in between the milliseconds that pass are counted.

import { elapsed } from "./screen_time.js";

const MINUTE_MS = 60_000;

export class ServerClock {
  constructor(toldAt, offset, months) {
    this.toldAt = toldAt;
    this.heardAt = elapsed();
    this.offset = offset;
    this.months = months;
  }

  // Takes the Date header of an answer.
  tell(header) {
    const toldAt = Date.parse(header ?? "");
    if (Number.isFinite(toldAt)) {
      this.toldAt = toldAt;
      this.heardAt = elapsed();
    }
  }

  now() {
    return this.toldAt + elapsed() - this.heardAt;
  }

  // Minutes since midnight where the screen hangs.
  minuteOfDay() {
    const there = this.there(this.now());
    return there.getUTCHours() * 60 + there.getUTCMinutes();
  }

  timeText(moment) {
    const there = this.there(moment);
    return [there.getUTCHours(), there.getUTCMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
  }

  dayText(moment) {
    const there = this.there(moment);
    return `${there.getUTCDate()}\u00a0${this.months[there.getUTCMonth()]}`;
  }

  // A moment whose UTC fields are what clocks show there.
  there(moment) {
    return new Date(moment + this.offset * MINUTE_MS);
  }
}
