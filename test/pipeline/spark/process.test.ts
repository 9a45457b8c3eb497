import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runSpark, sparkProgram } from "../../../src/pipeline/spark/process.ts";
import { inFolder } from "../../support/folder.ts";

const KEY = "0f".repeat(32);

/** Runs a script of the shell in Spark's stead. @returns what it was refused with, or null, and what it saw */
function run(lines: string, stallMinutes = 1, handedBytes = 1) {
  return inFolder(async (folder) => {
    const program = join(folder, "spark-sql");
    writeFileSync(
      program,
      `#!/bin/sh\necho "$@" > args; echo "$VOISINAGE_KEY" > key; echo "$SPARK_SUBMIT_OPTS" > options; pwd > place\n${lines}\n`,
    );
    chmodSync(program, 0o700);
    const fault = await runSpark({
      program,
      master: "local[1]",
      stallMinutes,
      script: "run.sql",
      folder,
      key: KEY,
      handedBytes,
    }).then(
      () => null,
      ({ code, message }) => `${code}: ${message}`,
    );
    const seen = (name: string) => readFileSync(join(folder, name), "utf8").trim();
    return { fault, folder, args: seen("args"), key: seen("key"), options: seen("options"), place: seen("place") };
  });
}

test("Spark is called with what a site may not change; the key is in its environment and in no argument", async () => {
  const { fault, folder, args, key, options, place } = await run("echo voisinage done");
  expect(fault).toBeNull();
  expect(args).toMatch(/^--master local\[1\] --conf spark\.authenticate=true .* -f run\.sql$/);
  for (const setting of [
    "network.crypto.enabled=true",
    "io.encryption.enabled=true",
    "io.encryption.keySizeBits=256",
    "eventLog.enabled=false",
    "ui.enabled=false",
    "sql.catalogImplementation=in-memory",
    "hadoop.mapreduce.fileoutputcommitter.algorithm.version=1",
    `local.dir=${folder}`,
  ])
    expect(args).toContain(`--conf spark.${setting} `);
  expect(key).toBe(KEY);
  expect(args).not.toContain(KEY);
  // A secret on a command line is everybody's; another file of defaults would replace the site's.
  expect(args).not.toMatch(/secret|properties-file|deploy-mode/);
  expect(options).toBe(`-Djava.io.tmpdir=${folder}`);
  expect(place).toBe(folder);
});

test.each([
  [0, 4],
  [128e6, 4],
  [128e6 + 1, 5],
  [64e9, 2000],
  [315e9, 2000],
])("%d bytes are joined and grouped in %d parts, whatever Spark's default is", async (bytes, parts) => {
  expect((await run("echo voisinage done", 1, bytes)).args).toContain(`--conf spark.sql.shuffle.partitions=${parts} `);
});

test.each([
  // Only the class of an error is reported, and no value of its text.
  [
    'echo "[CAST_OVERFLOW] The value 897200BD of 693880102 cannot be cast" >&2; exit 1',
    "engine-failed: Spark ended with 1 (CAST_OVERFLOW) before the sums were made. Nothing was drawn",
  ],
  [
    'echo "Caused by: java.io.IOException: No space left: /mnt/897200" >&2; exit 1',
    "engine-failed: Spark ended with 1 (java.io.IOException) before the sums were made. Nothing was drawn",
  ],
  ["exit 3", "engine-failed: Spark ended with 3 before the sums were made. Nothing was drawn"],
  [
    "exit 52",
    "engine-failed: Spark ran out of memory before the sums were made: spark.driver.memory, or spark.executor.memory. Nothing was drawn",
  ],
  ["kill -9 $$", "engine-failed: Spark was killed before the sums were made. Nothing was drawn"],
  ["echo voisinage done; echo more", "engine-failed: Spark ended with 0 before the sums were made. Nothing was drawn"],
  ["echo voisinage done; exit 1", "engine-failed: Spark ended with 1 before the sums were made. Nothing was drawn"],
  [
    'echo "[INVALID_PARAMETER_VALUE.AES_CRYPTO_ERROR] 897200" >&2; exit 1',
    "exchange-damaged: Spark found something in the exchange that this run did not seal. Nothing was drawn",
  ],
])("%s", async (lines, said) => {
  expect((await run(lines)).fault).toBe(said);
});

test("a cluster that answers nothing is ended, however much it says; one that goes on is waited for", async () => {
  const says = (bar: string) =>
    `printf '\\r[Stage 0:>   ${bar} / 4]' >&2; echo "WARN: Initial job has not accepted any resources" >&2`;
  const waits = await run(`while true; do ${says("(0 + 0)")}; sleep .1; done`, 0.01);
  expect(waits.fault).toMatch(/^engine-failed: Spark made no progress for 0\.01 minutes, and was ended: has local\[1\] workers/);
  // 1.6 s by steps of .2 s, where 1.2 s without one would be the end.
  const goes = await run(
    `for i in 1 2 3 4 5 6 7 8; do ${says("($i + 1)").replace("'\\r", '"\\r').replace("4]'", '4]"')}; sleep .2; done; echo voisinage done`,
    0.02,
  );
  expect(goes.fault).toBeNull();
});

test("no Spark is said before anything else", () =>
  inFolder(async (folder) => {
    expect(() => sparkProgram(folder)).toThrow(
      /there is no spark-sql in .*: SPARK_HOME must be the folder of a Spark of 3\.5 or later/,
    );
  }));
