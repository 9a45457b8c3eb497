import type { Importer, Variant, WorkbookForm } from "./forms.ts";
import type { Notebook, PointOrReason } from "./notebook.ts";
import { plain } from "./words.ts";
import type { Sheet, SheetCell } from "./workbook.ts";

/** A cell of text in plain letters; empty for any other. */
export const plainCell = (cell: SheetCell | undefined): string => (typeof cell === "string" ? plain(cell) : "");

/** The first rows, in which a header is looked for. */
const HEADER_WITHIN = 30;

/**
 * A reader of workbooks by the header of their sheets.
 *
 * @param columnsOf what the columns are by their names, in plain letters; null: that row is no header
 * @param begin called for each sheet with the text above its header; gives what makes a point of a row
 */
export function sheetImporter<Columns>(
  id: Variant,
  columnsOf: (names: readonly string[]) => Columns | null,
  begin: (
    columns: Columns,
    above: readonly string[],
    sheet: Sheet,
    notebook: Notebook,
  ) => (cells: readonly SheetCell[]) => PointOrReason,
): Importer<WorkbookForm> {
  return {
    id,
    kind: "workbook",
    open: ({ sheets }) => {
      const known = sheets.flatMap((sheet) => {
        for (const [row, cells] of sheet.rows.slice(0, HEADER_WITHIN).entries()) {
          const columns = columnsOf(cells.map(plainCell));
          if (columns !== null) return { sheet, row, columns };
        }
        return [];
      });
      if (known.length === 0) return null;
      return (notebook) => {
        for (const { sheet, row, columns } of known) {
          const above = sheet.rows.slice(0, row).flatMap((cells) => cells.filter((cell) => typeof cell === "string"));
          const pointOf = begin(columns, above, sheet, notebook);
          for (const [i, cells] of sheet.rows.entries())
            if (i > row && cells.some((cell) => cell !== null)) notebook.count(i + 1, pointOf(cells));
        }
      };
    },
  };
}
