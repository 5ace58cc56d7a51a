// What is wrong with the page as it stands. Arguments: the language, and what says that all is told.
const language = arguments[0];
const done = arguments[arguments.length - 1];

const faults = [];
const root = document.documentElement;
const shown = (element) => element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
const name = (element) => `${element.outerHTML.slice(0, 160).replace(/\s+/g, " ")}`;

if (root.scrollWidth > root.clientWidth) {
  const wide = [...document.body.querySelectorAll("*")].filter(
    (element) => shown(element) && element.getBoundingClientRect().right > root.clientWidth + 1,
  );
  faults.push(`wider than the window (${root.scrollWidth} > ${root.clientWidth}): ${wide.slice(0, 3).map(name).join(" | ")}`);
}

for (const one of performance.getEntriesByType("resource")) {
  if (new URL(one.name).origin !== location.origin) faults.push(`asks another host: ${one.name}`);
}

const language_of = (element) => element.closest("[lang]")?.lang;
const words = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const parent = walker.currentNode.parentElement;
  if (parent.closest("script, style, noscript, template, code") || !shown(parent)) continue;
  if (language_of(parent) === language) words.push(walker.currentNode.textContent);
}
const text = words.join(" ");
const keys = [...new Set(text.match(/\b[a-z]+(?:-[a-z0-9]+)+\b/g) ?? [])];
if (language !== "en") {
  const english = text.match(/\b(?:the|and|of|is|are|was|not|with|for|from|this|your|you|error|page|back|until|by)\b/gi);
  if (english) faults.push(`English is left: ${[...new Set(english)].join(", ")}`);
}

// Every rule, that of the size of targets too, which is not asked by itself.
const rules = { "target-size": { enabled: true } };
axe.run(document, { resultTypes: ["violations"], rules }).then(
  (found) => {
    for (const violation of found.violations) {
      for (const node of violation.nodes.slice(0, 3)) {
        const why = node.failureSummary.split("\n").slice(1).join(";").trim();
        faults.push(`${violation.id}: ${node.target.join(" ")}: ${name({ outerHTML: node.html })} – ${why}`);
      }
    }
    done({ faults, keys, passed: found.passes.length });
  },
  (error) => done({ faults: [`axe: ${error}`], keys, passed: 0 }),
);
