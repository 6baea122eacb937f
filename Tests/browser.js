// What Tests/browser tries on a copy of a page: it acts as a reader does and writes a line for
// each thing that holds or does not.
(() => {
"use strict";
const verdict = document.createElement("pre");
verdict.hidden = true;
document.body.append(verdict);
const check = (name, holds) => { verdict.append(`${holds ? "PASS" : "FAIL"} ${name}\n`); };
addEventListener("error", event => check("no error: " + event.message, false));
try {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { texts, firms, supplies, boxes, lines } = data;
  const panel = document.getElementById("panel");
  const find = document.getElementById("find");
  const stage = document.getElementById("stage");
  const svg = stage.querySelector("svg");
  const name = firm => texts[firms[firm].name];
  const key = (string, element = document.body) => element.dispatchEvent(
    new KeyboardEvent("keydown", { key: string, bubbles: true, cancelable: true }));
  const point = element => element.dispatchEvent(
    new PointerEvent("pointerover", { bubbles: true, pointerType: "mouse" }));
  const click = element => element.dispatchEvent(
    new MouseEvent("click", { bubbles: true, cancelable: true }));
  const heading = () => panel.querySelector("h2").textContent;
  const type = string => {
    find.value = string;
    find.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const all = (selector, root = svg) => [...root.querySelectorAll(selector)];
  const transform = () => svg.style.transform;

  // Reach by a plain search over the pairs of the page, another way than the page's own.
  const reach = (start, from, to) => {
    const reached = new Set([start]);
    for (let size = 0; size < reached.size;) {
      size = reached.size;
      for (const supply of supplies) {
        if (supply[2] && reached.has(supply[from])) reached.add(supply[to]);
      }
    }
    reached.delete(start);
    return reached;
  };

  const named = new Map(), held = new Map();
  for (const box of boxes) {
    for (const [firm, flags, element] of box.rows) {
      if (!held.has(firm)) held.set(firm, []);
      held.get(firm).push(box);
      if (element) named.set(firm, element);
    }
  }
  check("every element that the data names is in the drawing",
    boxes.every(box => document.getElementById(box.id))
      && [...named.values()].every(id => document.getElementById(id))
      && lines.every(line => document.getElementById(line[0])));
  check("the whole page is in sight at first", (() => {
    const page = svg.getBoundingClientRect(), area = stage.getBoundingClientRect();
    return page.left >= area.left && page.right <= area.right && page.top >= area.top
      && page.bottom <= area.bottom;
  })());
  check("no native tip repeats an id", svg.querySelectorAll("title").length === 0);

  // The firm of the map with most firms around it.
  const drawn = firms.map((_, firm) => firm).filter(firm => held.has(firm));
  check("reach is what the program counted", drawn.every(firm =>
    reach(firm, 1, 0).size === firms[firm].reach[0]
      && reach(firm, 0, 1).size === firms[firm].reach[1]));
  const around = firm => firms[firm].reach[0] + firms[firm].reach[1];
  const candidates = drawn.filter(firm => named.has(firm));
  const best = (candidates.length ? candidates : drawn).reduce((a, b) => around(b) > around(a) ? b : a);
  const element = named.has(best)
    ? document.getElementById(named.get(best)).querySelector("a.row") || document.getElementById(named.get(best))
    : null;
  const up = reach(best, 1, 0), down = reach(best, 0, 1);
  const isLit = () => {
    const wrong = [];
    for (const box of boxes) {
      const group = document.getElementById(box.id);
      const here = box.rows.some(([firm]) => firm === best || up.has(firm) || down.has(firm));
      if (group.classList.contains("has") !== here) wrong.push(box.id);
      for (const [firm, flags, id] of box.rows) {
        const row = id && document.getElementById(id).querySelector("a.row");
        if (!row) continue;
        if (row.classList.contains("u") !== (up.has(firm) && firm !== best)) wrong.push(id);
        if (row.classList.contains("d") !== (down.has(firm) && firm !== best)) wrong.push(id);
      }
    }
    for (const [id, ...carried] of lines) {
      const group = document.getElementById(id);
      const isUp = carried.some(supply => supplies[supply][2]
        && (up.has(supplies[supply][1]) || supplies[supply][1] === best));
      const isDown = carried.some(supply => supplies[supply][2]
        && (down.has(supplies[supply][0]) || supplies[supply][0] === best));
      if (group.classList.contains("u") !== isUp) wrong.push(id);
      if (group.classList.contains("d") !== isDown) wrong.push(id);
    }
    if (wrong.length) verdict.append(`wrong: ${wrong.slice(0, 5).join(" ")}\n`);
    return wrong.length === 0 && svg.classList.contains("lit");
  };

  if (element) {
    point(element);
    check("pointing shows the dossier", heading().includes(name(best)));
    check("pointing lights upstream and downstream, and the lines that carry them", isLit());
    check("pointing shows no source rows yet", panel.querySelectorAll(".source").length === 0);
    point(stage);
    check("pointing away puts the light out", !svg.classList.contains("lit") && all(".u,.d,.me").length === 0);
    click(element);
    check("clicking keeps the firm", heading().includes(name(best)) && isLit());
    check("a kept firm shows its source rows", panel.querySelectorAll(".source").length > 0);
    const other = candidates.find(firm => firm !== best);
    if (other !== undefined) {
      point(document.getElementById(named.get(other)).querySelector("a") || stage);
      check("pointing elsewhere leaves a kept firm", heading().includes(name(best)));
    }
    key("Escape");
    check("Esc releases", !svg.classList.contains("lit") && !heading().includes(name(best)));
    element.focus();
    key("Enter", element);
    check("Enter keeps a firm that has the focus", heading().includes(name(best)));
    key("Escape");
  }

  // Counts of the whole book reach the panel.
  type(name(best));
  find.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  check("search by whole name and Enter keeps the firm", heading().includes(name(best)));
  check("the panel says how many are upstream and downstream", panel.textContent.includes(
    String(up.size)) && panel.textContent.includes(String(down.size)));
  const tallies = boxes.filter(box => !box.rows.some(row => row[2] === box.id)).map(box => {
    const others = box.rows.map(([firm]) => firm).filter(firm => firm !== best);
    const parts = [["◀", up], ["▶", down]].map(([sign, reached]) =>
      [sign, others.filter(firm => reached.has(firm)).length]);
    return parts.filter(([, size]) => size > 0).map(([sign, size]) => sign + size).join(" ");
  }).filter(tally => tally);
  check("the corner of each box counts its lit firms",
    all(".tally").map(tally => tally.textContent).sort().join() === tallies.sort().join());
  key("Escape");
  key("Escape");
  check("Esc empties the search", find.value === "");

  // Search by code finds each firm, named or not.
  const coded = drawn.filter(firm => firms[firm].code !== undefined);
  const sample = coded.filter((_, place) => place % Math.ceil(coded.length / 25) === 0);
  check("search by code finds the firm", sample.every(firm => {
    type(texts[firms[firm].code].toLowerCase());
    return [...panel.querySelectorAll(".firm")].some(item => item.textContent.includes(name(firm)));
  }));
  type("");
  const counted = drawn.find(firm => !named.has(firm));
  if (counted !== undefined) {
    type(name(counted));
    const item = [...panel.querySelectorAll(".firm")].find(item => item.textContent.includes(name(counted)));
    check("a firm that is only counted is found", !!item);
    if (item) {
      click(item);
      check("its dossier opens and its box stands out", heading().includes(name(counted))
        && held.get(counted).every(box => document.getElementById(box.id).classList.contains("has"))
        && all(".halo.me").length === held.get(counted).length);
    }
    key("Escape");
    type("");
  }
  type("没有这样的企业zzz");
  check("a search without result says so", panel.querySelectorAll(".firm").length === 0);
  type("");

  // Filters.
  const flags = new Map();
  for (const box of boxes) {
    for (const [firm, flag] of box.rows) flags.set(firm, (flags.get(firm) || 0) | flag);
  }
  const member = firm => held.get(firm).some(box => !box.outside);
  const meant = {
    uncertified: firm => firms[firm].standing && firms[firm].standing[0] === 2,
    lacking: firm => flags.get(firm) & 2, open: firm => firms[firm].problems,
    bottleneck: firm => flags.get(firm) & 4, source: firm => flags.get(firm) & 8
  };
  const buttons = [...document.querySelectorAll("#filters button")];
  for (const button of buttons) {
    const expected = drawn.filter(firm => member(firm) && meant[button.dataset.filter](firm)).length;
    button.click();
    check(`filter ${button.dataset.filter} counts its firms`,
      button.querySelector("i").textContent === String(expected)
        && button.getAttribute("aria-pressed") === "true" && heading().includes(String(expected)));
    check(`filter ${button.dataset.filter} lets them stand out`, all("a.row").every(row => {
      const firm = [...named].filter(([, id]) => row.parentNode.id === id).map(([firm]) => firm)[0];
      return firm === undefined || row.classList.contains("hit") === !!meant[button.dataset.filter](firm);
    }));
    button.click();
  }
  if (buttons.length > 2) {
    const [first, second] = [buttons[0], buttons.find(button => button.dataset.filter === "open")];
    first.click();
    second.click();
    const expected = drawn.filter(firm => member(firm) && meant[first.dataset.filter](firm)
      && meant.open(firm)).length;
    check("two filters hold together", heading().includes(String(expected)));
    key("Escape");
    check("Esc lets go of filters", document.querySelectorAll("[aria-pressed=true]").length === 0
      && !svg.classList.contains("sift"));
  }

  // A box lists all it holds.
  const crowded = boxes.filter(box => !box.rows.some(row => row[2] === box.id))
    .reduce((a, b) => b.rows.length > (a ? a.rows.length : -1) ? b : a, null);
  if (crowded) {
    click(document.getElementById(crowded.id));
    check("a box lists all its firms", panel.querySelectorAll(".firm").length
      === Math.min(400, crowded.rows.length));
    key("Escape");
  }

  // Keys.
  key("0");
  const fitted = transform();
  key("+");
  check("+ zooms in", transform() !== fitted);
  key("ArrowLeft");
  const moved = transform();
  key("ArrowRight");
  check("arrows pan", transform() !== moved);
  key("0");
  check("0 shows the page again", transform() === fitted);
  key("/");
  check("/ goes to the search", document.activeElement === find);
  stage.dispatchEvent(new WheelEvent("wheel",
    { deltaY: -300, clientX: 300, clientY: 300, bubbles: true, cancelable: true }));
  check("the wheel zooms", transform() !== fitted);
  key("0");

  // Names, for those who hear the page.
  check("everything to point at has a name and can have the focus", all("a.row,.box").every(
    item => item.getAttribute("aria-label") && item.getAttribute("tabindex") === "0"));
  check("controls have names", [...document.querySelectorAll("button,input")].every(
    item => item.getAttribute("aria-label") || item.textContent.trim()));

  // Speed: pointing at many firms.
  const start = performance.now();
  let pointed = 0;
  for (const [, id] of named) {
    if (pointed >= 50) break;
    const group = document.getElementById(id);
    point(group.querySelector("a.row") || group);
    pointed++;
  }
  const each = pointed ? (performance.now() - start) / pointed : 0;
  // How long is for the reader to see: a busy machine is no fault of the page.
  verdict.append(`NOTE pointing takes ${each.toFixed(1)} ms\n`);
  point(stage);
  check("names stay text", document.querySelectorAll("img,iframe,object").length === 0
    && document.querySelectorAll("script").length === 3 && document.title !== "broken");
  check("end", true);
} catch (error) {
  check("runs: " + error.message + " " + error.stack, false);
}
})();
