// Loads the page anew after a save, and leaves the reader where they were.
"use strict";
(() => {
  const number = Number(document.body.dataset.number);
  const frame = document.querySelector("iframe");
  const place = `proef:${location.pathname}`;

  const restore = () => {
    const kept = JSON.parse(sessionStorage.getItem(place) ?? "null");
    if (!kept) return;
    sessionStorage.removeItem(place);
    window.scrollTo({ top: kept.page, behavior: "instant" });
    frame?.addEventListener("load", () => frame.contentWindow.scrollTo({ top: kept.frame, behavior: "instant" }), { once: true });
  };

  const reload = () => {
    const inside = frame?.contentWindow?.scrollY ?? 0;
    sessionStorage.setItem(place, JSON.stringify({ page: window.scrollY, frame: inside }));
    location.reload();
  };

  restore();
  const events = new EventSource(`/gebeurtenissen?na=${number}`);
  events.addEventListener("message", (event) => {
    if (Number(event.data) !== number) {
      events.close();
      reload();
    }
  });
})();
