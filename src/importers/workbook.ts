import readXlsx from "read-excel-file/universal";
import { Refusal } from "../contract/problem.ts";
import { filesOf } from "./archive.ts";
import { BOUNDS, unreadable, within } from "./bounds.ts";
import { textOf } from "./decode.ts";
import { readXml } from "./xml.ts";

/** A cell: text, a number as the text that stands in the file, a date whose UTC is the wall clock, or nothing. */
export type Cell = string | number | boolean | Date | null;

export interface Sheet {
  readonly name: string;
  /** the n-th item is row n + 1 */
  readonly rows: readonly (readonly Cell[])[];
}

const REFERENCE = /^([A-Z]{1,3})(\d{1,7})$/;

/** Holds a sheet to the bounds, by where its cells say that they are. */
function measure(): (path: readonly string[], attributes: Readonly<Record<string, string>>) => void {
  let [rows, columns] = [0, 0];
  return (path, attributes) => {
    const name = path.at(-1);
    if (name === "row" && attributes.r !== undefined) rows = Math.max(rows, Number(attributes.r));
    if (name === "c") {
      const [, letters = "", row = "0"] = REFERENCE.exec(attributes.r ?? "") ?? [];
      if (letters === "") throw unreadable("a cell of the sheet has no place");
      columns = Math.max(
        columns,
        [...letters].reduce((sum, letter) => 26 * sum + letter.charCodeAt(0) - 64, 0),
      );
      rows = Math.max(rows, Number(row));
    }
    within("the rows of a sheet", "rows", rows);
    within("the columns of a sheet", "columns", columns);
    within("the rows times the columns of a sheet", "cells", rows * columns);
  };
}

/**
 * The sheets of an XLSX file. The library builds whole rectangles of cells in memory, so everything is unpacked, verified
 * and measured first: a single cell far away would make it build millions.
 *
 * @throws Refusal `unreadable-file`
 */
export async function sheetsOf(bytes: Uint8Array): Promise<Sheet[]> {
  let [unpacked, sheets] = [0, 0];
  for await (const file of filesOf(bytes)) {
    unpacked += file.bytes.length;
    within("the unpacked bytes of a workbook", "workbookBytes", unpacked);
    if (!file.name.endsWith(".xml")) continue;
    const isSheet = file.name.startsWith("xl/worksheets/");
    if (isSheet) within("the sheets of a workbook", "sheets", ++sheets);
    readXml(textOf(file.bytes), { ...(isSheet ? { open: measure() } : {}), close: () => undefined });
  }
  try {
    const read = await readXlsx(bytes.slice().buffer, { parseNumber: (text: string) => text as unknown as number });
    return read.map(({ sheet, data }) => ({ name: sheet, rows: data as Cell[][] }));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw unreadable(`the workbook must have at most ${BOUNDS.sheets} sheets of plain cells; it cannot be read`);
  }
}
