import { h, put } from "./dom.ts";
import { STACKED } from "./scrolled.tsx";

export interface Column<R> {
  readonly label: string;
  readonly numeric?: boolean;
  /** content of the cell */
  readonly cell: (row: R) => Node | string;
  /** key by which the column sorts; absent: it does not sort */
  readonly sort?: (row: R) => number | string | null;
  /** a column of remarks, which is wider, and left out where no row has one */
  readonly remark?: boolean;
}

export interface TableOptions<R> {
  readonly caption: string;
  readonly columns: readonly Column<R>[];
  readonly rows: readonly R[];
  /** the caption is only read aloud, where a heading above says the same */
  readonly captionHidden?: boolean;
}

type Direction = "ascending" | "descending";

function ordered<R>(rows: readonly R[], key: (row: R) => number | string | null, direction: Direction): R[] {
  const sign = direction === "ascending" ? 1 : -1;
  return [...rows].sort((a, b) => {
    const [x, y] = [key(a), key(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return sign * (typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y)));
  });
}

/** Class of a cell. Words in a numeric column, such as withheld, may wrap. */
function cellClass<R>(column: Column<R>, content: Node | string): string | null {
  if (!column.numeric) return column.remark ? "remark" : null;
  return typeof content === "string" && !/\d/.test(content) ? "num said" : "num";
}

/**
 * A table in a region that can be scrolled by keyboard; the first column heads its rows. Columns with a `sort` key sort on click,
 * with rows without a value last. Roles are written out, because a style sheet that stacks rows removes the elements' own.
 */
export function dataTable<R>(options: TableOptions<R>): HTMLElement {
  const body = h("tbody", { role: "rowgroup" });
  const columns = options.columns.filter((column) => !column.remark || options.rows.some((row) => column.cell(row) !== ""));
  const stacked = columns.length + columns.filter((column) => column.remark).length >= STACKED;
  const cellOf = (column: Column<R>, row: R): HTMLElement => {
    const content = column.cell(row);
    return h("td", { role: "cell", class: cellClass(column, content), "data-label": column.label }, content);
  };
  const heads: HTMLTableCellElement[] = [];
  const show = (rows: readonly R[]): void =>
    put(
      body,
      ...rows.map((row) =>
        h(
          "tr",
          { role: "row" },
          ...columns.map((column, i) =>
            i === 0 ? h("th", { scope: "row", role: "rowheader" }, column.cell(row)) : cellOf(column, row),
          ),
        ),
      ),
    );
  for (const column of columns) {
    const head = h("th", { scope: "col", role: "columnheader", class: column.numeric ? "num" : null });
    const key = column.sort;
    if (!key) head.append(column.label);
    else {
      const sort = (): void => {
        const direction: Direction = head.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", direction);
        show(ordered(options.rows, key, direction));
      };
      head.append(h("button", { type: "button", class: "sort", onClick: sort }, column.label));
    }
    heads.push(head);
  }
  show(options.rows);
  return h(
    "div",
    { class: stacked ? "table-scroll stacked" : "table-scroll", role: "region", tabindex: "0", "aria-label": options.caption },
    h(
      "table",
      { role: "table" },
      h("caption", { class: options.captionHidden ? "visually-hidden" : null }, options.caption),
      h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, ...heads)),
      body,
    ),
  );
}
