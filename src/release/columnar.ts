// Observations in memory as columns, so that they are filtered without an object for each row.

/** A text column as codes into its distinct values, in the order of their first appearance. */
export interface TextColumn {
  readonly values: readonly string[];
  readonly codes: Int32Array;
}

/** Text and numbers by column name; NaN stands for null. */
export interface ColumnarTable {
  readonly length: number;
  readonly text: Readonly<Record<string, TextColumn>>;
  readonly numbers: Readonly<Record<string, Float64Array>>;
}

/** Gives each distinct text a code, in the order of first appearance. */
export function encode(texts: readonly string[]): TextColumn {
  const index = new Map<string, number>();
  const codes = Int32Array.from(texts, (text) => {
    const code = index.get(text);
    if (code !== undefined) return code;
    index.set(text, index.size);
    return index.size - 1;
  });
  return { values: [...index.keys()], codes };
}

/** A number of a columnar table; null for an empty cell. */
export function numberCell(table: ColumnarTable, name: string, row: number): number | null {
  const value = table.numbers[name]?.[row] ?? Number.NaN;
  return Number.isNaN(value) ? null : value;
}

export function textCell(table: ColumnarTable, name: string, row: number): string {
  const column = table.text[name];
  return column?.values[column.codes[row] as number] ?? "";
}
