/* Comments of a session. Without this file everything can be read and sent, and refreshing the page shows what is new; with
   it new comments and answers come by themselves, and sending one does not interrupt the broadcast beside it. */
(() => {
  "use strict";
  const box = document.getElementById("comments");
  if (!box || !box.dataset.events || !window.EventSource) return;
  const list = document.getElementById("comment-list");
  const news = document.getElementById("comments-news");
  const AGAIN = 30000;
  const MOST = 200;
  let last = null;
  let fresh = 0;
  let timer = 0;

  // Said once in a while and not for each: whoever listens to the page hears the broadcast too.
  const tell = () => {
    fresh += 1;
    if (timer) return;
    timer = setTimeout(() => {
      news.textContent = `${box.dataset.news} ${fresh}`;
      fresh = 0;
      timer = 0;
    }, 5000);
  };

  const put = (text) => {
    const holder = document.createElement("template");
    holder.innerHTML = text;
    const item = holder.content.firstElementChild;
    if (!item) return;
    const old = document.getElementById(item.id);
    if (old) {
      if (old.outerHTML === item.outerHTML) return;
      const focused = old.contains(document.activeElement);
      old.replaceWith(item);
      if (focused) item.querySelector("a").focus();
      tell();
      return;
    }
    const number = Number(item.dataset.number);
    const items = [...list.children];
    const after = items.find((one) => Number(one.dataset.number) < number);
    // One of an earlier page of the list stays there.
    if (!after && items.length > 0 && list.nextElementSibling.matches("p")) return;
    list.insertBefore(item, after || null);
    while (list.children.length > MOST) list.lastElementChild.remove();
    tell();
  };

  // The broadcast has ended, or goes on: what was typed stays in its field.
  const state = (open) => {
    const form = document.getElementById("comment-form");
    const over = document.getElementById("comments-over");
    if (over) over.hidden = open;
    if (open && form && form.dataset.open === undefined) refresh();
    document.dispatchEvent(new CustomEvent("otyrys:state", { detail: { open } }));
  };

  // What was typed beside what was sent goes on standing in the form.
  const swap = (page, sent) => {
    const fresh_form = page.getElementById("comment-form");
    const form = document.getElementById("comment-form");
    if (!fresh_form || !form) return false;
    const typed = ["field-name", "field-words"].map((id) => [id, document.getElementById(id)?.value]);
    form.replaceWith(document.adoptNode(fresh_form));
    for (const [id, value] of typed) {
      const field = document.getElementById(id);
      if (field && value && !sent.includes(value)) field.value = value;
    }
    return true;
  };

  const parsed = async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html");

  // The form comes when the broadcast begins.
  const refresh = async () => {
    const answer = await fetch(box.dataset.events.split("/stream")[0], { credentials: "same-origin" });
    if (answer.ok) swap(await parsed(answer), []);
  };

  box.addEventListener("submit", async (event) => {
    const form = event.target;
    const button = form.querySelector("button");
    if (form.method !== "post" || button.disabled) return;
    event.preventDefault();
    button.disabled = true;
    const failed = document.getElementById("comments-not-sent");
    failed.hidden = true;
    const sent = new URLSearchParams(new FormData(form));
    try {
      const answer = await fetch(form.action, { method: "POST", body: sent, credentials: "same-origin" });
      const page = await parsed(answer);
      if (!swap(page, [...sent.values()])) throw new Error("no form");
      const said = document.querySelector("#comment-form [role=alert], #comment-form [role=status]");
      if (said) {
        said.tabIndex = -1;
        said.focus();
      }
    } catch {
      // The network is away, or the answer is something else. Sent once more it is still received once.
      button.disabled = false;
      failed.hidden = false;
      failed.focus();
    }
  });

  const listen = () => {
    const [path] = box.dataset.events.split("?");
    const source = new EventSource(last === null ? box.dataset.events : `${path}?after=${last}`);
    source.addEventListener("comment", (event) => {
      last = event.lastEventId;
      put(event.data);
    });
    source.addEventListener("state", (event) => state(event.data === "open"));
    source.addEventListener("error", () => {
      // A connection that broke off comes back by itself; one that was refused does not.
      if (source.readyState !== EventSource.CLOSED) return;
      setTimeout(listen, AGAIN + Math.random() * AGAIN);
    });
  };
  listen();
})();
