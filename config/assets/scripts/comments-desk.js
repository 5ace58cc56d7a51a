/* The inbox of comments. Without this file it is refreshed by hand; with it new comments appear by themselves. */
(() => {
  "use strict";
  const inbox = document.getElementById("inbox");
  const news = document.getElementById("inbox-news");
  if (!inbox || !inbox.dataset.events || !window.EventSource) return;
  const AGAIN = 30000;
  let last = null;
  let timer = 0;

  const look = async () => {
    timer = 0;
    // Not under somebody's hands.
    if (inbox.contains(document.activeElement)) {
      later();
      return;
    }
    const answer = await fetch(window.location.href, { credentials: "same-origin" }).catch(() => null);
    if (!answer || !answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const anew = page.getElementById("inbox");
    if (!anew || inbox.contains(document.activeElement)) return;
    const before = inbox.querySelectorAll(".comment").length;
    inbox.replaceChildren(...[...anew.childNodes].map((node) => document.adoptNode(node)));
    const more = inbox.querySelectorAll(".comment").length - before;
    if (more > 0) news.textContent = `${inbox.dataset.news} ${more}`;
  };
  const later = () => {
    if (!timer) timer = setTimeout(look, 1500);
  };

  const listen = () => {
    const [path] = inbox.dataset.events.split("?");
    const source = new EventSource(last === null ? inbox.dataset.events : `${path}?after=${last}`);
    source.addEventListener("comment", (event) => {
      last = event.lastEventId;
      later();
    });
    source.addEventListener("error", () => {
      if (source.readyState !== EventSource.CLOSED) return;
      setTimeout(listen, AGAIN + Math.random() * AGAIN);
    });
  };
  listen();
})();
