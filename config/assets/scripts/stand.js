/* The screen of an information stand. It asks for itself anew by a request of its own and puts what came in the place of
   what stands: a browser that loads a page anew shows an empty one when the network is away, and stays there. What does not
   fit is shown by turns. Nothing is loaded from elsewhere, nothing is kept. */
(() => {
  "use strict";
  const AGAIN = 30000; // Milliseconds between requests.
  const PATIENCE = 20000; // So long an answer is waited for.
  const TURN = 15000; // So long a part of the rows is shown.
  const SILENT = 100000; // Without an answer for so long, the screen says so.

  const one = (name, root = document) => root.querySelector(`[${name}]`);
  const rows = one("data-rows");
  if (!rows) return;
  // On something held in the hand one scrolls.
  const large = matchMedia("(min-width: 48.01rem)");
  let answered = performance.now();
  let turn = 0;
  let paused = false;

  // Rows that fit together, in order; one that is taller than the screen stands alone.
  const turns = () => {
    const all = [...rows.children];
    for (const row of all) row.hidden = false;
    if (!large.matches) return [all];
    const gap = parseFloat(getComputedStyle(rows).rowGap) || 0;
    const room = rows.clientHeight + 1;
    const found = [];
    let used = Infinity;
    for (const row of all) {
      const height = row.offsetHeight;
      if (used + gap + height > room) {
        found.push([]);
        used = height;
      } else {
        used += gap + height;
      }
      found[found.length - 1].push(row);
    }
    return found;
  };

  const show = () => {
    const all = turns();
    if (all.length === 0) return;
    turn %= all.length;
    all.forEach((some, place) => {
      for (const row of some) row.hidden = place !== turn;
    });
    one("data-turns").textContent = all.length > 1 ? `${turn + 1} / ${all.length}` : "";
    one("data-pause").hidden = all.length < 2;
  };

  const words = (root) => {
    const all = [...root.querySelectorAll("link[rel=stylesheet], script[src]")];
    return all.map((file) => file.getAttribute("href") || file.getAttribute("src")).join(" ");
  };

  const take = (text) => {
    const came = new DOMParser().parseFromString(text, "text/html");
    const fresh = one("data-rows", came);
    if (!fresh) return false;
    if (words(came) !== words(document)) {
      // Another version of the program: it has just answered, so it can be loaded whole.
      location.reload();
      return true;
    }
    const kept = [...rows.children].map((row) => row.hidden);
    for (const row of rows.children) row.hidden = false;
    const changed = fresh.innerHTML !== rows.innerHTML;
    [...rows.children].forEach((row, place) => {
      row.hidden = kept[place];
    });
    for (const selector of [".stand-head", ".stand-foot > div"]) {
      const [here, there] = [document, came].map((root) => root.querySelector(selector));
      if (here && there && here.innerHTML !== there.innerHTML) here.replaceChildren(...there.childNodes);
    }
    if (changed) {
      rows.replaceChildren(...fresh.childNodes);
      show();
    }
    return true;
  };

  const said = () => {
    const silent = performance.now() - answered > SILENT;
    // Without news of it nobody knows what day the screen has.
    document.documentElement.classList.toggle("stand-stale", silent);
    one("data-offline").hidden = !silent;
  };

  const ask = async () => {
    const stop = new AbortController();
    const patience = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const answer = await fetch(location.href, { cache: "no-store", signal: stop.signal });
      if (answer.ok && take(await answer.text())) answered = performance.now();
    } catch {
      // It is asked for again; what stands here stays.
    } finally {
      clearTimeout(patience);
    }
    said();
    setTimeout(ask, AGAIN);
  };

  one("data-pause").addEventListener("click", (event) => {
    paused = !paused;
    event.currentTarget.setAttribute("aria-pressed", String(paused));
  });
  addEventListener("resize", show);
  document.documentElement.classList.add("stand-by-turns");
  document.fonts.ready.then(show);
  setInterval(() => {
    if (paused) return;
    turn += 1;
    show();
  }, TURN);
  setTimeout(ask, AGAIN);
})();
