// Charts one can point at. The server has drawn each as SVG already; Plotly takes the drawing's place when the browser
// is idle or the reader comes near. If anything fails the drawing stays, and the table below says the same.

const PHONE = 560;
const IDLE_MS = 2500;
const box = document.querySelectorAll("[data-chart]");
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

// Every colour of the figure stands for a role; the theme's token takes its place.
function painted(value, colours) {
  if (typeof value === "string") {
    return colours.get(value) ?? value;
  }
  if (Array.isArray(value)) {
    return value.map((item) => painted(item, colours));
  }
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, painted(item, colours)]));
  }
  return value;
}

function themeColours(roles) {
  const style = getComputedStyle(document.documentElement);
  return new Map(Object.entries(roles).map(([role, colour]) => [colour, style.getPropertyValue(`--${role}`).trim() || colour]));
}

async function draw(chart) {
  const shape = chart.clientWidth < PHONE ? "narrow" : "wide";
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
  const { data, layout } = painted(state.figure, themeColours(state.colours));
  layout.height = Math.round((chart.clientWidth / state.width) * layout.height);
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
  box.forEach((chart) => {
    if (settled.get(chart)?.figure) {
      draw(chart).catch(() => fail(chart));
    }
  });
}

const near = new IntersectionObserver((entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => {
  near.unobserve(entry.target);
  (window.requestIdleCallback ?? ((task) => setTimeout(task, 200)))(() => start(entry.target), { timeout: IDLE_MS });
}), { rootMargin: "200px" });

box.forEach((chart) => {
  near.observe(chart);
  chart.addEventListener("pointerenter", () => start(chart), { once: true });
});

new MutationObserver(redrawAll).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redrawAll);
let resizing = 0;
addEventListener("resize", () => {
  clearTimeout(resizing);
  resizing = setTimeout(redrawAll, 200);
});
