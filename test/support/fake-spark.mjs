#!/usr/bin/env node
/**
 * Stands in for `spark-sql`, where a test is about what this house does before and after it: it opens what was handed over as Spark
 * does, makes the partial sums of the script's own steps with DuckDB, and seals them. Where the file `mode` beside `bin/` says `stalls`, it
 * waits for ever, as a cluster without workers does.
 */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { openDuck } from "../../dist/storage/duckdb/index.js";

const home = dirname(dirname(process.argv[1]));
const mode = readFileSync(join(home, "mode"), "utf8").trim();
const key = Buffer.from(process.env.VOISINAGE_KEY, "hex");
const script = readFileSync(process.argv[process.argv.indexOf("-f") + 1], "utf8");
const [households, partials, receipt] = [...script.matchAll(/'file:\/\/([^']+)'/g)].map(([, path]) => path);
const run = /'(voisinage-[^/]+)\/households\/'/.exec(script)[1];

function open(sealed, place) {
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12)).setAAD(Buffer.from(place));
  decipher.setAuthTag(sealed.subarray(-16));
  return decipher.update(sealed.subarray(12, -16), undefined, "utf8") + decipher.final("utf8");
}

function seal(text, place) {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(place));
  return Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
}

const handed = readdirSync(households).flatMap((file) =>
  readFileSync(join(households, file), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(open(Buffer.from(line, "base64"), `${run}/households/${file}`))),
);
appendFileSync(join(home, "calls"), `${process.pid}\n`);

/** The script's own steps and public tables, over tables that are loaded as its views read them. */
async function sums() {
  const duck = await openDuck();
  const lists = [...script.matchAll(/array\(([^)]*)\)\[CAST/g)].map(([, list]) =>
    list.split(", ").map((one) => one.slice(1, -1)),
  );
  const attributes = [...script.matchAll(/one\.t\[\d+\] AS (\w+)/g)].map(([, name]) => name);
  const amounts = [...script.matchAll(/coalesce\(get\(given, \d+\), -1L\) AS (\w+)/g)].map(([, name]) => name);
  const whole = (...names) => names.map((name) => ({ name, type: "BIGINT" }));
  const texts = (...names) => names.map((name) => ({ name, type: "VARCHAR" }));
  const [homes, given] = await duck.loaders([
    { table: "households", columns: [...whole("household", "shard"), ...texts("area", ...attributes)] },
    { table: "donated", columns: [...whole("household"), ...texts("domain", "measure"), ...whole(...amounts)] },
  ]);
  for (const { h, a, t, r } of handed) {
    homes.add(BigInt(h), 0n, a, ...t);
    for (const [measure, ...own] of r)
      given.add(BigInt(h), lists[0][measure], lists[1][measure], ...amounts.map((_, i) => BigInt(own[i] ?? -1)));
  }
  homes.end();
  given.end();
  for (const statement of script.split("\n;\n"))
    if (/^CREATE TEMPORARY VIEW (?!handed|households|donated)/.test(statement))
      await duck.run(statement.replace(/\b(\d+)L\b/g, "$1::BIGINT"));
  const rows = await duck.rows("SELECT shard, stream, leaf, class, bin, households, centred FROM partials");
  duck.close();
  return rows;
}

async function write(folder, blobs) {
  mkdirSync(folder);
  const duck = await openDuck({ folders: [folder] });
  const list = blobs.map((blob) => `(from_base64('${blob.toString("base64")}'))`).join(", ");
  await duck.run(
    `COPY (SELECT * FROM (VALUES ${list}) AS given(sealed)) TO '${join(folder, "part-00000.parquet")}' (FORMAT parquet)`,
  );
  duck.close();
  writeFileSync(join(folder, "_SUCCESS"), "");
}

const rows = await sums();
if (mode === "stalls") for (;;) await new Promise((resolve) => setTimeout(resolve, 1000));
const total = (name) => rows.reduce((all, row) => all + row[name], 0n);
const counts = {
  rows: handed.length,
  households: new Set(handed.map(({ h }) => h)).size,
  first: 0,
  last: handed.length - 1,
  measures: handed.reduce((all, { r }) => all + r.length, 0),
  amounts: total("households"),
  centred: total("centred"),
  partials: rows.length,
};
const checks = [...script.matchAll(/^-- promise:/gm)].map(() => 0);
const told = { ...Object.fromEntries(Object.entries(counts).map(([name, value]) => [name, String(value)])), checks };
const sealed = rows.map((row) => seal(JSON.stringify(Object.values(row).map(String)), `${run}/partials`));
await write(partials, sealed);
await write(receipt, [seal(JSON.stringify(told), `${run}/receipt`)]);
process.stdout.write("voisinage done\n");
