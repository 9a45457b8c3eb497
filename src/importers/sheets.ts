import type { Importer, Variant, WorkbookForm } from "./forms.ts";
import type { Notebook, PointOrReason } from "./notebook.ts";
import { plain } from "./words.ts";
import type { Sheet, SheetCell } from "./workbook.ts";

/** A text cell in plain letters; empty for any other cell. */
export const plainCell = (cell: SheetCell | undefined): string => (typeof cell === "string" ? plain(cell) : "");

/** A header is searched in so many first rows. */
const HEADER_WITHIN = 30;

/**
 * Makes a reader of workbooks that are recognised by the headers of their sheets.
 *
 * @param columnsOf the columns, by their names in plain letters; null: the row is no header
 * @param begin called for each sheet with the text above its header; returns a function that converts a row to a point or several
 */
export function sheetImporter<Columns>(
  id: Variant,
  columnsOf: (names: readonly string[]) => Columns | null,
  begin: (
    columns: Columns,
    above: readonly string[],
    sheet: Sheet,
    notebook: Notebook,
  ) => (cells: readonly SheetCell[]) => PointOrReason | readonly PointOrReason[],
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
            if (i > row && cells.some((cell) => cell !== null))
              for (const point of [pointOf(cells)].flat()) notebook.count(i + 1, point);
        }
      };
    },
  };
}
