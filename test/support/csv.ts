import { parse } from "csv-parse/sync";

/**
 * Reads CSV of RFC 4180 as rows of fields, the header first. @throws RangeError when a quote is not closed, or stands where none
 * may stand
 */
export function parseCsv(text: string): string[][] {
  try {
    return parse(text, { relax_column_count: true });
  } catch (error) {
    throw new RangeError((error as Error).message);
  }
}
