import type { Table } from "apache-arrow";
import { decompress } from "fzstd";
import { type FileMetaData, parquetMetadataAsync, parquetRead } from "hyparquet";
import { TABLES, type TableSchema } from "../../src/contract/tables.ts";
import { RELEASE_COLUMN } from "../../src/texts/sql/index.ts";
import { arrowTable, type Raw } from "./arrow-table.ts";

const compressors = { ZSTD: (input: Uint8Array, length: number) => decompress(input, new Uint8Array(length)) };

/**
 * The rows of a release's Parquet file as an Arrow table, with their release. DECIMAL columns are read as bytes, because the
 * reader would turn them into doubles and lose digits.
 */
export async function releaseTable(table: string, release: string, file: ArrayBuffer): Promise<Table> {
  const shape = TABLES.find(({ name }) => name === table) as TableSchema;
  const metadata = asBytes(await parquetMetadataAsync(file));
  const length = Number(metadata.num_rows);
  const columns = new Map<string, Raw[]>();
  await parquetRead({
    file,
    metadata,
    compressors,
    onChunk: ({ columnName, columnData }) => {
      columns.set(columnName, [...(columns.get(columnName) ?? []), columnData as Raw]);
    },
  });
  const data = shape.columns.map((column) => [column, concatenated(columns.get(column.name) ?? [], length)] as const);
  return arrowTable([...data, [RELEASE_COLUMN, Array.from({ length }, () => release)]]);
}

/** Metadata without the decimal types, so that these columns are read as bytes. */
function asBytes(metadata: FileMetaData): FileMetaData {
  const schema = metadata.schema.map((element) => {
    if (element.converted_type !== "DECIMAL") return element;
    const { converted_type: _, logical_type: __, ...rest } = element;
    return rest;
  });
  return { ...metadata, schema };
}

function concatenated(parts: readonly Raw[], length: number): Raw {
  if (parts.length === 1) return parts[0] as Raw;
  const all = parts.flatMap((part) => Array.from(part));
  if (all.length !== length) throw new RangeError(`a column has ${all.length} rows of ${length}`);
  return all;
}
