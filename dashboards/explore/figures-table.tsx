import { useState } from "preact/hooks";
import { formatNumber, lowerFirst } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { Scrolled } from "../shared/scrolled.tsx";
import type { TableCell, TableRows } from "./table-rows.ts";
import { EXPLORE } from "./words.ts";

/** Rows that stand before "all rows" is asked for, and that the page ever holds. */
const FIRST = 12;
const MOST = 500;

interface FiguresTableProps {
  readonly table: TableRows;
  readonly lang: Lang;
  readonly label: string;
  /** shows all rows at once: the table is the view */
  readonly whole: boolean;
}

interface Order {
  readonly column: number;
  readonly down: boolean;
}

function ordered(rows: TableRows["rows"], { column, down }: Order): TableRows["rows"] {
  const key = (row: readonly TableCell[]): TableCell["sort"] => row[column]?.sort ?? null;
  return [...rows].sort((a, b) => {
    const [x, y] = [key(a), key(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    const less = typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y), "fr");
    return down ? -less : less;
  });
}

/** The figures as a table: columns sort by a tap on their head, what has no figure stays last. */
export function FiguresTable({ table, lang, label, whole }: FiguresTableProps) {
  const words = EXPLORE[lang].table;
  const [order, setOrder] = useState<Order | null>(null);
  const [all, setAll] = useState(whole);
  const rows = order === null ? table.rows : ordered(table.rows, order);
  const shown = rows.slice(0, all || rows.length <= FIRST + 3 ? MOST : FIRST);
  const sort = (column: number): void => {
    const numeric = table.columns[column]?.numeric === true;
    setOrder({ column, down: order?.column === column ? !order.down : numeric });
  };
  return (
    <>
      <Scrolled label={`${EXPLORE[lang].views.table}, ${lowerFirst(label)}`} class="table-scroll">
        <table class="figures-table" aria-label={label}>
          <thead>
            <tr>
              {table.columns.map((column, i) => (
                <th
                  key={i}
                  scope="col"
                  class={column.numeric ? "num" : undefined}
                  aria-sort={order?.column === i ? (order.down ? "descending" : "ascending") : undefined}
                >
                  <button type="button" class="sort" onClick={() => sort(i)}>
                    {column.label}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, i) => (
              <tr key={`${row[0]?.text} ${i}`}>
                {row.map((cell, j) =>
                  j === 0 ? (
                    <th key={0} scope="row">
                      {cell.text}
                    </th>
                  ) : (
                    <td key={j} class={table.columns[j]?.numeric ? (cell.absent ? "num said" : "num") : undefined}>
                      {cell.absent ? cell.text : <b>{cell.text}</b>}
                      {cell.below ? <small>{cell.below}</small> : null}
                      {cell.remark ? <small class="careful">{cell.remark}</small> : null}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolled>
      {shown.length < rows.length && !all ? (
        <button type="button" class="plain no-print" onClick={() => setAll(true)}>
          {words.all(formatNumber(rows.length, 0, lang))}
        </button>
      ) : null}
      {all && rows.length > MOST ? (
        <p class="note">{words.cut(formatNumber(MOST, 0, lang), formatNumber(rows.length, 0, lang))}</p>
      ) : null}
    </>
  );
}
