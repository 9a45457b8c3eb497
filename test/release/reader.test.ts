import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decompress } from "fzstd";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { beforeAll, expect, test } from "vitest";
import { type ReleaseInput, writeRelease } from "../../src/release/index.ts";
import { folderOfFile } from "../support/folder.ts";
import { sampleRelease } from "../support/release.ts";

const root = folderOfFile();
let input: ReleaseInput;
beforeAll(async () => {
  input = sampleRelease(root, "2026");
  await writeRelease(input);
});

/** Bytes as an ArrayBuffer of their own, which the browser's reader takes. */
function bytesOf(name: string): ArrayBuffer {
  return new Uint8Array(readFileSync(join(root, "2026", name))).buffer;
}

test("a reader that is not DuckDB sees the same rows in Parquet", async () => {
  for (const name of ["observations", "groups"] as const) {
    const rows = await parquetReadObjects({
      file: bytesOf(`${name}.parquet`),
      compressors: { ZSTD: (block) => decompress(block) },
    });
    expect(rows).toEqual(input.tables[name]);
  }
  const metadata = parquetMetadata(bytesOf("observations.parquet"));
  expect(metadata.key_value_metadata).toContainEqual({ key: "licence", value: "etalab-2.0" });
});
