import type { Importer, WorkbookForm } from "./forms.ts";
import type { Notebook, PointOrReason } from "./notebook.ts";
import { plain } from "./stamps.ts";
import type { Sheet, SheetCell } from "./workbook.ts";

/** A cell of text in plain letters; empty for any other. */
export const plainCell = (cell: SheetCell | undefined): string => (typeof cell === "string" ? plain(cell) : "");

/** The first rows, in which a header is looked for. */
const HEADER_WITHIN = 30;

/** A reader of workbooks by the header of their sheets. */
export function sheetReader<Columns>(
  /** what the columns are by their names, in plain letters; null: that row is no header */
  columnsOf: (names: readonly string[]) => Columns | null,
  /** called for each sheet with the text above its header; gives what makes a point of a row */
  begin: (
    columns: Columns,
    above: readonly string[],
    sheet: Sheet,
    notebook: Notebook,
  ) => (cells: readonly SheetCell[]) => PointOrReason,
): Pick<Importer<WorkbookForm>, "kind" | "recognises" | "read"> {
  const headerOf = ({ rows }: Sheet) => {
    for (const [row, cells] of rows.slice(0, HEADER_WITHIN).entries()) {
      const columns = columnsOf(cells.map(plainCell));
      if (columns !== null) return { row, columns };
    }
    return null;
  };
  return {
    kind: "workbook",
    recognises: ({ sheets }) => sheets.some((sheet) => headerOf(sheet) !== null),
    read: ({ sheets }, notebook) => {
      for (const sheet of sheets) {
        const header = headerOf(sheet);
        if (header === null) continue;
        const above = sheet.rows.slice(0, header.row).flatMap((cells) => cells.filter((cell) => typeof cell === "string"));
        const pointOf = begin(header.columns, above, sheet, notebook);
        for (const [i, cells] of sheet.rows.entries())
          if (i > header.row && cells.some((cell) => cell !== null)) notebook.count(i + 1, pointOf(cells));
      }
    },
  };
}
