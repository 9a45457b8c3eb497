import type { Notice } from "./data.ts";
import { h } from "./dom.ts";
import { upperFirst } from "./format.ts";
import { langOf, WORDS } from "./i18n.ts";
import { pageHref } from "./layout.ts";
import { linkedParts } from "./linked.ts";

type Block = Notice["sections"][number]["blocks"][number];

/** A text whose web and mail addresses are links. */
export const linked = (text: string): (string | HTMLElement)[] =>
  linkedParts(text).map((part) =>
    part.href === undefined ? part.text : h("a", { href: part.href, class: "address" }, part.text),
  );

/** The head of a column, small in the texts, with a capital: but for a Greek symbol, whose capital is another symbol. */
export const columnHead = (head: string): string => (/^\p{Script=Greek}/u.test(head) ? head : upperFirst(head));

/**
 * A paragraph, list or table of a text. `title` is that of its section and names a table; `written` turns a text into content, by
 * default with its addresses as links.
 */
export function textBlock(one: Block, title: string, written: (text: string) => (string | HTMLElement)[] = linked): HTMLElement {
  if ("text" in one) return h("p", {}, ...written(one.text));
  if ("list" in one) return h("ul", {}, ...one.list.map((item) => h("li", {}, ...written(item))));
  const { head, rows } = one.table;
  return h(
    "div",
    { class: "table-scroll", role: "region", tabindex: "0", "aria-label": `${title} : ${head.join(", ")}` },
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, ...head.map((cell) => h("th", { scope: "col" }, columnHead(cell))))),
      h("tbody", {}, ...rows.map((cells) => h("tr", {}, ...cells.map((cell) => h("td", {}, ...written(cell)))))),
    ),
  );
}

/** What a text calls a section of the notice. */
const SECTION = /section (\d+)/;

/** A text of the notice, which names the page on protection as its link does everywhere. */
function withTrust(text: string): (string | HTMLElement)[] {
  const lang = langOf(location.search);
  const name = WORDS[lang].privacyLink;
  const [before = "", ...after] = text.split(name);
  const link = () => h("a", { href: pageHref("privacy", lang) }, name);
  return [...linked(before), ...after.flatMap((part) => [link(), ...linked(part)])];
}

/** A text of the notice, whose sections are links too: on its own page, or in a new tab to the `page` where they are. */
function withSections(text: string, notice: Pick<Notice, "sections">, page?: string): (string | HTMLElement)[] {
  const found = SECTION.exec(text);
  const section = notice.sections[Number(found?.[1]) - 1];
  if (!found || !section) return withTrust(text);
  const elsewhere = page === undefined ? {} : { target: "_blank", rel: "noopener" };
  return [
    ...linked(text.slice(0, found.index)),
    h("a", { href: `${page ?? ""}#notice-${section.id}`, ...elsewhere }, found[0]),
    ...withSections(text.slice(found.index + found[0].length), notice, page),
  ];
}

/**
 * The first layer of the notice: one screen, one line per subject.
 *
 * @param page address of the notice, where its sections are not below
 */
export function noticePoints(notice: Pick<Notice, "points" | "sections">, page?: string): HTMLElement {
  return h(
    "dl",
    { class: "points" },
    ...notice.points.map(({ label, text }) => h("div", {}, h("dt", {}, label), h("dd", {}, ...withSections(text, notice, page)))),
  );
}

/** The second layer of the notice: the full text by sections, each a tap below its title. */
export function noticeSections(notice: Pick<Notice, "sections">): HTMLDetailsElement[] {
  return notice.sections.map(({ id, title, blocks }) =>
    h(
      "details",
      { id: `notice-${id}`, class: "one-tap-away" },
      h("summary", {}, h("h3", {}, title)),
      ...blocks.map((one) => textBlock(one, title, (text) => withSections(text, notice))),
    ),
  );
}
