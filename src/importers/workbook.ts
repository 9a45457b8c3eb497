import readXlsx from "read-excel-file/universal";
import { Refusal } from "../contract/problem.ts";
import { type ArchiveFile, filesOf } from "./archive.ts";
import { BOUNDS, unreadable, within } from "./bounds.ts";
import { stored } from "./stored.ts";
import { readXml } from "./xml.ts";

/** A cell: text, a number as the text that stands in the file, a date whose UTC is the wall clock, or nothing. */
export type Cell = string | number | boolean | Date | null;

export interface Sheet {
  readonly name: string;
  /** the n-th item is row n + 1 */
  readonly rows: readonly (readonly Cell[])[];
}

const REFERENCE = /^([A-Z]{1,3})(\d{1,7})$/;
const NUMBER = /^\d{1,7}$/;

/** How far a part reaches that has the cells of a sheet; null: it has none. */
interface Extent {
  readonly rows: number;
  readonly columns: number;
}

/** The place that a row or a cell says it has. Prefixes are refused, for the library takes `x:r` for `r`. */
function placeOf(attributes: Readonly<Record<string, string>>): string | undefined {
  if (Object.keys(attributes).some((name) => name.endsWith(":r"))) throw unreadable("a cell of the sheet has two places");
  return attributes.r;
}

/**
 * Holds a part to the bounds of a sheet, by where its rows and cells say that they are. Which parts are sheets is told by what
 * is in them: a workbook may keep them anywhere.
 */
function extentOf(text: string): Extent | null {
  let [rows, columns, isSheet] = [0, 0, false];
  readXml([text], {
    open: (path, attributes) => {
      const name = path.at(-1);
      if (name === "sheetData") isSheet = true;
      if (!isSheet || (name !== "row" && name !== "c")) return;
      const place = placeOf(attributes);
      if (name === "row") {
        if (place !== undefined && !NUMBER.test(place)) throw unreadable("a row of the sheet has no place");
        rows = Math.max(rows + 1, Number(place ?? 0));
      } else {
        const [, letters = "", row = "0"] = REFERENCE.exec(place ?? "") ?? [];
        if (letters === "") throw unreadable("a cell of the sheet has no place");
        columns = Math.max(
          columns,
          [...letters].reduce((sum, letter) => 26 * sum + letter.charCodeAt(0) - 64, 0),
        );
        rows = Math.max(rows, Number(row));
      }
      within("the rows of a sheet", "rows", rows);
      within("the columns of a sheet", "columns", columns);
    },
    close: () => undefined,
  });
  return isSheet ? { rows, columns } : null;
}

/** The parts that the library reads, each of them measured. */
async function measured(bytes: Uint8Array): Promise<ArchiveFile[]> {
  const parts: ArchiveFile[] = [];
  let [unpacked, sheets, cells] = [0, 0, 0];
  for await (const file of filesOf(bytes)) {
    unpacked += file.bytes.length;
    within("the unpacked bytes of a workbook", "workbookBytes", unpacked);
    if (!/\.xml(\.rels)?$/.test(file.name)) continue;
    // As the library decodes it, whatever the part says of its encoding.
    const extent = extentOf(new TextDecoder().decode(file.bytes));
    if (extent !== null) {
      within("the sheets of a workbook", "sheets", ++sheets);
      cells += extent.rows * extent.columns;
      within("the rows times the columns of a workbook's sheets", "cells", cells);
    }
    parts.push(file);
  }
  return parts;
}

/**
 * The sheets of an XLSX file. The library builds whole rectangles of cells in memory, so everything is unpacked, verified
 * and measured first: a single cell far away would make it build millions. It is given what was measured, and nothing else.
 *
 * @throws Refusal `unreadable-file`
 */
export async function sheetsOf(bytes: Uint8Array): Promise<Sheet[]> {
  const parts = await measured(bytes);
  try {
    const read = await readXlsx(stored(parts), { parseNumber: (text: string) => text as unknown as number });
    return read.map(({ sheet, data }) => ({ name: sheet, rows: data as Cell[][] }));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw unreadable(`the workbook must have at most ${BOUNDS.sheets} sheets of plain cells; it cannot be read`);
  }
}
