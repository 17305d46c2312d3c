/* Driver diagrams: what is pointed at is brought out, arrow keys follow the lines, a phone opens the drawing.
   Without this script every box is a link all the same, and the drawing stands in a box that scrolls. */
(() => {
  const isShown = (element) => element.getClientRects().length > 0;
  const nodesOf = (svg) => [...svg.querySelectorAll("[data-node]")].filter(isShown);
  const linesOf = (svg) =>
    [...svg.querySelectorAll("[data-from]")].filter(isShown).map((line) => ({ line, from: line.dataset.from, to: line.dataset.to }));

  /* Bringing out: a box, all that it drives up to the aim, and all that drives it. */

  const reached = (lines, id, start, end) => {
    const found = new Set([id]);
    for (const each of found) lines.forEach((line) => line[start] === each && found.add(line[end]));
    return found;
  };

  let out = null;

  const letGo = () => {
    if (!out) return;
    const svg = out.ownerSVGElement;
    svg.classList.remove("nd-picked");
    svg.querySelectorAll(".nd-on").forEach((element) => element.classList.remove("nd-on"));
    out = null;
  };

  const bringOut = (node) => {
    if (node === out) return;
    const svg = node.ownerSVGElement;
    const [lines, nodes] = [linesOf(svg), nodesOf(svg)];
    letGo();
    const driven = reached(lines, node.dataset.node, "from", "to");
    const driving = reached(lines, node.dataset.node, "to", "from");
    for (const { line, from, to } of lines) line.classList.toggle("nd-on", driven.has(from) || driving.has(to));
    for (const each of nodes) {
      each.classList.toggle("nd-on", driven.has(each.dataset.node) || driving.has(each.dataset.node));
    }
    svg.classList.add("nd-picked");
    out = node;
  };

  const nodeAt = (event) => event.target.closest?.(".nicbook-diagram [data-node]");
  const inFocus = () => document.activeElement?.closest(".nicbook-diagram [data-node]:focus-visible");

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const node = nodeAt(event) || inFocus();
    if (node) bringOut(node);
    else letGo();
  });
  document.addEventListener("focusin", () => {
    const node = inFocus();
    if (node) bringOut(node);
  });
  document.addEventListener("focusout", letGo);

  /* Arrow keys: left to what a box drives, right to what drives it, up and down in its column. */

  const next = (node, key) => {
    const nodes = nodesOf(node.ownerSVGElement);
    const here = node.getBoundingClientRect();
    const linked = (start, end) => {
      const lines = linesOf(node.ownerSVGElement).filter((line) => line[start] === node.dataset.node);
      return nodes.filter((each) => lines.some((line) => line[end] === each.dataset.node));
    };
    const inColumn = (side) =>
      nodes.filter((each) => {
        const { left, top } = each.getBoundingClientRect();
        return Math.abs(left - here.left) < 9 && (top - here.top) * side > 0;
      });
    const found = {
      ArrowLeft: () => linked("from", "to"),
      ArrowRight: () => linked("to", "from"),
      ArrowUp: () => inColumn(-1),
      ArrowDown: () => inColumn(1),
    }[key]?.();
    const distance = (each) => Math.abs(each.getBoundingClientRect().top - here.top);
    return found?.sort((one, other) => distance(one) - distance(other))[0];
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return letGo();
    const node = nodeAt(event);
    if (!node || event.altKey || event.ctrlKey || event.metaKey) return;
    const other = next(node, event.key);
    if (!other) return;
    event.preventDefault();
    other.focus();
  });

  /* The drawing as large as the screen, to pan and to zoom. */

  const LARGEST = 2.5; // times the size it was drawn in

  const wire = (theory) => {
    const [link, viewer, drawing, pane] = [".nicbook-open a", ".nicbook-viewer", ".nicbook-drawing", ".nicbook-viewer-pane"].map(
      (selector) => theory.querySelector(selector),
    );
    let svg = drawing.querySelector("svg");
    const { width, height } = svg.viewBox.baseVal;
    const whole = () => Math.min(pane.clientWidth / width, pane.clientHeight / height);
    let scale = 1;

    new ResizeObserver(() => {
      if (!drawing.clientWidth) return;
      theory.classList.toggle("nicbook-scrolls", drawing.scrollWidth > drawing.clientWidth + 1);
      const shown = drawing.querySelector("svg")?.getBoundingClientRect().width ?? width;
      theory.classList.toggle("nicbook-shrunk", shown < width - 1);
    }).observe(drawing);

    /* What lies under a point of the screen stays under it. */
    const zoom = (to, x = pane.clientWidth / 2, y = pane.clientHeight / 2) => {
      const old = svg.getBoundingClientRect();
      scale = Math.min(Math.max(to, whole()), LARGEST);
      svg.style.width = `${width * scale}px`;
      const now = svg.getBoundingClientRect();
      const ratio = now.width / old.width;
      pane.scrollBy(now.left - x + (x - old.left) * ratio, now.top - y + (y - old.top) * ratio);
    };

    const open = document.createElement("button");
    open.type = "button";
    open.textContent = link.textContent;
    open.addEventListener("click", () => {
      svg = drawing.querySelector("svg");
      pane.append(svg);
      viewer.showModal();
      zoom(pane.clientWidth / width);
      pane.scrollTo(0, 0);
    });
    link.replaceWith(open);
    if (location.hash === link.hash && matchMedia("(max-width: 60em)").matches) open.click();
    theory.querySelector(".nicbook-arrow-keys").hidden = false;

    viewer.addEventListener("close", () => {
      svg.style.width = "";
      drawing.append(svg);
      open.focus();
    });
    viewer.addEventListener("click", ({ target }) => {
      if (target.dataset.close !== undefined) viewer.close();
      if (target.dataset.zoom) zoom(scale * target.dataset.zoom || whole());
    });

    let apart = 0;
    const pinch = (event) => {
      const [one, other] = event.touches;
      if (!other) return (apart = 0);
      event.preventDefault();
      const now = Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
      if (apart) zoom((scale * now) / apart, (one.clientX + other.clientX) / 2, (one.clientY + other.clientY) / 2);
      apart = now;
    };
    for (const kind of ["touchstart", "touchmove", "touchend"]) pane.addEventListener(kind, pinch, { passive: false });

    let dragged = 0;
    pane.addEventListener("dragstart", (event) => event.preventDefault());
    pane.addEventListener("pointerdown", () => (dragged = 0));
    pane.addEventListener("pointermove", (event) => {
      if (event.pointerType !== "mouse" || !event.buttons) return;
      dragged += Math.abs(event.movementX) + Math.abs(event.movementY);
      pane.scrollBy(-event.movementX, -event.movementY);
    });
    pane.addEventListener("click", (event) => dragged > 4 && event.preventDefault());
  };

  document.querySelectorAll(".nicbook-theory:has(.nicbook-viewer)").forEach(wire);
})();
