import { h } from "../shared/dom.ts";
import { dataTable } from "../shared/table.ts";
import type { DocsWords } from "./words.ts";

type Block =
  | { readonly text: string }
  | { readonly list: readonly string[] }
  | { readonly table: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] } };

/** `/v1/datasets/{id}/dictionary`, as the portal gives it. */
export interface Dictionary {
  readonly title: string;
  readonly sections: readonly { readonly id: string; readonly title: string; readonly blocks: readonly Block[] }[];
  readonly tables: readonly {
    readonly name: string;
    readonly about: string;
    readonly columns: readonly {
      readonly name: string;
      readonly type: string;
      readonly nullable: boolean;
      readonly about: string;
    }[];
  }[];
}

/** A dictionary as people read it: its sections, then the columns of each table. */
export function dictionaryView({ sections, tables }: Dictionary, words: DocsWords): HTMLElement {
  return h(
    "div",
    { class: "dictionary" },
    ...sections.flatMap(({ title, blocks }) => [h("h3", {}, title), ...blocks.map((block) => blockView(block, title))]),
    ...tables.flatMap(({ name, about, columns }) => [
      h("h3", {}, words.columns(name)),
      h("p", { class: "note" }, about),
      dataTable({
        caption: words.columns(name),
        captionHidden: true,
        rows: columns,
        columns: [
          { label: words.column, cell: (column) => h("code", {}, column.name) },
          { label: words.type, cell: ({ type, nullable }) => (nullable ? `${type}, ${words.optional}` : type) },
          { label: words.meaning, remark: true, cell: (column) => column.about },
        ],
      }),
    ]),
  );
}

function blockView(block: Block, caption: string): HTMLElement {
  if ("text" in block) return h("p", {}, block.text);
  if ("list" in block) return h("ul", {}, ...block.list.map((item) => h("li", {}, item)));
  const { head, rows } = block.table;
  return dataTable<readonly string[]>({
    caption: `${caption}, ${head[0] ?? ""}`,
    captionHidden: true,
    rows,
    columns: head.map((label, i) => ({ label, cell: (row) => (i === 0 ? h("code", {}, row[i] ?? "") : (row[i] ?? "")) })),
  });
}
