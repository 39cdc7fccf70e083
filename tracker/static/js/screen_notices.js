// What is said over the slides: how old the data are, a message from the desk, and what the screen is.

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export class Notices {
  constructor(page, words, language) {
    this.page = page;
    this.words = words;
    this.rules = new Intl.PluralRules(language);
    this.band = page.querySelector("[data-band]");
    this.message = page.querySelector("[data-message]");
    this.info = page.querySelector("[data-info]");
    this.held = page.querySelector("[data-held]");
    this.stop = page.querySelector("[data-stop]");
  }

  get hasMessage() {
    return this.message.textContent !== "";
  }

  get hasInfo() {
    return !this.info.hidden;
  }

  // A live region is spoken when it changes, so that it is only touched when it does.
  say(place, text) {
    if (place.textContent !== text) {
      place.textContent = text;
    }
  }

  showAge(isStale, age, answeredAt, clock) {
    this.say(this.band, isStale ? `${this.ageText(age)} ${this.sinceText(age, answeredAt, clock)}` : "");
  }

  ageText(age) {
    const [forms, unit] =
      age < HOUR_MS
        ? [this.words.minutes, MINUTE_MS]
        : age < DAY_MS
          ? [this.words.hours, HOUR_MS]
          : [this.words.days, DAY_MS];
    const count = Math.max(1, Math.floor(age / unit));
    return (forms[this.rules.select(count)] ?? forms.other).replace("{count}", count);
  }

  sinceText(age, answeredAt, clock) {
    const moment = age < DAY_MS ? clock.timeText(answeredAt) : clock.dayText(answeredAt);
    return this.words.since.replace("{moment}", moment);
  }

  showMessage(text) {
    this.say(this.message, text);
    this.page.classList.toggle("has-message", text !== "");
  }

  showInfo(isShown) {
    if (isShown === this.info.hidden) {
      this.info.hidden = !isShown;
      this.page.classList.toggle("has-info", isShown);
      if (isShown) {
        this.info.focus();
      }
    }
  }

  describe(release, answeredAt, clock) {
    const ratio = devicePixelRatio;
    const size = [innerWidth * ratio, innerHeight * ratio].map(Math.round).join("\u00a0×\u00a0");
    this.say(this.info.querySelector("[data-info-release]"), release);
    this.say(
      this.info.querySelector("[data-info-refresh]"),
      `${clock.dayText(answeredAt)}, ${clock.timeText(answeredAt)}`,
    );
    this.say(this.info.querySelector("[data-info-size]"), size);
  }

  // That the views do not change, and what the button would do about it.
  showHeld(isPaused, isHeld) {
    this.held.hidden = !isPaused;
    this.say(this.stop, isHeld ? this.words.go_on : this.words.stop);
  }

  // The day of the data, and whether any of them are invented.
  showOrigin({ as_of: day, is_example: isExample }) {
    for (const place of this.page.querySelectorAll("[data-day]")) {
      this.say(place, day);
    }
    this.page.querySelector("[data-example]").hidden = !isExample;
  }
}
