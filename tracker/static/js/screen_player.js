// Shows the slides of a screen in turn, for weeks: what is seen, for how long, in which colours, and how old it is.

import { ServerClock } from "./screen_clock.js";
import { place } from "./screen_drift.js";
import { Notices } from "./screen_notices.js";
import { Refresher } from "./screen_refresh.js";
import { Reporter } from "./screen_reports.js";
import { Slides } from "./screen_slides.js";

const MINUTE_MS = 60_000;
const LOST_AFTER_MS = 7 * 24 * 60 * MINUTE_MS;
const INFO_MS = 2 * MINUTE_MS;
// Timers may come a little early, and then what was to end would not have ended yet.
const SAFELY_MS = 5;

export class Player {
  constructor(page, content, facts) {
    this.page = page;
    // What the server wants now; null when the link has been withdrawn.
    this.content = content;
    // A newer document whose slides are not on the glass yet.
    this.pending = null;
    this.words = facts.words;
    this.isHeld = false;
    this.alone = null;
    this.chosen = null;
    this.clock = new ServerClock(facts.told_at, content.utc_offset, facts.words.months);
    this.slides = new Slides(page.querySelector("[data-slides]"), page.querySelector("[data-progress]"));
    this.notices = new Notices(page, facts.words, content.language);
    this.reporter = new Reporter(content, facts);
    this.refresher = new Refresher({
      address: facts.data_url,
      etag: facts.etag,
      credentials: this.reporter.credentials,
      seconds: content.refresh,
      clock: this.clock,
      hear: (outcome, news) => this.hear(outcome, news),
    });
  }

  start() {
    this.tick();
    this.wait();
    this.refresher.run();
  }

  get isStale() {
    return this.content !== null && this.refresher.isStale;
  }

  get isLost() {
    return this.isStale && this.refresher.age > LOST_AFTER_MS;
  }

  get isPaused() {
    return this.isHeld || Boolean(this.content?.paused);
  }

  hear(outcome, news) {
    if (outcome === "new") {
      this.take(news);
    } else if (outcome === "gone") {
      this.vanish();
    }
    this.settle();
    if (this.content && outcome !== "missed") {
      this.reporter.renew(this.content);
      this.reporter.beat(this.notices.hasMessage ? null : this.slides.view);
    }
    document.dispatchEvent(new CustomEvent("portfel:refreshed", { detail: outcome }));
  }

  take(news) {
    // A picture that was grey or gone must not come back with what it showed before.
    const isAwaited = this.content === null || this.page.classList.contains("is-stale");
    this.content = news;
    this.pending = news;
    this.clock.offset = news.utc_offset;
    this.refresher.seconds = news.refresh;
    if (isAwaited) {
      this.turn(0);
    }
  }

  // The link has been withdrawn: nothing of the portfolio stays on the glass.
  vanish() {
    this.content = null;
    this.pending = null;
    this.slides.replace([]);
  }

  // Shows the view so many places on, or the one that the desk wants alone.
  turn(by) {
    if (this.pending) {
      this.slides.replace(this.pending.slides);
      this.notices.showOrigin(this.pending);
      // The slides are in the page now; their source need not be kept as well.
      this.pending.slides = null;
      this.pending = null;
    }
    if (this.slides.view !== null) {
      this.slides.turnTo(this.alone ?? this.slides.neighbour(by), by !== 0);
    }
    this.wait();
  }

  wait() {
    clearTimeout(this.turning);
    const seconds = this.content?.seconds ?? this.refresher.seconds;
    this.turning = setTimeout(() => this.turn(this.isPaused ? 0 : 1), seconds * 1000);
  }

  // Once a minute, and when something that the desk wants ends.
  tick() {
    place(this.page, this.isLost);
    this.settle();
    clearTimeout(this.ticking);
    this.ticking = setTimeout(() => this.tick(), this.untilNextTick() + SAFELY_MS);
  }

  untilNextTick() {
    const ends = [this.content?.pushed, this.content?.message].map((wish) => Date.parse(wish?.until) - this.clock.now());
    return Math.min(MINUTE_MS - (performance.now() % MINUTE_MS), ...ends.filter((end) => end > 0));
  }

  // Makes everything but the slides' turn agree with what is known at this moment.
  settle() {
    const { classList } = this.page;
    classList.toggle("is-stale", this.isStale);
    classList.toggle("is-lost", this.isLost);
    classList.toggle("is-gone", this.content === null);
    const { age, answeredAt } = this.refresher;
    this.notices.showAge(this.isStale, age, answeredAt, this.clock);
    this.notices.showMessage(this.content ? this.wish("message")?.text ?? "" : this.words.gone);
    this.notices.showHeld(this.isPaused && this.content !== null, this.isHeld);
    this.notices.describe(this.reporter.release, answeredAt, this.clock);
    this.colour();
    this.obey();
  }

  // What the desk wants until a time, as long as that has not come.
  wish(name) {
    const wish = this.content?.[name];
    return wish && Date.parse(wish.until) > this.clock.now() ? wish : null;
  }

  obey() {
    const pushed = this.wish("pushed")?.view;
    const isNew = pushed && this.pending?.slides.some(({ view }) => view === pushed);
    const alone = isNew || this.slides.views.includes(pushed) ? pushed : null;
    if (alone !== this.alone) {
      this.alone = alone;
      this.turn(alone || !this.isPaused ? 1 : 0);
      this.tick();
    }
  }

  // The palette of the hour; one that somebody has chosen stands until the hours change.
  colour() {
    const hours = this.content?.day_hours;
    const minute = this.clock.minuteOfDay();
    const usual = hours && minute >= hours[0] && minute < hours[1] ? "day" : "night";
    if (this.chosen?.insteadOf !== usual) {
      this.chosen = null;
    }
    const isDay = (this.chosen?.palette ?? usual) === "day";
    this.page.classList.toggle("screen--day", isDay);
    this.page.classList.toggle("screen--night", !isDay);
    this.usual = usual;
  }

  // Keys

  hold() {
    this.isHeld = !this.isHeld;
    this.settle();
    this.wait();
  }

  step(by) {
    if (this.alone === null) {
      this.turn(by);
    }
  }

  goTo(number) {
    const view = this.slides.views[number - 1];
    if (view && this.alone === null) {
      this.turn(number - 1 - this.slides.views.indexOf(this.slides.view));
    }
  }

  otherPalette() {
    const palette = this.page.classList.contains("screen--day") ? "night" : "day";
    this.chosen = palette === this.usual ? null : { palette, insteadOf: this.usual };
    this.settle();
  }

  // Nobody may be there to close it again.
  toggleInfo(isShown = !this.notices.hasInfo) {
    this.notices.showInfo(isShown);
    clearTimeout(this.closing);
    if (isShown) {
      this.closing = setTimeout(() => this.toggleInfo(false), INFO_MS);
    }
  }

  closeInfo() {
    this.toggleInfo(false);
  }
}
