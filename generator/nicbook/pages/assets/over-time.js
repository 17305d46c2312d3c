/* Theory over time: any two dates side by side. The drawings of all dates stand on the page, each with what changed
   since the one before it; from these the two panes are put together. Without this script they show the first and
   the last date. */
(() => {
  const panes = document.querySelector(".nicbook-panes");
  if (!panes) return;
  const [earlier, later] = panes.querySelectorAll("select");
  const [left, right] = panes.querySelectorAll(".nicbook-drawing");
  const words = panes.parentElement.querySelector(".nicbook-between");
  const dates = [earlier.options[0], ...later.options].map((option) => option.value);
  const drawings = dates.map((date) => document.querySelector(`[id="${date}-drawing"] svg`));
  const CHANGES = ["nd-added", "nd-dropped", "nd-changed"];
  const PARTS = "[role=listitem], path[data-from]";

  const keyOf = (part) => {
    const node = part.querySelector("[data-node]");
    return node ? node.dataset.node : `${part.classList[0]} ${part.dataset.from} ${part.dataset.to}`;
  };
  const partsOf = (svg) => new Map([...svg.querySelectorAll(PARTS)].map((part) => [keyOf(part), part]));
  const tagOf = (part) => part.querySelector(".nd-tag");
  const sentence = (tag) => ` ${tag.textContent[0].toUpperCase()}${tag.textContent.slice(1)}.`;
  const rename = (part, change) => {
    const link = part.querySelector("a");
    link.setAttribute("aria-label", change(link.getAttribute("aria-label")));
  };

  /* The theory on one date, without the marks of what had changed before it. */
  const onDate = (index, side) => {
    const svg = drawings[index].cloneNode(true);
    svg.style.width = "";
    svg.querySelectorAll(".nd-dropped, .nd-mark-on-line:not(.nd-gone)").forEach((part) => part.remove());
    for (const tag of svg.querySelectorAll(".nd-tag")) {
      rename(tag.closest("[role=listitem]"), (name) => name.replace(sentence(tag), ""));
      tag.remove();
    }
    svg.querySelectorAll("[class]").forEach((part) => part.classList.remove(...CHANGES, "nd-on"));
    svg.classList.remove("nd-picked");
    svg.querySelectorAll("[id]").forEach((part) => (part.id = `${side}-${part.id}`));
    for (const name of ["aria-labelledby", "aria-describedby"]) svg.setAttribute(name, `${side}-${svg.getAttribute(name)}`);
    return svg;
  };

  /* Takes over, into the drawing of the later date, the mark of one part that changed on the way to it. */
  const mark = (svg, part, change) => {
    const source = part.ownerSVGElement;
    let own = partsOf(svg).get(keyOf(part));
    if (!own) {
      own = part.cloneNode(true);
      svg.querySelector(part.matches("path") ? "g" : "[role=list]").append(own);
    } else {
      own.classList.add(change);
      const tag = tagOf(part);
      if (tag && !tagOf(own)) {
        own.querySelector("a").append(tag.cloneNode(true));
        rename(own, (name) => name + sentence(tag));
      }
    }
    const ends = `.nd-mark-on-line[data-from="${part.dataset.from}"][data-to="${part.dataset.to}"]`;
    const sign = source.querySelector(ends);
    if (sign && !svg.querySelector(ends)) svg.querySelector("g").append(sign.cloneNode(true));
  };

  const compare = (from, to) => {
    const [before, after] = [onDate(from, "earlier"), onDate(to, "later")];
    const [was, is] = [new Set(partsOf(before).keys()), new Set(partsOf(after).keys())];
    const counts = {
      "nd-added": (key) => !was.has(key) && is.has(key),
      "nd-dropped": (key) => was.has(key) && !is.has(key),
      "nd-changed": (key) => was.has(key) && is.has(key),
    };
    for (const svg of drawings.slice(from + 1, to + 1)) {
      for (const change of CHANGES) {
        for (const part of svg.querySelectorAll(`:is(${PARTS}).${change}`)) {
          if (counts[change](keyOf(part))) mark(after, part, change);
        }
      }
    }
    left.replaceChildren(before);
    right.replaceChildren(after);
    words.textContent = wordsOf(after);
  };

  /* What is new, retired and changed, by title. */
  const LABELS = { "nd-added": "New", "nd-dropped": "Retired", "nd-changed": "Changed" };
  const titleOf = (node) =>
    (node.querySelector("title") ?? node.querySelector(".nd-title")).textContent;
  const wordsOf = (svg) => {
    const said = CHANGES.flatMap((change) => {
      const titles = [...svg.querySelectorAll(`[role=listitem].${change} [data-node]`)].map(titleOf).sort();
      return titles.length ? [`${LABELS[change]}: ${titles.join(", ")}`] : [];
    });
    return `${said.join("; ") || "No box is new, retired or changed"}.`;
  };

  for (const select of [earlier, later]) {
    select.closest("p").hidden = false;
    select.closest(".nicbook-pane").querySelector("h3").classList.add("nicbook-on-paper");
    select.addEventListener("change", () => {
      if (select === earlier) later.selectedIndex = Math.max(later.selectedIndex, earlier.selectedIndex);
      else earlier.selectedIndex = Math.min(earlier.selectedIndex, later.selectedIndex);
      compare(earlier.selectedIndex, later.selectedIndex + 1);
      for (const each of [earlier, later]) {
        each.closest(".nicbook-pane").querySelector("h3").textContent = each.selectedOptions[0].textContent;
      }
    });
  }
})();
