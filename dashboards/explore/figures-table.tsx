import { useState } from "preact/hooks";
import { formatNumber, lowerFirst } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { onPaper } from "../shared/on-paper.ts";
import { Scrolled } from "../shared/scrolled.tsx";
import { TABLE_ROLES as ROLES } from "../shared/table-roles.ts";
import { UNSURE } from "../shared/unsure-words.ts";
import { inOrder, type TableCell, type TableColumn, type TableRows } from "./table-rows.ts";
import { EXPLORE } from "./words.ts";

/** Rows before the table is expanded, below a drawing and where it is the view itself, and most rows that the page ever holds. */
const SHORT_TABLE_ROWS = { wide: 12, narrow: 6 } as const;
const WHOLE_TABLE_ROWS = { wide: 60, narrow: 20 } as const;
const MAX_TABLE_ROWS = 500;
/** Most columns that stand beside each other on a phone. */
const MOST_ON_A_PHONE = 3;
/** Most columns of figures that a sheet has room for; more are several tables below each other. */
const MOST_ON_A_SHEET = 6;
/** Most columns of figures that have their margin beside them, where a screen is wide and on a sheet; of more each has it below. */
const MOST_ROOMY = { screen: 2, sheet: 4 } as const;

interface FiguresTableProps {
  readonly table: TableRows;
  readonly lang: Lang;
  readonly label: string;
  /** true where the table is the view itself, and not below a drawing */
  readonly whole: boolean;
  /** true where a phone scrolls all columns sideways, and the first stays; else it stacks those that it has no room for */
  readonly sideways?: boolean;
}

interface Order {
  readonly column: number;
  readonly down: boolean;
}

