"use strict";
// Search and filters of the claims page. All claims stay in the page; only those that fit, a hundred at a time, are shown.
(() => {
  const PAGE = 100;
  const list = document.getElementById("list"), form = document.getElementById("filters");
  const count = document.getElementById("count"), more = document.getElementById("more");
  const claims = [...list.children].map((element, place) => {
    const { m, c, w, f, d, n } = element.dataset;
    return { element, place, m, c, w, f: f.split(" "), d, n: Number(n), o: "o" in element.dataset, text: "" };
  });
  const orders = {
    "": (a, b) => a.place - b.place,
    old: (a, b) => (a.d < b.d ? -1 : a.d > b.d ? 1 : a.place - b.place),
    large: (a, b) => b.n - a.n || a.place - b.place,
  };
  let fitting = claims, shown = [];

  // A claim dated to a month or a year fits a range that touches it.
  const within = (d, from, to) => (!to || d <= to) && (!from || d >= from.slice(0, d.length));

  function wanted() {
    const data = new FormData(form);
    return {
      words: data.get("q").toLowerCase().split(/\s+/).filter(Boolean),
      m: data.get("measure"), w: data.get("claimant"), f: data.get("force"), from: data.get("from"), to: data.get("to"),
      camps: new Set(data.getAll("camp")), origins: data.has("origins"), sort: data.get("sort"),
    };
  }

  function show(elements) {
    shown.forEach((element) => element.classList.remove("on"));
    shown = elements;
    shown.forEach((element) => element.classList.add("on"));
  }

  function filter() {
    const want = wanted();
    if (want.words.length && !claims[0].text) claims.forEach((claim) => { claim.text = claim.element.textContent.toLowerCase(); });
    fitting = claims.filter((claim) =>
      (!want.m || claim.m === want.m) && (!want.w || claim.w === want.w) && (!want.f || claim.f.includes(want.f)) &&
      want.camps.has(claim.c) && (!want.origins || claim.o) && within(claim.d, want.from, want.to) &&
      want.words.every((word) => claim.text.includes(word)));
    if (want.sort) fitting.sort(orders[want.sort]);
    page(PAGE);
    count.textContent = fitting.length === claims.length
      ? `${claims.length.toLocaleString("en")} claims`
      : `${fitting.length.toLocaleString("en")} of ${claims.length.toLocaleString("en")} claims`;
  }

  function page(size) {
    const part = fitting.slice(0, size).map((claim) => claim.element);
    if (part.some((element, i) => i && !(part[i - 1].compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING))) {
      list.prepend(...part);
    }
    show(part);
    more.hidden = fitting.length <= size;
  }

  // The address holds the filters, so that a view can be linked to.
  function remember() {
    const query = new URLSearchParams();
    const data = new FormData(form), camps = data.getAll("camp");
    for (const [name, value] of data) if (value && name !== "camp") query.set(name, value);
    if (camps.length < form.elements.camp.length) query.set("camp", camps.join(" "));
    try { history.replaceState(null, "", `${location.pathname}${query.size ? `?${query}` : ""}`); } catch { /* some viewers forbid it */ }
  }

  function recall() {
    for (const [name, value] of new URLSearchParams(location.search)) {
      if (name === "camp") form.elements.camp.forEach((box) => { box.checked = value.split(" ").includes(box.value); });
      else if (name === "origins") form.elements.origins.checked = true;
      else if (form.elements[name]) form.elements[name].value = value;
    }
  }

  function follow() {
    const element = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!element?.classList.contains("claim")) return;
    if (!element.classList.contains("on")) { // filtered out or further down: show it alone above the rest
      list.prepend(element);
      show([element, ...shown]);
    }
    element.open = true;
    element.scrollIntoView();
    element.querySelector("summary").focus({ preventScroll: true });
  }

  recall();
  form.hidden = false;
  document.documentElement.classList.add("js");
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => { filter(); remember(); });
  form.addEventListener("reset", () => setTimeout(() => { filter(); remember(); }));
  more.addEventListener("click", () => page(shown.length + PAGE));
  addEventListener("hashchange", follow);
  filter();
  follow();
})();
