// The reader's own ways of reading also plan for filters, bloom filters and page indexes. The files of a release are read whole,
// and without those the pages load an eighth less before the first drawing.
import { decompress } from "fzstd";
import type { ColumnChunk, FileMetaData, RowGroup } from "hyparquet";
import { parquetMetadata } from "hyparquet/src/metadata.js";
import { readRowGroup } from "hyparquet/src/rowgroup.js";
import { pause, pauseIfLong } from "./pause.ts";

/** Number of rows built before a pause is considered. */
const AT_ONCE = 500;

const COMPRESSORS = { ZSTD: (input: Uint8Array, length: number) => decompress(input, new Uint8Array(length)) };

type GroupPlan = Parameters<typeof readRowGroup>[2];

/** Where a column of a group of rows lies in its file. */
function placeOf({ meta_data: meta }: ColumnChunk, rowGroup: RowGroup): GroupPlan {
  const groupRows = Number(rowGroup.num_rows);
  const plan = { rowGroup, groupStart: 0, groupRows, selectStart: 0, selectEnd: groupRows };
  if (meta === undefined) return { ...plan, chunks: [] };
  const start = meta.dictionary_page_offset || meta.data_page_offset;
  const range = { startByte: Number(start), endByte: Number(start + meta.total_compressed_size) };
  return { ...plan, chunks: [{ columnMetadata: meta, range }] };
}

interface Column {
  readonly name: string;
  readonly values: ArrayLike<unknown>;
}

/** The columns of a group of rows, one after the other. */
async function columnsOf(file: ArrayBuffer, metadata: FileMetaData, rowGroup: RowGroup): Promise<Column[]> {
  const columns: Column[] = [];
  for (const chunk of rowGroup.columns) {
    const plan = placeOf(chunk, rowGroup);
    const query = { metadata, rowStart: 0, rowEnd: plan.groupRows, columns: [], fetches: [], groups: [plan] };
    for (const column of readRowGroup({ file, metadata, compressors: COMPRESSORS }, query, plan).asyncColumns) {
      const { data } = await column.data;
      const [first, ...others] = data;
      const values = first && others.length === 0 ? first : data.flatMap((part) => Array.from<unknown>(part));
      columns.push({ name: column.pathInSchema[0] ?? "", values });
    }
    await pauseIfLong();
  }
  return columns;
}

/** The rows of a Parquet file of plain columns, compressed with zstd or not. 64-bit integers remain bigint. */
export async function parquetRows<T>(file: ArrayBuffer): Promise<T[]> {
  const metadata = parquetMetadata(file);
  await pauseIfLong();
  const rows: Record<string, unknown>[] = [];
  for (const group of metadata.row_groups) {
    const columns = await columnsOf(file, metadata, group);
    for (let i = 0; i < Number(group.num_rows); i++) {
      const row: Record<string, unknown> = {};
      for (const { name, values } of columns) row[name] = values[i];
      rows.push(row);
      if (i % AT_ONCE === 0) await pauseIfLong();
    }
  }
  // What is made of the rows is a task of its own.
  await pause();
  return rows as T[];
}
