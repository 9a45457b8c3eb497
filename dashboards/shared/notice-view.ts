import type { Notice } from "./data.ts";
import { h } from "./dom.ts";

type Block = Notice["sections"][number]["blocks"][number];

/**
 * A paragraph, list or table of a text. `title` is that of its section and names a table; `written` turns a text into content, by
 * default unchanged.
 */
export function textBlock(
  one: Block,
  title: string,
  written: (text: string) => (string | HTMLElement)[] = (text) => [text],
): HTMLElement {
  if ("text" in one) return h("p", {}, ...written(one.text));
  if ("list" in one) return h("ul", {}, ...one.list.map((item) => h("li", {}, ...written(item))));
  const { head, rows } = one.table;
  return h(
    "div",
    { class: "table-scroll", role: "region", tabindex: "0", "aria-label": `${title} : ${head.join(", ")}` },
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, ...head.map((cell) => h("th", { scope: "col" }, cell)))),
      h("tbody", {}, ...rows.map((cells) => h("tr", {}, ...cells.map((cell) => h("td", {}, ...written(cell)))))),
    ),
  );
}

/** The first layer of the notice: one screen, one line per subject. */
export function noticePoints(notice: Pick<Notice, "points">): HTMLElement {
  return h(
    "dl",
    { class: "points" },
    ...notice.points.map(({ label, text }) => h("div", {}, h("dt", {}, label), h("dd", {}, text))),
  );
}

/** The second layer of the notice: the full text by sections. */
export function noticeSections(notice: Pick<Notice, "sections">, heading: "h2" | "h3"): HTMLElement[] {
  return notice.sections.map(({ id, title, blocks }) =>
    h("section", { id: `notice-${id}` }, h(heading, {}, title), ...blocks.map((one) => textBlock(one, title))),
  );
}