/** The figures as a table. A tap on a column's head sorts by it; rows without a figure stay last. */
export function FiguresTable({ table, lang, label, whole, sideways = false }: FiguresTableProps) {
  const words = EXPLORE[lang].table;
  const [order, setOrder] = useState<Order | null>(null);
  const [all, setAll] = useState(false);
  const printed = onPaper();
  const rows = order === null ? table.rows : inOrder(table.rows, order.column, order.down);
  // The drawing above has the same rows: on a phone they would fill another two screens.
  const short = (whole ? WHOLE_TABLE_ROWS : SHORT_TABLE_ROWS)[matchMedia("(max-width: 40rem)").matches ? "narrow" : "wide"];
  const shown = rows.slice(0, all || printed || rows.length <= short + 3 ? MAX_TABLE_ROWS : short);
  const apart = unrankedFrom(shown, order?.column ?? (table.areas === undefined ? null : 1));
  const parts = printed ? forSheet({ ...table, rows: shown }) : [{ ...table, rows: shown }];
  const numeric = parts[0]?.columns.filter((column) => column.numeric).length ?? 0;
  // Columns that a phone has no room for are stacked there, each with its label.
  const stacked = !sideways && table.columns.length > MOST_ON_A_PHONE;
  const sort = (column: number): void => {
    const numeric = table.columns[column]?.numeric === true;
    setOrder({ column, down: order?.column === column ? !order.down : numeric });
  };
  return (
    <>
      <Scrolled
        label={`${EXPLORE[lang].views.table}, ${lowerFirst(label)}`}
        class={`table-scroll${stacked ? " stacked" : ""}${numeric > MOST_ROOMY[printed ? "sheet" : "screen"] ? " close" : ""}`}
      >
        {parts.map((part, i) => (
          <table key={i} class="figures-table" {...ROLES.table} aria-label={label}>
            <Heads columns={part.columns} order={order} onSort={table.ordered ? null : sort} />
            <Body table={part} all={printed ? part.rows : table.rows} apart={apart} lang={lang} />
          </table>
        ))}
      </Scrolled>
      {shown.some((row) => row.some(({ wide }) => wide)) ? (
        <p class="note">{apart === null ? UNSURE[lang].unsureMeans : UNSURE[lang].unranked}</p>
      ) : null}
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

/** A table in parts that are no wider than a sheet, alike in width, each with the names of its rows. */
export function forSheet({ columns, rows }: TableRows): TableRows[] {
  const figures = columns.length - 1;
  const parts = Math.max(1, Math.ceil(figures / MOST_ON_A_SHEET));
  const size = Math.ceil(figures / parts);
  const starts = Array.from({ length: parts }, (_, i) => 1 + i * size);
  const part = <T,>(cells: readonly T[], from: number): readonly T[] => [...cells.slice(0, 1), ...cells.slice(from, from + size)];
  return starts.map((from) => ({ columns: part(columns, from), rows: rows.map((row) => part(row, from)) }));
}

/**
 * The first row that is too uncertain to be ranked by the column that rows are sorted by: a dotted line parts it from those above, as in a
 * ranking. Null where no row is, or all are.
 */
export function unrankedFrom(rows: TableRows["rows"], column: number | null): number | null {
  const first = column === null ? -1 : rows.findIndex((row) => row[column]?.wide);
  return first > 0 ? first : null;
}

interface BodyProps extends Pick<FiguresTableProps, "table" | "lang"> {
  /** rows of the whole table, whose decimals these have below each other */
  readonly all: TableRows["rows"];
  readonly apart: number | null;
}

/** The rows that are shown. */
function Body({ table, all, apart, lang }: BodyProps) {
  const missing = missingDecimals(all);
  return (
    <tbody {...ROLES.rowgroup}>
      {table.rows.map((row, i) => (
        <tr key={`${row[0]?.text} ${i}`} class={i === apart ? "apart" : undefined} {...ROLES.row}>
          {row.map((cell, j) =>
            j === 0 ? (
              <th key={0} scope="row" {...ROLES.rowheader}>
                {cell.text}
              </th>
            ) : (
              <Cell
                key={j}
                cell={cell}
                column={table.columns[j]}
                missing={missing(j, cell)}
                mark={WORDS[lang].figure.unsureMark}
              />
            ),
          )}
        </tr>
      ))}
    </tbody>
  );
}

interface HeadsProps {
  readonly columns: TableRows["columns"];
  readonly order: Order | null;
  /** null: there is nothing to sort */
  readonly onSort: ((column: number) => void) | null;
}

/** The heads of the columns: a tap sorts, and a second tap reverses the order. */
function Heads({ columns, order, onSort }: HeadsProps) {
  return (
    <thead {...ROLES.rowgroup}>
      <tr {...ROLES.row}>
        {columns.map((column, i) => (
          <th
            key={i}
            scope="col"
            {...ROLES.columnheader}
            class={column.numeric ? "num" : undefined}
            aria-sort={order?.column === i ? (order.down ? "descending" : "ascending") : undefined}
          >
            {onSort === null ? (
              column.label
            ) : (
              <button type="button" class="sort" onClick={() => onSort(i)}>
                {column.label}
              </button>
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** The decimals of a formatted figure, with their point. */
const DECIMALS = /([.,])(\d{1,2})$/;

/** What each column's figures lack to have the decimals of the longest, so that decimal points stand below each other. */
function missingDecimals(rows: TableRows["rows"]): (column: number, cell: TableCell) => string {
  const decimalsOf = (cell: TableCell | undefined) => (cell && !cell.absent ? DECIMALS.exec(cell.text) : null);
  const longest = (rows[0] ?? []).map((_, j) =>
    rows.reduce<string>((most, row) => {
      const own = decimalsOf(row[j])?.[0] ?? "";
      return own.length > most.length ? own : most;
    }, ""),
  );
  // A margin alone has its mark behind it, and no point to stand below another.
  return (column, cell) =>
    /\d$/.test(cell.text) && !cell.wide ? (longest[column] ?? "").slice(decimalsOf(cell)?.[0].length ?? 0) : "";
}

interface CellProps {
  readonly cell: TableCell;
  readonly column: TableColumn | undefined;
  /** decimals that the figure lacks beside the others of its column, of which only the room is kept */
  readonly missing: string;
  /** the mark of a margin that is too wide, explained below the table */
  readonly mark: string;
}

/** A figure with its margin and a remark, or words instead of a figure. */
function Cell({ cell, column, missing, mark }: CellProps) {
  const kind = [column?.numeric ? "num" : "", cell.absent && column?.numeric ? "said" : ""];
  const wide = cell.wide ? (
    <>
      <span aria-hidden="true">{mark}</span>
      <span class="visually-hidden">{cell.remark}</span>
    </>
  ) : null;
  return (
    <td {...ROLES.cell} class={kind.filter((one) => one !== "").join(" ") || undefined} data-label={column?.label}>
      {cell.absent ? cell.text : <b {...(missing === "" ? {} : { "data-missing": missing })}>{cell.text}</b>}
      {wide ? <small class="wide"> {wide}</small> : null}
      {cell.below ? <small>{cell.below}</small> : null}
      {cell.remark && !cell.wide ? <small class="careful">{cell.remark}</small> : null}
      {cell.homes ? <small class="homes">{cell.homes}</small> : null}
    </td>
  );
}
