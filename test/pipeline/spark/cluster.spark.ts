import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inFolder } from "../../support/folder.ts";
import { exactOf, households, SPARK_HOME, startCluster } from "../../support/spark/spark.ts";

/** Files of blocks below a worker's folder. */
const blocks = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /rdd_\d+_\d+$/.test(name));

test("a worker is killed in the middle: the sums are those of DuckDB, and nothing is left", () =>
  inFolder(async (folder) => {
    const exchange = join(folder, "exchange");
    mkdirSync(exchange);
    const cluster = await startCluster(folder, 2);
    try {
      const [first] = cluster.workers as [(typeof cluster.workers)[number]];
      const running = exactOf(households(3000), { home: SPARK_HOME, master: cluster.master, exchange, stallMinutes: 15 });
      let over = false;
      running.then(
        () => (over = true),
        () => (over = true),
      );
      // It holds a part of what was made so far.
      while (blocks(first.folder).length === 0 && !over) await new Promise((resolve) => setTimeout(resolve, 50));
      expect(over).toBe(false);
      await first.kill();
      expect(await running).toEqual(await exactOf(households(3000)));
      expect(readdirSync(exchange)).toEqual([]);
    } finally {
      await cluster.stop();
    }
  }));

test("a cluster without workers is waited for as long as was said, and refused", () =>
  inFolder(async (folder) => {
    const exchange = join(folder, "exchange");
    mkdirSync(exchange);
    const cluster = await startCluster(folder, 0);
    try {
      const waiting = exactOf(households(50), { home: SPARK_HOME, master: cluster.master, exchange, stallMinutes: 0.7 });
      await expect(waiting).rejects.toMatchObject({
        code: "engine-failed",
        message: expect.stringContaining("has spark://127.0.0.1:"),
      });
      expect(readdirSync(exchange)).toEqual([]);
    } finally {
      await cluster.stop();
    }
  }));
