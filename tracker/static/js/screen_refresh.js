// Asks again and again for what the screen shows. Whatever is no proper answer counts as missed, and asking goes on.

import { ask } from "./screen_asking.js";
import { elapsed } from "./screen_time.js";

const JITTER = 0.1;
const REFRESHES_A_GONE_SCREEN_MISSES = 10;
const ALLOWED_STALE = 2;
// No answer for so many intervals, though none was missed: the device has slept.
const INTERVALS_ASLEEP = 4;

export class Refresher {
  // hear: called after each refresh with "new" and the document, or with "same", "gone" or "missed".
  constructor({ address, etag, credentials, seconds, clock, hear }) {
    Object.assign(this, { address, etag, credentials, seconds, clock, hear });
    this.missed = 0;
    this.answeredAt = clock.now();
    this.heardAt = elapsed();
    this.isGone = false;
  }

  get isStale() {
    return this.missed >= ALLOWED_STALE || this.age > INTERVALS_ASLEEP * this.seconds * 1000;
  }

  // Milliseconds since the server last answered.
  get age() {
    return elapsed() - this.heardAt;
  }

  // Goes on for ever, whatever happens on the way.
  async run() {
    const [outcome, content] = await this.refresh();
    this.missed = outcome === "missed" ? this.missed + 1 : 0;
    this.isGone = outcome === "gone" || (this.isGone && outcome === "missed");
    if (outcome !== "missed") {
      this.answeredAt = this.clock.now();
      this.heardAt = elapsed();
    }
    try {
      this.hear(outcome, content);
    } finally {
      setTimeout(() => this.run(), this.pause());
    }
  }

  // Screens that were switched on together shall not ask together.
  pause() {
    const seconds = this.seconds * (this.isGone ? REFRESHES_A_GONE_SCREEN_MISSES : 1);
    return seconds * 1000 * (1 - JITTER + 2 * JITTER * Math.random());
  }

  async refresh() {
    const headers = this.etag ? { "If-None-Match": this.etag } : {};
    try {
      return await ask(this.address, { credentials: this.credentials, headers }, (answer) => this.read(answer));
    } catch {
      return ["missed"];
    }
  }

  async read(answer) {
    if (answer.status === 304 && this.etag) {
      this.clock.tell(answer.headers.get("Date"));
      return ["same"];
    }
    const content = await answer.json();
    // A link that opens nothing is refused for a while after too many tries: the same answer with another status.
    if ([404, 429].includes(answer.status) && content?.screen === null) {
      this.etag = "";
      return ["gone"];
    }
    if (answer.status !== 200 || !isDocument(content)) {
      return ["missed"];
    }
    this.etag = answer.headers.get("ETag") ?? "";
    this.clock.tell(answer.headers.get("Date"));
    return ["new", content];
  }
}

// Whether it can be shown: a half-written or foreign answer must not take away a picture that is right.
function isDocument(content) {
  return (
    [content?.release, content?.language, content?.as_of].every((text) => typeof text === "string") &&
    [content.seconds, content.refresh].every((seconds) => Number.isFinite(seconds) && seconds >= 1) &&
    Number.isFinite(content.utc_offset) &&
    Array.isArray(content.slides) &&
    content.slides.length > 0 &&
    content.slides.every((slide) => [slide?.view, slide?.key, slide?.html].every((text) => typeof text === "string"))
  );
}
