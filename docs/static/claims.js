"use strict";
// Search and filters of the claims page. All claims are taken out of the page; those that fit are put back, fifty at a
// time: hidden ones would make the browser walk over all of them at every change.
(() => {
  const PAGE = 50;
  const store = document.getElementById("list"), list = document.createElement("div"), form = document.getElementById("filters");
  const count = document.getElementById("count"), more = document.getElementById("more");
  const claims = [...store.children].map((element, place) => {
    const { m, c, w, f, d, n } = element.dataset;
    return { element, place, m, c, w, f: f.split(" "), d, n: Number(n), o: "o" in element.dataset, text: "" };
  });
  const byId = new Map(claims.map(({ element }) => [element.id, element]));
  const orders = {
    "": (a, b) => a.place - b.place,
    old: (a, b) => (a.d < b.d ? -1 : a.d > b.d ? 1 : a.place - b.place),
    large: (a, b) => b.n - a.n || a.place - b.place,
  };
  let fitting = claims, shown = [], unread = 0, rest;

  // A claim dated to a month or a year fits a range that touches it.
  const within = (d, from, to) => (!to || d <= to) && (!from || d >= from.slice(0, d.length));

  // Take the claims' texts out of the page, no longer than so many milliseconds; true once all are there.
  function read(time) {
    const end = performance.now() + time;
    while (unread < claims.length && performance.now() < end) {
      for (const claim of claims.slice(unread, unread += 20)) claim.text = claim.element.textContent.toLowerCase();
    }
    return unread >= claims.length;
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
    list.replaceChildren(...elements);
  }

  function filter() {
    const want = wanted(), partly = want.words.length > 0 && !read(10); // a key typed at once must not wait for all
    list.ariaBusy = partly;
    clearTimeout(rest);
    if (partly) rest = setTimeout(filter);
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
    const element = byId.get(decodeURIComponent(location.hash.slice(1)));
    if (!element) return;
    if (!element.isConnected) show([element, ...shown]); // filtered out or further down
    element.open = true;
    element.scrollIntoView();
    element.querySelector("summary").focus({ preventScroll: true });
  }

  recall();
  form.hidden = false;
  list.id = "shown";
  store.replaceWith(list);
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
  const idle = window.requestIdleCallback ?? ((work) => setTimeout(() => work({ timeRemaining: () => 10 })));
  const readOn = (deadline) => { if (!read(deadline.timeRemaining())) idle(readOn); };
  idle(readOn); // so that the first letter typed is as quick as the next
})();
