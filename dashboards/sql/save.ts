import { parquetWriteBuffer } from "hyparquet-writer";
import { distinctNames, type ExactValue, type Result, resultCsv, resultJson } from "../../src/texts/sql/index.ts";
import { notedCsv } from "../shared/csv-file.ts";
import type { Lang } from "../shared/i18n.ts";

export const SAVE_FORMATS = ["csv", "json", "parquet"] as const;
export type SaveFormat = (typeof SAVE_FORMATS)[number];

const MEDIA: Readonly<Record<SaveFormat, string>> = {
  csv: "text/csv;charset=utf-8",
  json: "application/json",
  parquet: "application/vnd.apache.parquet",
};

/** The answer as a file, made without any request. CSV begins with `head`, a line each; the other formats have no place for notes. */
export function answerBlob(result: Result, format: SaveFormat, head: readonly string[], lang: Lang): Blob {
  const type = MEDIA[format];
  if (format === "csv") return new Blob([notedCsv(head, resultCsv(result), lang)], { type });
  if (format === "json") return new Blob([resultJson(result)], { type });
  return new Blob([answerParquet(result)], { type });
}

/** Whole numbers become INT64 where all of a column fit; larger ones and decimal fractions become text with all their digits. */
export function answerParquet(result: Result): ArrayBuffer {
  const names = distinctNames(result.columns);
  return parquetWriteBuffer({
    columnData: result.columns.map(({ type }, i) => {
      const values = result.rows.map((row) => row[i] ?? null);
      const kind = kindOf(type, values);
      return { name: names[i] ?? "", type: kind, nullable: true, data: values.map((value) => as(kind, value)) };
    }),
  });
}

type Kind = "BOOLEAN" | "INT32" | "INT64" | "DOUBLE" | "STRING";

function kindOf(type: string, values: readonly ExactValue[]): Kind {
  if (type === "BOOLEAN") return "BOOLEAN";
  if (/^U?(TINYINT|SMALLINT)$|^INTEGER$/.test(type)) return "INT32";
  if (type === "DOUBLE" || type === "FLOAT") return "DOUBLE";
  const whole = /^U?(INTEGER|BIGINT)$|^HUGEINT$|^DECIMAL\(\d+,0\)$/.test(type);
  return whole && values.every((value) => value === null || BigInt.asIntN(64, BigInt(value)) === BigInt(value))
    ? "INT64"
    : "STRING";
}

function as(kind: Kind, value: ExactValue): ExactValue {
  if (value === null || kind === "BOOLEAN" || kind === "INT32" || kind === "DOUBLE") return value;
  return kind === "INT64" ? BigInt(value) : String(value);
}
