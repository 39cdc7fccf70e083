// What a screen tells the desk of itself, and how it comes to a new release of its own page.

import { ask } from "./screen_asking.js";

const RELOADED_FOR = "portfel:screen-release";

export class Reporter {
  constructor(content, facts) {
    this.release = content.release;
    this.version = versionOf(content);
    this.address = facts.preview ? "" : facts.beat_url;
    // The link says all: only the desk's preview is opened by somebody who has signed in.
    this.credentials = facts.preview ? "same-origin" : "omit";
  }

  async beat(view) {
    if (this.address) {
      const told = { view, width: innerWidth, height: innerHeight, release: this.release };
      const options = { method: "POST", credentials: this.credentials, body: JSON.stringify(told) };
      // The desk sees by itself that a screen is silent.
      await ask(this.address, options, () => null).catch(() => null);
    }
  }

  // Loads the page anew when the server has another release, once for each, and only when it would be answered.
  async renew(content) {
    const version = versionOf(content);
    if (version !== this.version && !this.isTried(version) && (await this.isServed()) && this.keepTried(version)) {
      location.reload();
    }
  }

  // Where nothing can be kept nothing is loaded anew: it might be done again and again.
  isTried(version) {
    try {
      return sessionStorage.getItem(RELOADED_FOR) === version;
    } catch {
      return true;
    }
  }

  keepTried(version) {
    sessionStorage.setItem(RELOADED_FOR, version);
    return true;
  }

  isServed() {
    return ask(location.href, { credentials: this.credentials }, (answer) => answer.status === 200).catch(() => false);
  }
}

// The words of the page are of one language, so that another one needs another page.
function versionOf({ release, language }) {
  return `${release} ${language}`;
}
