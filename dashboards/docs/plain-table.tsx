import type { ComponentChild } from "preact";
import { Scrolled } from "../shared/scrolled.tsx";

export interface PlainColumn {
  readonly label: string;
  /** words that need room */
  readonly wide?: true;
  readonly numeric?: true;
}

interface ReferenceTableProps {
  readonly label: string;
  readonly columns: readonly PlainColumn[];
  readonly rows: readonly (readonly ComponentChild[])[];
}

/** A table of the documentation: the first column heads its rows; on a phone a row is a block of labelled values. */
export function ReferenceTable({ label, columns, rows }: ReferenceTableProps) {
  return (
    <Scrolled label={label} class={columns.length > 2 ? "table-scroll stacked" : "table-scroll"}>
      {/* biome-ignore lint/a11y/noRedundantRoles: a style sheet that stacks rows takes the element's own role away. */}
      <table role="table" aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.label} scope="col" class={column.numeric ? "num" : undefined}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={i}>
              {row.map((cell, j) =>
                j === 0 ? (
                  <th key={0} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td
                    key={j}
                    data-label={columns[j]?.label}
                    class={columns[j]?.numeric ? "num" : columns[j]?.wide ? "remark" : undefined}
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
