import { type Example, QUERY_TABLES } from "../../src/texts/sql/index.ts";
import { asCounted } from "../shared/counted-homes.ts";
import type { Catalog } from "../shared/data.ts";
import { h } from "../shared/dom.ts";
import { folded } from "../shared/folded.ts";
import type { Lang } from "../shared/i18n.ts";
import { SQL } from "./words.ts";

/** Questions to begin with, each of which puts its query into the editor. */
export function exampleList(examples: readonly Example[], lang: Lang, catalog: Catalog, take: (id: string) => void): HTMLElement {
  const words = SQL[lang];
  return h(
    "ul",
    { class: "examples" },
    ...examples.map((example) =>
      h(
        "li",
        {},
        h(
          "button",
          { type: "button", class: "quiet", "data-example": example.id, onClick: () => take(example.id) },
          asCounted(example.title[lang], lang, catalog),
        ),
        example.needs.length === 0 ? null : h("span", { class: "note" }, ` ${words.exampleNeeds(example.needs.join(", "))}`),
      ),
    ),
  );
}

/** The tables with their columns, folded. */
export function schemaBrowser(lang: Lang, catalog: Catalog): HTMLElement[] {
  return QUERY_TABLES.map(({ name, about, columns }) =>
    folded(name, () =>
      h(
        "div",
        {},
        h("p", { class: "note" }, asCounted(about[lang], lang, catalog)),
        h(
          "dl",
          { class: "columns" },
          ...columns.flatMap((column) => [
            h("dt", {}, h("code", {}, column.name), ` ${column.type}`),
            h("dd", {}, asCounted(column.about[lang], lang, catalog)),
          ]),
        ),
      ),
    ),
  );
}
