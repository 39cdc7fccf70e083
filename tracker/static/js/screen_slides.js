// The slides of a screen: one is seen, the others wait in the page. A view of several slides shows one of them a round.

export class Slides {
  constructor(place, progress) {
    this.place = place;
    this.progress = progress;
    this.nodes = [...place.children];
    this.rounds = new Map();
    this.shown = this.nodes.find((node) => !node.hidden) ?? null;
    if (this.shown) {
      this.rounds.set(this.view, 0);
    }
  }

  get views() {
    return [...new Set(this.nodes.map((node) => node.dataset.view))];
  }

  get view() {
    return this.shown?.dataset.view ?? null;
  }

  // Puts new slides into the place of the old ones; where the seen one has a successor, that is seen.
  replace(slides) {
    const { view, key } = this.shown?.dataset ?? {};
    this.nodes = slides.map(makeNode);
    this.place.replaceChildren(...this.nodes);
    const views = new Set(this.views);
    for (const known of this.rounds.keys()) {
      if (!views.has(known)) {
        this.rounds.delete(known);
      }
    }
    const successor = this.nodes.find((node) => node.dataset.key === key) ?? this.of(view)[0] ?? this.nodes[0];
    this.see(successor ?? null);
  }

  // Shows a view; of several slides the next one, or the same one again.
  turnTo(view, isNext) {
    const slides = this.of(view);
    const last = this.rounds.get(view) ?? -1;
    const round = Math.max(isNext ? last + 1 : last, 0) % slides.length;
    this.rounds.set(view, round);
    this.see(slides[round]);
  }

  // The view that stands so many places after the seen one, round and round.
  neighbour(by) {
    const { views } = this;
    return views[(views.indexOf(this.view) + by + views.length) % views.length];
  }

  of(view) {
    return this.nodes.filter((node) => node.dataset.view === view);
  }

  see(shown) {
    this.shown = shown;
    for (const node of this.nodes) {
      node.hidden = node !== shown;
    }
    this.drawProgress();
  }

  drawProgress() {
    const { views } = this;
    while (this.progress.children.length > views.length) {
      this.progress.lastElementChild.remove();
    }
    while (this.progress.children.length < views.length) {
      this.progress.append(document.createElement("li"));
    }
    for (const [place, mark] of [...this.progress.children].entries()) {
      mark.classList.toggle("is-now", views[place] === this.view);
    }
  }
}

function makeNode({ view, key, html }) {
  const node = document.createElement("div");
  node.dataset.view = view;
  node.dataset.key = key;
  node.hidden = true;
  node.innerHTML = html;
  return node;
}
