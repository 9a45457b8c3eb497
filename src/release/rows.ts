import { NUMERIC_COLUMNS, OBSERVATION_COLUMNS, type Observation } from "../contract/observation.ts";
import { type ColumnarTable, numberCell, textCell } from "./columnar.ts";

/** The observations as objects, in the release's order; NaN of a columnar table is null again. */
export function observationRows(table: ColumnarTable): Observation[] {
  return Array.from(
    { length: table.length },
    (_, row) =>
      Object.fromEntries(
        OBSERVATION_COLUMNS.map((column) => [
          column,
          NUMERIC_COLUMNS.has(column) ? numberCell(table, column, row) : textCell(table, column, row),
        ]),
      ) as unknown as Observation,
  );
}
