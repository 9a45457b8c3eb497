// The reader's own ways of reading also plan for filters, bloom filters and page indexes. The files of a release are read whole,
// and without those the pages load an eighth less before the first drawing.
import { decompress } from "fzstd";
import type { FileMetaData, RowGroup } from "hyparquet";
import { parquetMetadata } from "hyparquet/src/metadata.js";
import { asyncGroupToRows, readRowGroup } from "hyparquet/src/rowgroup.js";
import { pause } from "./pause.ts";

/** Number of columns read before a pause. Reading all at once would block a slow phone for longer than a tap may wait. */
const AT_ONCE = 2;

const COMPRESSORS = { ZSTD: (input: Uint8Array, length: number) => decompress(input, new Uint8Array(length)) };

type GroupPlan = Parameters<typeof readRowGroup>[2];

/** Where some columns of a group of rows lie in its file. */
function placesOf(rowGroup: RowGroup, groupStart: number, columns: readonly string[]): GroupPlan {
  const groupRows = Number(rowGroup.num_rows);
  const chunks = rowGroup.columns.flatMap(({ meta_data: meta }) => {
    if (meta === undefined || !columns.includes(meta.path_in_schema[0] ?? "")) return [];
    const start = meta.dictionary_page_offset || meta.data_page_offset;
    return [{ columnMetadata: meta, range: { startByte: Number(start), endByte: Number(start + meta.total_compressed_size) } }];
  });
  return { chunks, rowGroup, groupStart, groupRows, selectStart: 0, selectEnd: groupRows };
}

/** The rows of a group, by some of its columns. */
function readColumns(file: ArrayBuffer, metadata: FileMetaData, plan: GroupPlan, columns: string[]) {
  const read = readRowGroup(
    { file, metadata, compressors: COMPRESSORS },
    { metadata, rowStart: 0, rowEnd: plan.groupRows, columns, fetches: [], groups: [plan] },
    plan,
  );
  return asyncGroupToRows(read, 0, plan.groupRows, columns, "object");
}

/** The rows of a Parquet file of plain columns, compressed with zstd or not. 64-bit integers remain bigint. */
export async function parquetRows<T>(file: ArrayBuffer): Promise<T[]> {
  const metadata = parquetMetadata(file);
  const names = metadata.schema.slice(1).map(({ name }) => name);
  await pause();
  const rows: Record<string, unknown>[] = [];
  for (const group of metadata.row_groups) {
    const start = rows.length;
    for (let from = 0; from < names.length; from += AT_ONCE) {
      const columns = names.slice(from, from + AT_ONCE);
      const part = await readColumns(file, metadata, placesOf(group, start, columns), columns);
      for (const [i, row] of part.entries()) rows[start + i] = Object.assign(rows[start + i] ?? {}, row);
      await pause();
    }
  }
  return rows as T[];
}
