/// The script of the page, as it stands in the file; its hash is part of the page's policy.
///
/// What comes from the book reaches the page as text nodes and attributes only.
enum PageScript {
  static let text = #"""

    (() => {
    "use strict";
    const data = JSON.parse(document.getElementById("data").textContent);
    const { words, texts, firms, supplies } = data;
    const stage = document.getElementById("stage");
    const panel = document.getElementById("panel");
    const find = document.getElementById("find");
    const svg = stage.querySelector("svg");
    const count = firms.length;
    const text = place => texts[place];
    const word = (key, ...values) => {
      let result = words[key];
      for (let place = values.length; place > 0; place--) {
        result = result.split("#".repeat(place)).join(values[place - 1]);
      }
      return result;
    };

    // ---- The network: declared supplies in both directions, each once for a pair of firms.

    const before = Array.from({ length: count }, () => []);
    const after = Array.from({ length: count }, () => []);
    const suppliesTo = Array.from({ length: count }, () => []);
    const suppliesFrom = Array.from({ length: count }, () => []);
    supplies.forEach(([supplier, customer, isDeclared], place) => {
      suppliesFrom[supplier].push(place);
      suppliesTo[customer].push(place);
      if (isDeclared && supplier !== customer) {
        before[customer].push(supplier);
        after[supplier].push(customer);
      }
    });

    function reach(start, next) {
      const isReached = new Uint8Array(count);
      isReached[start] = 1;
      const queue = [start];
      for (let place = 0; place < queue.length; place++) {
        for (const firm of next[queue[place]]) {
          if (!isReached[firm]) { isReached[firm] = 1; queue.push(firm); }
        }
      }
      return { isReached, size: queue.length - 1 };
    }

    // ---- The drawing: what its elements stand for.

    const space = "http://www.w3.org/2000/svg";
    const draw = (name, attributes) => {
      const element = document.createElementNS(space, name);
      for (const key in attributes) element.setAttribute(key, attributes[key]);
      return element;
    };
    const view = svg.viewBox.baseVal;
    svg.style.width = view.width + "px";
    svg.style.height = view.height + "px";
    svg.removeAttribute("width");
    svg.removeAttribute("height");
    const graph = svg.querySelector("g.graph");
    const sheet = graph.querySelector("polygon");
    if (sheet) sheet.classList.add("stand");
    const overlay = graph.appendChild(draw("g", { "aria-hidden": "true" }));

    // Where a firm stands: the boxes that hold it, and the elements that name it.
    const places = firms.map(() => []);
    const elementOf = new Map();
    const boxes = data.boxes.map(({ id, title, outside, badge, rows }) => {
      const group = document.getElementById(id);
      const box = {
        group, title: text(title), isOutside: outside, badge: text(badge), rows: [], own: -1
      };
      if (!group) return box;
      const frame = group.getBBox();
      group.classList.add("box");
      group.setAttribute("tabindex", "0");
      group.setAttribute("role", "button");
      group.setAttribute("aria-label", box.title);
      elementOf.set(group, { box });
      box.frame = frame;
      box.halo = overlay.appendChild(draw("rect", {
        class: "halo", x: frame.x - 1.5, y: frame.y - 1.5, width: frame.width + 3,
        height: frame.height + 3, rx: 6
      }));
      for (const [firm, flags, element] of rows) {
        const row = { firm, flags, box, parts: [] };
        box.rows.push(row);
        places[firm].push(row);
        if (element === id) {
          box.own = firm;
          row.isBox = true;
        } else if (element) {
          name(row, document.getElementById(element));
        }
      }
      return box;
    });
    const lines = data.lines.map(([id, ...carried]) => ({
      group: document.getElementById(id), carried
    }));

    // Makes the name of a firm something to point at, with the marks that follow it.
    function name(row, group) {
      const link = group && group.querySelector("a");
      if (!link) return;
      const label = link.querySelector("text");
      // Signs of other fonts stand a little higher or lower.
      const baseline = Number(label.getAttribute("y"));
      row.parts.push(link);
      let right = 0;
      for (const own of link.querySelectorAll("text")) {
        const frame = own.getBBox();
        right = Math.max(right, frame.x + frame.width);
      }
      for (let next = group.nextElementSibling; next && next.localName !== "g";
        next = next.nextElementSibling) {
        if (next.localName !== "text") continue;
        if (Math.abs(Number(next.getAttribute("y")) - baseline) > 2) continue;
        if (!next.textContent.trim()) continue;
        next.classList.add("row");
        row.parts.push(next);
        const frame = next.getBBox();
        right = Math.max(right, frame.x + frame.width);
      }
      const frame = label.getBBox();
      link.insertBefore(draw("rect", {
        class: "spot", x: frame.x - 1.5, y: frame.y, width: right - frame.x + 3,
        height: frame.height, rx: 1.5
      }), link.firstChild);
      link.classList.add("row");
      link.setAttribute("role", "button");
      link.setAttribute("tabindex", "0");
      link.setAttribute("aria-label", text(firms[row.firm].name));
      link.removeAttribute("xlink:title");
      link.removeAttributeNS("http://www.w3.org/1999/xlink", "title");
      elementOf.set(link, { firm: row.firm, box: row.box });
    }

    const flagsOf = firms.map((_, firm) => places[firm].reduce((all, row) => all | row.flags, 0));
    const isDrawn = firm => places[firm].length > 0;
    const isNamed = firm => places[firm].some(row => row.isBox || row.parts.length > 0);
    const isMember = firm => places[firm].some(row => !row.box.isOutside);

    // ---- Pan and zoom.

    let scale = 1, left = 0, top = 0, isFitted = true;
    const place = () => {
      svg.style.transform = `translate(${left}px,${top}px) scale(${scale})`;
    };
    function fit() {
      const margin = 12;
      scale = Math.min(
        (stage.clientWidth - 2 * margin) / view.width,
        (stage.clientHeight - 2 * margin) / view.height);
      if (!(scale > 0)) scale = 1;
      left = (stage.clientWidth - view.width * scale) / 2;
      top = (stage.clientHeight - view.height * scale) / 2;
      isFitted = true;
      place();
    }
    function zoom(factor, x = stage.clientWidth / 2, y = stage.clientHeight / 2) {
      const next = Math.min(16, Math.max(0.1, scale * factor));
      left = x - (x - left) * next / scale;
      top = y - (y - top) * next / scale;
      scale = next;
      isFitted = false;
      bound();
    }
    // Some of the page always stays in sight.
    function bound() {
      const keep = 80;
      left = Math.min(stage.clientWidth - keep, Math.max(keep - view.width * scale, left));
      top = Math.min(stage.clientHeight - keep, Math.max(keep - view.height * scale, top));
      place();
    }
    function pan(x, y) { left += x; top += y; isFitted = false; bound(); }
    function glide(change) {
      stage.classList.add("glide");
      change();
      setTimeout(() => stage.classList.remove("glide"), 300);
    }
    // Brings a firm into sight, large enough to read.
    function reveal(firm) {
      const rows = places[firm];
      if (rows.length === 0) return;
      const row = rows.find(row => row.isBox || row.parts.length > 0) || rows[0];
      const element = row.parts[0] || row.box.group;
      if (!element) return;
      glide(() => {
        if (scale < 1.7) zoom(1.7 / scale);
        const frame = element.getBBox();
        const origin = graph.transform.baseVal.consolidate().matrix;
        const x = (frame.x + frame.width / 2 + origin.e - view.x) * scale + left;
        const y = (frame.y + frame.height / 2 + origin.f - view.y) * scale + top;
        const inset = 60;
        if (x < inset || y < inset || x > stage.clientWidth - inset
          || y > stage.clientHeight - inset) {
          pan(stage.clientWidth / 2 - x, stage.clientHeight / 2 - y);
        }
      });
    }

    const pointers = new Map();
    let hasMoved = false;
    stage.addEventListener("pointerdown", event => {
      if (event.button !== 0) return;
      pointers.set(event.pointerId, { x: event.clientX, y: event.clientY, dx: 0, dy: 0 });
      if (pointers.size === 1) hasMoved = false;
    });
    addEventListener("pointermove", event => {
      const pointer = pointers.get(event.pointerId);
      if (!pointer) return;
      // The button was let go outside the window.
      if (event.buttons === 0) return void lift(event);
      const x = event.clientX - pointer.x, y = event.clientY - pointer.y;
      if (!hasMoved && Math.hypot(x, y) < 4) return;
      hasMoved = true;
      stage.classList.add("moving");
      const others = [...pointers].filter(([id]) => id !== event.pointerId);
      if (others.length > 0) {
        const fixed = others[0][1];
        const area = stage.getBoundingClientRect();
        const was = Math.hypot(pointer.x - fixed.x, pointer.y - fixed.y);
        const is = Math.hypot(event.clientX - fixed.x, event.clientY - fixed.y);
        if (was > 0) zoom(is / was, fixed.x - area.left, fixed.y - area.top);
      } else {
        pan(x, y);
      }
      pointer.x = event.clientX;
      pointer.y = event.clientY;
    });
    const lift = event => {
      pointers.delete(event.pointerId);
      if (pointers.size === 0) stage.classList.remove("moving");
    };
    addEventListener("pointerup", lift);
    addEventListener("pointercancel", lift);
    stage.addEventListener("wheel", event => {
      event.preventDefault();
      const area = stage.getBoundingClientRect();
      const step = event.deltaMode === 1 ? event.deltaY * 24 : event.deltaY;
      zoom(Math.exp(-step * 0.0015), event.clientX - area.left, event.clientY - area.top);
    }, { passive: false });
    // The address would change and the page jump.
    stage.addEventListener("scroll", () => { stage.scrollLeft = 0; stage.scrollTop = 0; });
    new ResizeObserver(() => isFitted ? fit() : bound()).observe(stage);

    // ---- Light: what leads to a firm and what it leads to.

    let painted = [], tallies = [];
    function paint(element, ...classes) {
      element.classList.add(...classes);
      painted.push([element, classes]);
    }
    function clear() {
      for (const [element, classes] of painted) element.classList.remove(...classes);
      painted = [];
      for (const { group } of tallies) group.remove();
      tallies = [];
      svg.classList.remove("lit", "sift");
    }
    // Says in a corner of a box how many of its firms are lit, as most may be unnamed.
    function tally(box, parts) {
      if (!box.frame) return;
      const group = draw("g", { class: "tally on" });
      const size = Math.max(6.5, Math.min(9, view.width / 150));
      const label = draw("text", {
        "font-size": size, "text-anchor": "end", x: box.frame.x + box.frame.width - 3,
        y: box.frame.y + size * 0.35
      });
      parts.forEach(([kind, string], place) => {
        const span = draw("tspan", { class: kind });
        span.textContent = (place > 0 ? " " : "") + string;
        label.appendChild(span);
      });
      overlay.appendChild(group);
      group.appendChild(label);
      tallies.push({ group, label });
    }
    // Measures all tallies at once: each measuring after a change lays the whole drawing out anew.
    function frameTallies() {
      const frames = tallies.map(({ label }) => label.getBBox());
      tallies.forEach(({ group, label }, index) => {
        const frame = frames[index];
        group.insertBefore(draw("rect", {
          x: frame.x - 2.5, y: frame.y - 0.5, width: frame.width + 5, height: frame.height + 1,
          rx: 2
        }), label);
      });
    }
    function paintRow(row, classes) {
      for (const part of row.parts) paint(part, ...classes);
      if (row.isBox) paint(row.box.halo, ...classes);
    }
    function light(firm) {
      clear();
      const up = reach(firm, before), down = reach(firm, after);
      svg.classList.add("lit");
      for (const box of boxes) {
        if (!box.group) continue;
        let upHere = 0, downHere = 0, isMine = false;
        for (const row of box.rows) {
          const classes = [];
          if (row.firm === firm) { classes.push("me"); isMine = true; } else {
            if (up.isReached[row.firm]) { classes.push("u"); upHere++; }
            if (down.isReached[row.firm]) { classes.push("d"); downHere++; }
          }
          if (classes.length > 0) paintRow(row, classes);
        }
        if (upHere + downHere > 0 || isMine) paint(box.group, "has");
        if (isMine && box.own < 0) paint(box.halo, "me");
        if (box.own >= 0) continue;
        const parts = [];
        if (upHere > 0) parts.push(["u", "◀" + upHere]);
        if (downHere > 0) parts.push(["d", "▶" + downHere]);
        if (parts.length > 0) tally(box, parts);
      }
      for (const line of lines) {
        if (!line.group) continue;
        let isUp = false, isDown = false;
        for (const supply of line.carried) {
          const [supplier, customer, isDeclared] = supplies[supply];
          if (!isDeclared) continue;
          if (up.isReached[customer]) isUp = true;
          if (down.isReached[supplier]) isDown = true;
        }
        if (isUp) paint(line.group, "u");
        if (isDown) paint(line.group, "d");
      }
      frameTallies();
      let both = 0;
      for (let other = 0; other < count; other++) {
        if (other !== firm && up.isReached[other] && down.isReached[other]) both++;
      }
      return { up: up.size, down: down.size, both };
    }
    // Lets firms of a search or filter stand out.
    function sift(isMatch) {
      clear();
      svg.classList.add("sift");
      for (const box of boxes) {
        if (!box.group) continue;
        let here = 0;
        for (const row of box.rows) {
          if (!isMatch(row.firm)) continue;
          here++;
          paintRow(row, row.isBox ? ["on"] : ["hit"]);
        }
        if (here === 0) continue;
        paint(box.group, "has");
        if (box.own < 0) tally(box, [["", String(here)]]);
      }
      frameTallies();
    }

    // ---- The panel.

    const make = (tag, attributes, ...children) => {
      const element = document.createElement(tag);
      for (const key in attributes) {
        if (key === "click") element.addEventListener("click", attributes.click);
        else element.setAttribute(key, attributes[key]);
      }
      for (const child of children) if (child !== null) element.append(child);
      return element;
    };
    const fill = (...children) => {
      panel.replaceChildren(...children.filter(child => child !== null));
      panel.scrollTop = 0;
    };
    const line = (string, kind = "") => make("p", kind ? { class: kind } : {}, string);

    function marks(firm) {
      const parts = [];
      if (flagsOf[firm] & 1) parts.push("★");
      if (flagsOf[firm] & 4) parts.push("◆");
      if (flagsOf[firm] & 8) parts.push("◎");
      if (flagsOf[firm] & 2) parts.push("⊘");
      const { standing, problems } = firms[firm];
      if (standing && !(flagsOf[firm] & 2)) parts.push(text(standing[1]).slice(0, 1));
      if (problems) {
        const traced = problems.filter(problem => problem[3].length > 0).length;
        parts.push(problems.length > 3 ? (traced ? "△" : "") + "▲×" + problems.length
          : "△".repeat(traced) + "▲".repeat(problems.length - traced));
      }
      return parts.join(" ");
    }
    function whereabouts(firm) {
      if (!isDrawn(firm)) return word("off");
      const seats = firms[firm].seats ? firms[firm].seats.map(seat => text(seat[0]))
        : places[firm].filter(row => row.box.isOutside).map(row => row.box.title);
      return [...new Set(seats)].concat(firms[firm].region === undefined ? [] : [text(firms[firm].region)])
        .join(" · ");
    }
    const item = firm => make("li", {},
      make("button", { type: "button", class: "firm", click: () => keep(firm, true) },
        `${text(firms[firm].name)}  ${marks(firm)}`, make("small", {}, whereabouts(firm))));
    // A long list shows its beginning; the rest waits.
    function list(all, shown = 60) {
      const element = make("ul", {}, ...all.slice(0, shown).map(item));
      if (all.length > shown) {
        const rest = make("button", { type: "button", click: () => {
          rest.replaceWith(list(all.slice(shown), 400));
        } }, word("moreRows", all.length - shown));
        return make("div", {}, element, rest);
      }
      return element;
    }

    // The rows of the sheets that bear out a fact.
    function source(place) {
      const [layout, sheet, row, ...cells] = data.rows[place];
      const [table, ...headers] = data.layouts[layout].map(text);
      const [file, tab] = data.sheets[sheet].map(text);
      const where = row > 0
        ? `${tab ? `${file}[${tab}]` : file} ${word("row", row)}` : `${table} ${word("unstated")}`;
      return make("p", { class: "source" }, make("b", {}, where), " ",
        cells.map((cell, index) => `${headers[index]} ${text(cell)}`).join(word("separator")));
    }
    function sources(rows, isKept) {
      if (!isKept || !rows || rows.length === 0) return null;
      if (rows.length <= 2) return make("div", {}, ...rows.map(source));
      const details = make("details", {}, make("summary", {}, word("rows", rows.length)));
      details.addEventListener("toggle", () => {
        if (details.open && details.childElementCount === 1) details.append(...rows.map(source));
      });
      return details;
    }

    function relations(key, places, end, isKept) {
      const byFirm = new Map();
      for (const supply of places) {
        const other = supplies[supply][end];
        if (!byFirm.has(other)) byFirm.set(other, []);
        byFirm.get(other).push(supply);
      }
      const items = [...byFirm].map(([other, list]) => {
        const products = [...new Set(list.filter(supply => supplies[supply].length > 3)
          .map(supply => text(supplies[supply][3])).filter(product => product))];
        const isInferred = list.every(supply => !supplies[supply][2]);
        const facts = products.concat(isInferred ? [word("inferred")] : []).join("、");
        return make("li", {},
          make("button", { type: "button", class: "link", click: () => keep(other, true) },
            text(firms[other].short)),
          facts ? make("span", { class: "quiet" }, "  " + facts) : null,
          sources(list.flatMap(supply => supplies[supply][4] || []), isKept));
      });
      const shown = 40;
      const rest = items.splice(shown);
      const element = make("ul", {}, ...items);
      if (rest.length > 0) {
        const more = make("button", { type: "button", click: () => more.parentNode.replaceWith(...rest) },
          word("moreRows", rest.length));
        element.append(make("li", {}, more));
      }
      return [make("h3", {}, word(key, byFirm.size)), byFirm.size ? element : line(word("none"), "quiet")];
    }

    function dossier(firm, isKept) {
      const own = firms[firm];
      const facts = make("dl", {});
      const fact = (key, value) => {
        if (value) facts.append(make("dt", {}, word(key)), make("dd", {}, value));
      };
      fact("code", own.code === undefined ? "" : text(own.code));
      fact("former", (own.former || []).map(text).join("、"));
      fact("region", own.region === undefined ? "" : text(own.region));
      fact("size", own.size === undefined ? "" : text(own.size));
      fact("state", own.state === undefined ? "" : text(own.state));
      fact("products", own.products === undefined ? "" : text(own.products));
      const held = places[firm].filter(row => !row.isBox && row.parts.length === 0);
      const parts = [
        make("h2", { tabindex: "-1" }, (flagsOf[firm] & 1 ? "★ " : "") + text(own.name)),
        isKept ? make("button", { type: "button", click: release }, word("release"))
          : line(word("keepHint"), "quiet"),
        !isDrawn(firm) ? line(word("off"), "quiet") : !isNamed(firm) && held.length > 0
          ? line(word("counted", held.map(row => row.box.title).join("、")), "quiet") : null,
        facts, sources(own.rows, isKept)
      ];
      if (isDrawn(firm)) {
        const why = (own.why || []).map(text)
          .concat(places[firm].map(row => row.isBox && row.box.badge).filter(badge => badge));
        if (why.length > 0) {
          parts.push(make("h3", {}, "◆ " + word("bottleneck")),
            ...why.map(reason => line(reason, "alarm")));
        }
        if (own.traces) {
          parts.push(make("h3", {}, "◎ " + word("source")),
            ...own.traces.map(trace => line(text(trace))));
        }
        parts.push(make("h3", {}, word("seats")));
        if (!own.seats) parts.push(line(word("noSeat"), "quiet"));
        for (const [name, role, lacking, rows] of own.seats || []) {
          parts.push(line(text(name) + (text(role) ? " · " + text(role) : "")));
          for (const scheme of lacking) {
            parts.push(line("⊘ " + word("lacking", text(scheme)), "alarm"));
          }
          parts.push(sources(rows, isKept));
        }
        parts.push(make("h3", {}, word("standing")));
        if (!data.hasCertificates) parts.push(line(word("noCertificates"), "quiet"));
        else {
          if (own.standing) parts.push(line(text(own.standing[1])));
          if (!own.certificates) parts.push(line(word("noCertificate"), "quiet"));
        }
        for (const [scheme, number, isValid, state, conflict, rows] of own.certificates || []) {
          parts.push(line(`${text(scheme)} ${text(number)} · ${text(state)}`, isValid ? "" : "quiet"));
          if (text(conflict)) parts.push(line(text(conflict), "alarm"));
          parts.push(sources(rows, isKept));
        }
        if (data.hasFindings) {
          parts.push(make("h3", {}, word("problems")
            + (own.problems ? ` ▲×${own.problems.length}` : "")));
        }
        if (data.hasFindings && !own.problems) parts.push(line(word("noProblems"), "quiet"));
        for (const [name, severity, rows, origins] of own.problems || []) {
          parts.push(line((origins.length ? "△ " : "▲ ") + text(name)
            + (text(severity) ? " · " + text(severity) : "")));
          // Of several sources, those that are upstream of this firm.
          const up = origins.length ? reach(firm, before).isReached : [];
          const names = origins.filter(origin => up[origin]).map(origin => text(firms[origin].short));
          if (names.length) parts.push(line(word("tracedTo", names.join("、")), "quiet"));
          parts.push(sources(rows, isKept));
        }
      }
      if (data.hasSupplies) {
        parts.push(...relations("suppliers", suppliesTo[firm], 0, isKept),
          ...relations("customers", suppliesFrom[firm], 1, isKept));
      }
      return parts;
    }

    function show(firm, isKept) {
      const reached = light(firm);
      const parts = dossier(firm, isKept);
      if (data.hasSupplies) {
        parts.splice(3, 0, line(word("reach", reached.up, reached.down)), legend(reached.both > 0));
      }
      fill(...parts);
      return reached;
    }
    const legend = hasBoth => make("div", {},
      make("p", { class: "key quiet" }, make("span", { class: "up" }), word("upLegend")),
      make("p", { class: "key quiet" }, make("span", { class: "down" }), word("downLegend")),
      hasBoth ? make("p", { class: "key quiet" }, make("span", { class: "up down" }),
        word("bothLegend")) : null);

    // ---- What is shown: a kept firm, a box, a search, filters, or nothing; and a firm pointed at.

    let kept = -1, openBox = null, pointed = -1;
    const live = document.getElementById("live");
    const pressed = () => [...document.querySelectorAll("#filters [aria-pressed=true]")]
      .map(button => button.dataset.filter);
    const tests = {
      uncertified: firm => !!firms[firm].standing && firms[firm].standing[0] === 2,
      lacking: firm => (flagsOf[firm] & 2) !== 0,
      open: firm => !!firms[firm].problems,
      bottleneck: firm => (flagsOf[firm] & 4) !== 0,
      source: firm => (flagsOf[firm] & 8) !== 0
    };
    const drawn = firms.map((_, firm) => firm).filter(isDrawn);
    for (const button of document.querySelectorAll("#filters button")) {
      const test = tests[button.dataset.filter];
      button.querySelector("i").textContent =
        drawn.filter(firm => isMember(firm) && test(firm)).length;
      button.addEventListener("click", () => {
        button.setAttribute("aria-pressed", button.getAttribute("aria-pressed") !== "true");
        kept = -1;
        openBox = null;
        refresh();
      });
    }

    const folded = string => string.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
    const keys = firms.map(firm => [firm.name, firm.short, firm.code]
      .concat(firm.also || []).filter(place => place !== undefined)
      .map(place => folded(text(place))).join("\n"));
    function found() {
      const wanted = folded(find.value);
      if (!wanted) return null;
      const all = [];
      keys.forEach((key, firm) => { if (key.includes(wanted)) all.push(firm); });
      // What is on the map first, then names that begin with the words.
      const rank = firm => (isDrawn(firm) ? 0 : 2)
        + (folded(text(firms[firm].short)).startsWith(wanted) ? 0 : 1);
      return all.sort((a, b) => rank(a) - rank(b) || a - b);
    }

    function refresh() {
      if (kept >= 0) return void show(kept, true);
      if (pointed >= 0) return void show(pointed, false);
      if (openBox) {
        clear();
        paint(openBox.halo, "on");
        return void fill(make("h2", {}, openBox.title),
          line(word("boxFirms", openBox.rows.length), "quiet"),
          list(openBox.rows.map(row => row.firm), 400));
      }
      const filters = pressed(), hits = found();
      if (hits === null && filters.length === 0) {
        clear();
        return void rest();
      }
      const isAsked = hits ? new Set(hits) : null;
      const isMatch = firm => (!isAsked || isAsked.has(firm)) && filters.every(key => tests[key](firm));
      const all = (hits || drawn).filter(firm => filters.length === 0 || isDrawn(firm) && isMatch(firm));
      sift(isMatch);
      if (hits) {
        live.textContent = word("results", all.length);
        return void fill(make("h2", {}, word("results", all.length)), list(all));
      }
      const members = all.filter(isMember), others = all.filter(firm => !isMember(firm));
      live.textContent = word("matches", members.length);
      fill(make("h2", {}, word("matches", members.length)), list(members),
        others.length ? make("h3", {}, word("outsideMatches", others.length)) : null,
        others.length ? list(others) : null);
    }
    function rest() {
      fill(make("h2", {}, word("howTo")),
        ...["how1", "how2", "how3", "how4"].map(key => line(word(key))), legend(false));
    }
    function keep(firm, isWanted) {
      kept = firm;
      pointed = -1;
      openBox = null;
      const reached = show(firm, true);
      live.textContent = word("live", text(firms[firm].name), reached.up, reached.down);
      if (isWanted) {
        reveal(firm);
        panel.querySelector("h2").focus({ preventScroll: true });
      }
    }
    function release() {
      const had = kept;
      kept = -1;
      pointed = -1;
      openBox = null;
      refresh();
      if (had >= 0 && panel.contains(document.activeElement) || document.activeElement === document.body) {
        stage.focus({ preventScroll: true });
      }
    }

    // ---- Pointing and keys.

    // The firm or box that an element of the drawing stands for.
    function target(element) {
      for (let next = element; next && next !== stage; next = next.parentNode) {
        const meant = elementOf.get(next);
        if (!meant) continue;
        if (meant.firm !== undefined) return meant;
        return meant.box.own >= 0 ? { firm: meant.box.own, box: meant.box } : meant;
      }
      return null;
    }
    function point(firm) {
      if (kept >= 0 || openBox || firm === pointed) return;
      pointed = firm;
      refresh();
    }
    stage.addEventListener("pointerover", event => {
      if (event.pointerType === "touch" || pointers.size > 0) return;
      const meant = target(event.target);
      point(meant && meant.firm !== undefined ? meant.firm : -1);
    });
    stage.addEventListener("pointerleave", () => { if (pointers.size === 0) point(-1); });
    function choose(meant) {
      if (!meant) return;
      if (meant.firm !== undefined) return void keep(meant.firm, false);
      kept = -1;
      pointed = -1;
      openBox = meant.box;
      refresh();
    }
    stage.addEventListener("click", event => {
      event.preventDefault();
      if (hasMoved) { hasMoved = false; return; }
      const meant = target(event.target);
      if (meant) choose(meant);
      else if (kept >= 0 || openBox) release();
    });
    stage.addEventListener("focusin", event => {
      const meant = elementOf.get(event.target);
      if (!meant || !event.target.matches(":focus-visible")) return;
      meant.box.halo.classList.toggle("focus", meant.firm === undefined);
      const firm = meant.firm !== undefined ? meant.firm : meant.box.own;
      point(firm >= 0 ? firm : -1);
      see(event.target);
    });
    stage.addEventListener("focusout", event => {
      const meant = elementOf.get(event.target);
      if (meant) meant.box.halo.classList.remove("focus");
    });
    // What has the focus is in sight.
    function see(element) {
      const frame = element.getBoundingClientRect(), area = stage.getBoundingClientRect();
      const inset = 24;
      const x = frame.left < area.left + inset ? area.left + inset - frame.left
        : frame.right > area.right - inset ? area.right - inset - frame.right : 0;
      const y = frame.top < area.top + inset ? area.top + inset - frame.top
        : frame.bottom > area.bottom - inset ? area.bottom - inset - frame.bottom : 0;
      if (x || y) pan(x, y);
    }

    find.addEventListener("input", () => { kept = -1; openBox = null; pointed = -1; refresh(); });
    find.addEventListener("keydown", event => {
      if (event.isComposing) return;
      const first = panel.querySelector(".firm");
      if (event.key === "Enter") {
        const hits = found();
        if (hits && hits.length > 0) keep(hits[0], true);
      } else if (event.key === "ArrowDown" && first) {
        first.focus();
        event.preventDefault();
      }
    });
    panel.addEventListener("keydown", event => {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      const all = [...panel.querySelectorAll(".firm")];
      const at = all.indexOf(document.activeElement);
      if (at < 0) return;
      event.preventDefault();
      const next = all[at + (event.key === "ArrowDown" ? 1 : -1)];
      if (next) next.focus(); else if (event.key === "ArrowUp") find.focus();
    });

    const tools = {
      in: () => glide(() => zoom(1.4)), out: () => glide(() => zoom(1 / 1.4)),
      fit: () => glide(fit), print: () => window.print()
    };
    for (const button of document.querySelectorAll("#tools button")) {
      button.addEventListener("click", tools[button.dataset.tool]);
    }
    addEventListener("keydown", event => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const isTyping = event.target === find;
      if (event.key === "Escape") {
        if (kept < 0 && !openBox) {
          for (const button of document.querySelectorAll("#filters button")) {
            button.setAttribute("aria-pressed", "false");
          }
          find.value = "";
          if (isTyping) stage.focus({ preventScroll: true });
        }
        return void release();
      }
      if (isTyping) return;
      const step = 80;
      const isInPanel = panel.contains(event.target);
      const keys = {
        "/": () => { find.focus(); find.select(); }, "+": tools.in, "=": tools.in, "-": tools.out,
        "0": tools.fit
      };
      if (!isInPanel) Object.assign(keys, {
        ArrowLeft: () => pan(step, 0), ArrowRight: () => pan(-step, 0),
        ArrowUp: () => pan(0, step), ArrowDown: () => pan(0, -step)
      });
      const meant = elementOf.get(event.target);
      if (meant && (event.key === "Enter" || event.key === " ")) {
        event.preventDefault();
        return void choose(target(event.target));
      }
      if (!keys[event.key]) return;
      event.preventDefault();
      keys[event.key]();
    });

    fit();
    rest();
    document.documentElement.dataset.ready = "true";
    })();

    """#
}
