"use strict";
// Search and filters of the claims page. All claims stay in the page, in a hidden list; those that fit are moved to a
// list of their own, fifty at a time: hiding them one by one would make the browser walk over all the hidden others.
(() => {
  const PAGE = 50;
  const store = document.getElementById("list"), list = document.createElement("div"), form = document.getElementById("filters");
  const count = document.getElementById("count"), more = document.getElementById("more");
  const claims = [...store.children].map((element, place) => {
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

  function read() {
    if (!claims[0].text) claims.forEach((claim) => { claim.text = claim.element.textContent.toLowerCase(); });
  }

  function wanted() {
    const data = new FormData(form);
    return {
      words: data.get("q").toLowerCase().split(/\s+/).filter(Boolean),
      m: data.get("measure"), w: data.get("claimant"), f: data.get("force"), from: data.get("from"), to: data.get("to"),
      camps: new Set(data.getAll("camp")), origins: data.has("origins"), sort: data.get("sort"),
    };
  }

  function show(elements) {
    shown = elements;
    store.append(...list.children);
    list.append(...elements);
  }

  function filter() {
    const want = wanted();
    if (want.words.length) read();
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
    show(fitting.slice(0, size).map((claim) => claim.element));
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
    if (element.parentElement === store) show([element, ...shown]); // filtered out or further down
    element.open = true;
    element.scrollIntoView();
    element.querySelector("summary").focus({ preventScroll: true });
  }

  recall();
  form.hidden = false;
  list.id = "shown";
  store.before(list);
  store.hidden = true;
  form.addEventListener("submit", (event) => event.preventDefault());
  let waiting;
  const refresh = () => {
    filter();
    clearTimeout(waiting);
    waiting = setTimeout(remember, 250); // writing the address costs more than filtering, so once typing has paused
  };
  form.addEventListener("input", refresh);
  form.addEventListener("reset", () => setTimeout(refresh));
  more.addEventListener("click", () => page(shown.length + PAGE));
  addEventListener("hashchange", follow);
  filter();
  follow();
  (window.requestIdleCallback ?? setTimeout)(read); // so that the first letter typed is as quick as the next
})();
