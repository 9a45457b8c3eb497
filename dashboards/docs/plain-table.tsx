import type { ComponentChild } from "preact";
import { Scrolled } from "../shared/scrolled.tsx";
import { TABLE_ROLES as ROLES } from "../shared/table-roles.ts";

export interface PlainColumn {
  readonly label: string;
  /** a column of longer texts */
  readonly wide?: true;
  readonly numeric?: true;
}

interface ReferenceTableProps {
  readonly label: string;
  readonly columns: readonly PlainColumn[];
  readonly rows: readonly (readonly ComponentChild[])[];
}

/**
 * A table of the documentation. Its first column heads the rows; on narrow screens a row with texts is a block of labelled values,
 * while numbers have room beside each other.
 */
export function ReferenceTable({ label, columns, rows }: ReferenceTableProps) {
  const isStacked = columns.length > 2 && !columns.slice(1).every(({ numeric }) => numeric);
  return (
    <Scrolled label={label} class={isStacked ? "table-scroll stacked" : "table-scroll"}>
      <table aria-label={label} {...ROLES.table}>
        <thead {...ROLES.rowgroup}>
          <tr {...ROLES.row}>
            {columns.map((column) => (
              <th key={column.label} scope="col" class={column.numeric ? "num" : undefined} {...ROLES.columnheader}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...ROLES.rowgroup}>
          {rows.map((row, i) => (
            <tr key={i} {...ROLES.row}>
              {row.map((cell, j) =>
                j === 0 ? (
                  <th key={0} scope="row" {...ROLES.rowheader}>
                    {cell}
                  </th>
                ) : (
                  <td
                    key={j}
                    data-label={columns[j]?.label}
                    class={columns[j]?.numeric ? "num" : columns[j]?.wide ? "remark" : undefined}
                    {...ROLES.cell}
                  >
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolled>
  );
}
