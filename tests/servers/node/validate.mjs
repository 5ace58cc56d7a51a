// Checks pages by html-validate: for each file named on standard input one line of JSON, with what is wrong.
//
//   node validate.mjs NODE_MODULES < names-of-files
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const require = createRequire(join(resolve(process.argv[2]), "x.js"));
const { HtmlValidate, StaticConfigLoader } = require("html-validate");

const loader = new StaticConfigLoader({
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // How the source is written, which nobody reads: maud writes every void element and attribute in one way.
    "void-style": "off",
    "attribute-boolean-style": "off",
    "attribute-empty-style": "off",
    "no-trailing-whitespace": "off",
    "doctype-style": "off",
    "long-title": "off",
    // A button sends its form where nothing else is said, and that is what every button here does.
    "no-implicit-button-type": "off",
    // That a number is not broken in two, the style says.
    "tel-non-breaking": "off",
    // Several boxes of one question are sent under one name.
    "form-dup-name": ["error", { shared: ["radio", "checkbox", "button", "submit", "reset"] }],
    // A list may have a name.
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
    // The screen of a stand, which nobody touches, comes anew where scripts do not run.
    "meta-refresh": "off",
    // As HTML says: anything but spaces.
    "valid-id": ["error", { relaxed: true }],
  },
});
const validator = new HtmlValidate(loader);

for (const file of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const report = await validator.validateString(readFileSync(file, "utf8"), file);
  const found = report.results.flatMap((result) =>
    result.messages.map((one) => `${one.line}:${one.column} ${one.ruleId}: ${one.message} (${one.selector ?? ""})`),
  );
  process.stdout.write(JSON.stringify({ file, found }) + "\n");
}
