import { h, put } from "./dom.ts";

export interface Column<R> {
  readonly label: string;
  readonly numeric?: boolean;
  /** what stands in the cell */
  readonly cell: (row: R) => Node | string;
  /** what the column sorts by; absent: it does not sort */
  readonly sort?: (row: R) => number | string | null;
}

export interface TableOptions<R> {
  readonly caption: string;
  readonly columns: readonly Column<R>[];
  readonly rows: readonly R[];
  /** the caption is read aloud only, where a heading above says the same */
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

/**
 * A table in a region that scrolls by keyboard; the first column heads its rows. Columns with a
 * `sort` key sort on click; rows without a value stay last.
 */
export function dataTable<R>(options: TableOptions<R>): HTMLElement {
  const body = h("tbody");
  const heads: HTMLTableCellElement[] = [];
  const show = (rows: readonly R[]): void =>
    put(
      body,
      ...rows.map((row) =>
        h(
          "tr",
          {},
          ...options.columns.map((column, i) =>
            i === 0
              ? h("th", { scope: "row" }, column.cell(row))
              : h("td", { class: column.numeric ? "num" : null }, column.cell(row)),
          ),
        ),
      ),
    );
  for (const column of options.columns) {
    const head = h("th", { scope: "col", class: column.numeric ? "num" : null });
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
    { class: "table-scroll", role: "region", tabindex: "0", "aria-label": options.caption },
    h(
      "table",
      {},
      h("caption", { class: options.captionHidden ? "visually-hidden" : null }, options.caption),
      h("thead", {}, h("tr", {}, ...heads)),
      body,
    ),
  );
}
