import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** The form without names and comments: a page reads half as much. */
const PROGRAM = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * Stands in for WeakMap and WeakSet, as which axe keeps the private fields of its colours: it makes a colour for every element below
 * every text, and entries of weak maps are work for the collector that properties are not.
 */
const FIELDS = `class {
  key = Symbol();
  has(object) { return this.key in object; }
  get(object) { return object[this.key]; }
  set(object, value) { object[this.key] = value; return this; }
  add(object) { object[this.key] = true; return this; }
}`;

/** The few colours of a page are read out of their texts once, and not for every element. */
const COLOURS_ONCE = `(({ prototype }) => {
  const { parseString } = prototype;
  const known = new Map();
  prototype.parseString = function (text) {
    if (!known.has(text)) {
      parseString.call(this, text);
      known.set(text, { r: this.r, g: this.g, b: this.b, alpha: this.alpha });
    }
    return Object.assign(this, known.get(text));
  };
})(axe.commons.color.Color);`;

/** axe as a page is given it: its report is the same to the letter, in less time. */
export const AXE = `((WeakMap, WeakSet) => {${PROGRAM}})(${FIELDS}, ${FIELDS});\n${COLOURS_ONCE}`;
