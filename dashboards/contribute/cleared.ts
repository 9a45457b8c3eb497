import { h } from "../shared/dom.ts";
import type { Why } from "../shared/trace.ts";
import type { ContributeWords } from "./words.ts";

/** What shows that a page was cleared, and what it could not clear. */
export function clearedView(why: Why, words: ContributeWords): HTMLElement {
  const w = words.trace;
  return h(
    "div",
    { class: "card cleared", tabindex: "-1" },
    h("h2", {}, w.done),
    why === "idle" ? h("p", {}, w.idle) : null,
    h("p", {}, w.doneBody),
    h("p", {}, w.cannot),
    h("ul", {}, ...w.cannotList.map((line) => h("li", {}, line))),
    h("button", { type: "button", class: "no-print", onClick: () => location.reload() }, w.again),
  );
}
