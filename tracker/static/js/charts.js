// Charts one can point at. The server has drawn each as SVG already; Plotly takes the drawing's place when the browser
// is idle or the reader comes near. If anything fails the drawing stays, and the table below says the same.

const IDLE_MS = 2500;
const LENGTHS = new Set(["size", "width", "l", "r", "t", "b", "xshift", "yshift", "ticklen", "hoverdistance"]);
const settled = new WeakMap();
let library = null;

const MONTHS = ["stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września", "października", "listopada", "grudnia"];
const LOCALE = {
  moduleType: "locale",
  name: "pl",
  dictionary: {},
  format: {
    days: ["niedziela", "poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota"],
    shortDays: ["nd", "pn", "wt", "śr", "cz", "pt", "sb"],
    months: MONTHS,
    shortMonths: ["sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź", "lis", "gru"],
    date: "%-d.%m.%Y",
    decimal: ",",
    thousands: "\u00a0",
    grouping: [3],
  },
};

function load(address) {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => {
      window.Plotly.register(LOCALE);
      resolve(window.Plotly);
    };
    script.onerror = reject;
    document.head.append(script);
  });
  return library;
}

// Every colour of the figure stands for a role; the theme's token takes its place. Every length is given for the
// drawing's own size and follows it, so that nothing moves when the live chart takes over.
function fitted(value, colours, scale, key = "") {
  if (typeof value === "string") {
    return colours.get(value) ?? value;
  }
  if (typeof value === "number") {
    return LENGTHS.has(key) ? value * scale : value;
  }
  if (Array.isArray(value)) {
    return value.map((item) => fitted(item, colours, scale));
  }
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, fitted(item, colours, scale, name)]));
  }
  return value;
}

function themeColours(roles) {
  const style = getComputedStyle(document.documentElement);
  return new Map(Object.entries(roles).map(([role, colour]) => [colour, style.getPropertyValue(`--${role}`).trim() || colour]));
}

// The style sheet alone decides which of the drawings has room.
function shownDrawing(chart) {
  return [...chart.querySelectorAll("[data-format]")].find((drawing) => drawing.getClientRects().length);
}

async function draw(chart) {
  const shape = shownDrawing(chart).dataset.format;
  const state = settled.get(chart) ?? {};
  settled.set(chart, state);
  if (state.shape !== shape) {
    const address = new URL(chart.dataset.figureUrl, location.href);
    address.searchParams.set("format", shape);
    const [Plotly, response] = await Promise.all([load(chart.dataset.library), fetch(address)]);
    if (!response.ok) {
      throw new Error(`${response.status}`);
    }
    await document.fonts.ready;
    Object.assign(state, await response.json(), { shape, Plotly });
  }
  const plot = chart.querySelector("[data-plot]");
  const size = shownDrawing(chart).getBoundingClientRect();
  const { data, layout } = fitted(state.figure, themeColours(state.colours), size.width / state.width);
  Object.assign(layout, { width: size.width, height: size.height, hoverdistance: Math.ceil(layout.hoverdistance) });
  plot.hidden = false;
  await state.Plotly.react(plot, data, layout, { ...state.config });
  chart.classList.add("chart-plot--live");
}

function fail(chart) {
  const note = chart.querySelector("[data-chart-error]");
  chart.querySelector("[data-plot]").hidden = true;
  chart.classList.remove("chart-plot--live");
  note.hidden = false;
}

function start(chart) {
  if (!settled.has(chart)) {
    draw(chart).catch(() => fail(chart));
  }
}

function redrawAll() {
  document.querySelectorAll("[data-chart]").forEach((chart) => {
    if (settled.get(chart)?.figure) {
      draw(chart).catch(() => fail(chart));
    }
  });
}

const near = new IntersectionObserver((entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => {
  near.unobserve(entry.target);
  (window.requestIdleCallback ?? ((task) => setTimeout(task, 200)))(() => start(entry.target), { timeout: IDLE_MS });
}), { rootMargin: "200px" });

function watch() {
  document.querySelectorAll("[data-chart]").forEach((chart) => {
    near.observe(chart);
    chart.addEventListener("pointerenter", () => start(chart), { once: true });
  });
}

watch();
// The filters put a new chart in the place of the old one.
document.addEventListener("portfel:exchanged", watch);
new MutationObserver(redrawAll).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redrawAll);
let resizing = 0;
addEventListener("resize", () => {
  clearTimeout(resizing);
  resizing = setTimeout(redrawAll, 200);
});
