import { appendFileSync, readFileSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { BULK_BATCH, type BulkOptions, donateLines, openReceipts, openRejects, type Reject } from "../../src/intake/index.ts";
import type { Vault } from "../../src/vault/index.ts";
import { folderOfTest } from "../support/folder.ts";
import { vaultAt } from "../vault/support.ts";
import { contextOf, donationJson, fileOf } from "./support.ts";

/** nothing looks like a wrong unit */
const NONE = { above_clamp: 0, ten_times_middle: 0 };

const context = contextOf();
const good = JSON.stringify(donationJson());

async function run(file: string, vault: Vault, o: Partial<BulkOptions> = {}) {
  const rejects: Reject[] = [];
  const result = await donateLines(file, { vault, context, onReject: (reject) => rejects.push(reject), ...o });
  return { result, rejects };
}

test("valid donations are kept, each refused one is told by file, line, field, bound and value", async () => {
  const negative = JSON.stringify(donationJson({ reading: { value: -5 } }));
  const vault = vaultAt();
  const file = fileOf(`${good}\n{"a":\n${negative}\n${good}\n`);
  const { result, rejects } = await run(file, vault);
  expect(result).toEqual({ accepted: 2, rejected: 2, repeated: 0, dropped: 0, unusual: NONE });
  expect(rejects).toEqual([
    { file, line: 2, field: "", reason: expect.stringContaining("one JSON value") },
    { file, line: 3, field: "/readings/0/value", reason: expect.stringContaining("got -5") },
  ]);
  expect(vault.status().active).toBe(2);
});

test("a byte order mark, CRLF, blank lines and a last line without its end are read; lines keep their numbers", async () => {
  const { result, rejects } = await run(fileOf(`\uFEFF${good}\r\n\r\n  \n${good}\r\n[]\n${good}`), vaultAt());
  expect(result).toMatchObject({ accepted: 3, rejected: 1 });
  expect(rejects[0]?.line).toBe(5);
});

test("an empty file donates nothing", async () => {
  expect((await run(fileOf(""), vaultAt())).result).toEqual({ accepted: 0, rejected: 0, repeated: 0, dropped: 0, unusual: NONE });
});

test("a line that is too long, and one that is no UTF-8, are refused; the next is read", async () => {
  const long = `{"x":"${"y".repeat(3 * 1_048_576)}"}`;
  const bytes = Buffer.concat([Buffer.from(`${long}\n`), Buffer.from([0x22, 0xff, 0x22, 0x0a]), Buffer.from(good)]);
  const { result, rejects } = await run(fileOf(bytes), vaultAt());
  expect(result).toMatchObject({ accepted: 1, rejected: 2 });
  expect(rejects.map(({ line, reason }) => [line, reason])).toEqual([
    [1, "a line must have at most 1048576 bytes"],
    [2, "the text must be UTF-8"],
  ]);
});

test("two equal lines are two households; the same file again donates nothing", async () => {
  const vault = vaultAt();
  const file = fileOf(`${good}\n${good}\n`);
  expect((await run(file, vault)).result).toMatchObject({ accepted: 2, repeated: 0 });
  expect((await run(file, vault)).result).toMatchObject({ accepted: 0, repeated: 2 });
  expect((await run(fileOf(`${good}\n`), vault)).result).toMatchObject({ accepted: 1 });
});

test("what no measure in use needs is dropped and counted", async () => {
  const line = JSON.stringify(donationJson({ household: { tenure: "owner" } }));
  expect((await run(fileOf(line), vaultAt())).result).toEqual({
    accepted: 1,
    rejected: 0,
    repeated: 0,
    dropped: 1,
    unusual: NONE,
  });
});

const lines = (n: number) => Array.from({ length: n }, () => good).join("\n");
const secretsIn = (path: string) => readFileSync(path, "utf8").split("\n").slice(0, -1);

/** A run that ends, as in a crash, after the receipts of the given commit were synced and before it is committed. */
async function crash(file: string, vault: Vault, path: string, atCommit: number): Promise<void> {
  const receipts = openReceipts(path, BULK_BATCH);
  let commits = 0;
  const dying: BulkOptions["receipts"] = {
    add: (results) => {
      receipts.add(results);
      commits += 1;
      if (commits === atCommit) throw new Error("killed");
    },
    close: receipts.close,
  };
  await expect(donateLines(file, { vault, context, receipts: dying })).rejects.toThrow("killed");
  receipts.close();
}

test.each([1, 2, 3])(
  "a run killed before commit %i and repeated donates nothing twice and leaves each secret once",
  async (atCommit) => {
    const path = join(folderOfTest(), "receipts");
    const file = fileOf(lines(2500));
    const vault = vaultAt();
    await crash(file, vault, path, atCommit);
    expect(vault.status().active).toBe((atCommit - 1) * BULK_BATCH);
    await crash(file, vault, path, 1);
    const receipts = openReceipts(path, BULK_BATCH);
    const { result } = await run(file, vault, { receipts });
    receipts.close();
    expect(result.accepted + result.repeated).toBe(2500);
    const secrets = secretsIn(path);
    expect(secrets).toHaveLength(2500);
    expect(new Set(secrets).size).toBe(2500);
    for (const secret of secrets) vault.pause(secret);
    expect(vault.status()).toMatchObject({ active: 0, paused: 2500 });
  },
);

test.each([1, 20, 43, 44, 60])("a receipts file torn %i bytes before its end is mended by the repeated run", async (torn) => {
  const path = join(folderOfTest(), "receipts");
  const file = fileOf(lines(30));
  const vault = vaultAt();
  await crash(file, vault, path, 1);
  truncateSync(path, statSync(path).size - torn);
  const receipts = openReceipts(path, BULK_BATCH);
  await run(file, vault, { receipts });
  receipts.close();
  const secrets = secretsIn(path);
  expect(secrets).toHaveLength(30);
  for (const secret of new Set(secrets)) vault.pause(secret);
  expect(vault.status()).toMatchObject({ active: 0, paused: 30 });
});

test("receipts are added behind what the file holds, and only its owner may read them", async () => {
  const path = join(folderOfTest(), "receipts");
  for (const [i, held] of [2, 3].entries()) {
    const receipts = openReceipts(path, BULK_BATCH);
    await run(fileOf(lines(held)), vaultAt(), { receipts });
    receipts.close();
    expect(secretsIn(path)).toHaveLength(i === 0 ? 2 : 5);
  }
  // A file with anything else behind its keys stays as it is.
  for (const note of ["a note of the operator's that is not a receipt, without a line end", "another\n"]) {
    const other = join(folderOfTest(), "other");
    appendFileSync(other, `${secretsIn(path).join("\n")}\n${note}`);
    const before = readFileSync(other, "utf8");
    expect(() => openReceipts(other, BULK_BATCH)).toThrow(expect.objectContaining({ code: "file-in-the-way" }));
    expect(readFileSync(other, "utf8")).toBe(before);
  }
  const fresh = join(folderOfTest(), "receipts");
  openReceipts(fresh, BULK_BATCH).close();
  expect(statSync(fresh).mode & 0o077).toBe(0);
});

test("rejects are written as NDJSON, anew in each run", async () => {
  const path = join(folderOfTest(), "rejects.ndjson");
  const file = fileOf("[]\n");
  for (const _ of [1, 2]) {
    const rejects = openRejects(path);
    await run(file, vaultAt(), { onReject: rejects.add });
    rejects.close();
  }
  expect(
    readFileSync(path, "utf8")
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line)),
  ).toEqual([{ file, line: 1, field: "", reason: expect.stringContaining("must be an object") }]);
});
