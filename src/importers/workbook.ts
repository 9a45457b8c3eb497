import { zipSync } from "fflate";
import readXlsx from "read-excel-file/universal";
import { Refusal } from "../contract/problem.ts";
import type { ArchiveFile } from "./archive.ts";
import { checkFileBound, FILE_BOUNDS, unreadable } from "./bounds.ts";
import { readXml } from "./xml.ts";

/** A cell: text; a number as the text in the file; a date whose UTC fields are the wall-clock time; or nothing. */
export type SheetCell = string | number | boolean | Date | null;

export interface Sheet {
  readonly name: string;
  /** the item at index n is row n + 1 */
  readonly rows: readonly (readonly SheetCell[])[];
}

/**
 * How many cells the library would build for a part, by the places of its rows and cells, checked against the bounds of a sheet;
 * null where it is no sheet. Sheets are recognised by content, since a workbook may store them anywhere.
 */
function cellsOf(text: string): number | null {
  // A row's end comes after its cells: `lowest` is the row of the lowest cell so far.
  let [rows, lowest, columns, isSheet] = [0, 0, 0, false];
  readXml([text], ({ path, attributes }) => {
    isSheet ||= path.includes("sheetData");
    const name = path.at(-1);
    if (!path.includes("sheetData") || (name !== "row" && name !== "c")) return;
    // The library reads `x:r` as `r`.
    if (Object.keys(attributes).some((one) => one.endsWith(":r"))) throw unreadable("a cell of the sheet has two places");
    const { r: place = "" } = attributes;
    if (name === "row") {
      if (!/^\d{0,7}$/.test(place)) throw unreadable("a row of the sheet has no place");
      rows = Math.max(rows + 1, Number(place), lowest);
    } else {
      const [, letters, row] = /^([A-Z]{1,3})(\d{1,7})$/.exec(place) ?? [];
      if (letters === undefined) throw unreadable("a cell of the sheet has no place");
      const column = [...letters].reduce((sum, letter) => 26 * sum + letter.charCodeAt(0) - 64, 0);
      [lowest, columns] = [Math.max(lowest, Number(row)), Math.max(columns, column)];
    }
    checkFileBound("the rows of a sheet", "rows", Math.max(rows, lowest));
    checkFileBound("the columns of a sheet", "columns", columns);
  });
  return isSheet ? Math.max(rows, lowest) * columns : null;
}

/** Unpacks and measures the parts that the library reads. */
async function measuredParts(files: readonly ArchiveFile[]) {
  const parts: [string, Uint8Array][] = [];
  let [unpacked, sheets, cells] = [0, 0, 0];
  for (const file of files) {
    const bytes = await file.unpack();
    unpacked += bytes.length;
    checkFileBound("the unpacked bytes of a workbook", "workbookBytes", unpacked);
    if (!/\.xml(\.rels)?$/.test(file.name)) continue;
    // Decoded like this because the library does so, whatever encoding the part states.
    const found = cellsOf(new TextDecoder().decode(bytes));
    if (found !== null) {
      checkFileBound("the sheets of a workbook", "sheets", ++sheets);
      cells += found;
      checkFileBound("the rows times the columns of a workbook's sheets", "cells", cells);
    }
    parts.push([file.name, bytes]);
  }
  return Object.fromEntries(parts);
}

/**
 * The sheets of an XLSX file. The library builds whole rectangles of cells in memory, and a single distant cell would make it
 * build millions, so everything is unpacked, verified and measured first. The library accepts only a zip, so it gets an
 * uncompressed one with just the measured parts.
 *
 * @throws Refusal `unreadable-file`
 */
export async function sheetsOf(files: readonly ArchiveFile[]): Promise<Sheet[]> {
  const parts = await measuredParts(files);
  try {
    const zip = zipSync(parts, { level: 0 });
    const read = await readXlsx(zip.buffer as ArrayBuffer, { parseNumber: (text: string) => text as unknown as number });
    return read.map(({ sheet, data }) => ({ name: sheet, rows: data as SheetCell[][] }));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw unreadable(`the workbook must have at most ${FILE_BOUNDS.sheets} sheets of plain cells; it cannot be read`);
  }
}
