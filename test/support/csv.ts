import { parse } from "csv-parse/sync";

/** Reads RFC 4180: records of fields, the header first. @throws RangeError when a quote is not closed or not where quotes may be */
export function parseCsv(text: string): string[][] {
  try {
    return parse(text, { relax_column_count: true });
  } catch (error) {
    throw new RangeError((error as Error).message);
  }
}
