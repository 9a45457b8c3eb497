type Child = Node | string | number | null | undefined | false;
type Value = string | number | boolean | null | undefined | ((event: Event) => void);

const SVG = "http://www.w3.org/2000/svg";

/**
 * Replaces spaces that must not break a line: before `:`, `;`, `?`, `!`, `%`, `€` and units of area or volume, inside « », before the
 * number of an article, around `=`, and between the thousands of a number.
 */
export function unbroken(text: string): string {
  return text.replace(/ (?=[:;?!%»€=]|m[²³])|(?<=\b\d{1,3}) (?=\d{3}\b)|(?<=«|\bart\.|=) /g, "\u00a0");
}

/** Elements whose text is copied as it is, because a non-breaking space would be wrong in a program. */
const EXACT: ReadonlySet<string> = new Set(["code", "pre", "kbd", "samp", "textarea"]);

function fill<E extends Element>(element: E, props: Readonly<Record<string, Value>>, children: readonly Child[]): E {
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === "function") element.addEventListener(name.replace(/^on/, "").toLowerCase(), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (child instanceof Node) element.append(child);
    else element.append(EXACT.has(element.localName) ? String(child) : unbroken(String(child)));
  }
  return element;
}

/**
 * Creates an HTML element. Text is always text and is never parsed as HTML. `props` are attributes as in HTML (`class`, `for`,
 * `aria-label`); `onClick` and the like add a listener; false and null leave an attribute out.
 */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Readonly<Record<string, Value>> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), props, children);
}

/** Creates an SVG element, like `h`. */
export function s<K extends keyof SVGElementTagNameMap>(
  tag: K,
  props: Readonly<Record<string, Value>> = {},
  ...children: Child[]
): SVGElementTagNameMap[K] {
  return fill(document.createElementNS(SVG, tag), props, children);
}

/** Replaces the content of `parent`. */
export function put(parent: Element, ...children: Child[]): void {
  parent.replaceChildren();
  fill(parent, {}, children);
}
