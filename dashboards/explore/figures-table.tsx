import { useState } from "preact/hooks";
import { formatNumber, lowerFirst } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { Scrolled } from "../shared/scrolled.tsx";
import { onPaper } from "./on-paper.ts";
import { inOrder, type TableCell, type TableRows } from "./table-rows.ts";
import { EXPLORE } from "./words.ts";

/** Rows before the table is expanded, and most rows that the page ever holds. */
const SHORT_TABLE_ROWS = 12;
const MAX_TABLE_ROWS = 500;

interface FiguresTableProps {
  readonly table: TableRows;
  readonly lang: Lang;
  readonly label: string;
  /** shows all rows at once, where the table is the view itself */
  readonly whole: boolean;
}

interface Order {
  readonly column: number;
  readonly down: boolean;
}

/** The figures as a table. A tap on a column's head sorts by it; rows without a figure stay last. */
export function FiguresTable({ table, lang, label, whole }: FiguresTableProps) {
  const words = EXPLORE[lang].table;
  const [order, setOrder] = useState<Order | null>(null);
  const [all, setAll] = useState(whole);
  const rows = order === null ? table.rows : inOrder(table.rows, order.column, order.down);
  const shown = rows.slice(0, all || onPaper() || rows.length <= SHORT_TABLE_ROWS + 3 ? MAX_TABLE_ROWS : SHORT_TABLE_ROWS);
  const sort = (column: number): void => {
    const numeric = table.columns[column]?.numeric === true;
    setOrder({ column, down: order?.column === column ? !order.down : numeric });
  };
  return (
    <>
      <Scrolled label={`${EXPLORE[lang].views.table}, ${lowerFirst(label)}`} class="table-scroll">
        <table class="figures-table" aria-label={label}>
          <Heads columns={table.columns} order={order} onSort={sort} />
          <tbody>
            {shown.map((row, i) => (
              <tr key={`${row[0]?.text} ${i}`}>
                {row.map((cell, j) =>
                  j === 0 ? (
                    <th key={0} scope="row">
                      {cell.text}
                    </th>
                  ) : (
                    <Cell key={j} cell={cell} numeric={table.columns[j]?.numeric === true} />
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
      {all && rows.length > MAX_TABLE_ROWS ? (
        <p class="note">{words.cut(formatNumber(MAX_TABLE_ROWS, 0, lang), formatNumber(rows.length, 0, lang))}</p>
      ) : null}
    </>
  );
}

interface HeadsProps {
  readonly columns: TableRows["columns"];
  readonly order: Order | null;
  readonly onSort: (column: number) => void;
}

/** The heads of the columns: a tap sorts, and a second tap reverses the order. */
function Heads({ columns, order, onSort }: HeadsProps) {
  return (
    <thead>
      <tr>
        {columns.map((column, i) => (
          <th
            key={i}
            scope="col"
            class={column.numeric ? "num" : undefined}
            aria-sort={order?.column === i ? (order.down ? "descending" : "ascending") : undefined}
          >
            <button type="button" class="sort" onClick={() => onSort(i)}>
              {column.label}
            </button>
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** A figure with its margin and a remark, or words instead of a figure. */
function Cell({ cell, numeric }: { readonly cell: TableCell; readonly numeric: boolean }) {
  return (
    <td class={numeric ? (cell.absent ? "num said" : "num") : undefined}>
      {cell.absent ? cell.text : <b>{cell.text}</b>}
      {cell.below ? <small>{cell.below}</small> : null}
      {cell.remark ? <small class="careful">{cell.remark}</small> : null}
    </td>
  );
}
