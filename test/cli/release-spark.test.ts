import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test, vi } from "vitest";
import { openOperatedCommons } from "../../src/commons/open.ts";
import { until, voisinage } from "../support/cli.ts";
import { donation, writeTerritory } from "../support/commons.ts";
import { fakeSpark } from "../support/fake-spark.ts";
import { inFolder } from "../support/folder.ts";
import { gridTerritory } from "../support/territory.ts";

const MAIN = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test(
  "a release by Spark that is killed goes on when it is asked for again: one debit, one draw, and nothing left in the exchange",
  { timeout: 180_000 },
  () =>
    inFolder(async (folder) => {
      const home = join(folder, "home");
      const exchange = join(folder, "exchange");
      const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
      const commons = await openOperatedCommons({
        home,
        territory,
        settings: { measures: ["water.volume"], expected_households: 3000 },
      });
      for (let i = 0; i < 40; i++) await commons.donate(donation(`m${i % 2}l0`, 5 + (i % 10)));
      await commons.close();
      const spark = fakeSpark(folder);
      const calls = join(spark.home, "calls");
      const args = ["release", "--home", home, "--period", "2025", "--engine", "spark", "--exchange", exchange];
      const debits = async () => {
        const { entries } = JSON.parse((await voisinage("ledger", "--home", home, "--json")).out);
        return entries.map(({ kind }: { kind: string }) => kind).filter((kind: string) => kind !== "terms" && kind !== "key");
      };
      vi.stubEnv("SPARK_HOME", join(folder, "nowhere"));
      expect((await voisinage(...args)).err).toContain("there is no spark-sql in");
      vi.stubEnv("SPARK_HOME", spark.home);
      expect((await voisinage(...args)).err).toMatch(/exchange must be a folder that all machines .* \[engine-missing\]/);
      expect(await debits()).toEqual([]);

      mkdirSync(exchange);
      spark.behave("stalls");
      for (const signal of ["SIGTERM", "SIGKILL"] as const) {
        const killed = spawn(process.execPath, [MAIN, ...args], { stdio: "ignore" });
        await until(() => existsSync(calls), "Spark is called");
        killed.kill(signal);
        await once(killed, "exit");
        const pid = Number(readFileSync(calls, "utf8"));
        // Whoever ends the command ends Spark; where it cannot, Spark goes on.
        if (signal === "SIGKILL") process.kill(pid, "SIGKILL");
        else await until(() => !isRunning(pid), "Spark is ended");
        rmSync(calls);
      }
      expect(await debits()).toEqual(["opened", "debit"]);
      expect(readdirSync(exchange)).toEqual([expect.stringMatching(/^voisinage-/)]);

      spark.behave("whole");
      const done = await voisinage(...args);
      expect(done).toMatchObject({ code: 0, err: expect.stringContaining("publishing 2025") });
      expect(await debits()).toEqual(["opened", "debit", "drawn", "released"]);
      expect(readdirSync(exchange)).toEqual([]);
      expect((await voisinage("verify", join(home, "releases/2025"))).code).toBe(0);
    }),
);

test("what Spark needs goes with --engine spark, and sums that could overflow are refused by the public number", () =>
  inFolder(async (folder) => {
    const home = join(folder, "home");
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    const clamps = { "water.volume": { upper: 1e6, source: "made up" } };
    await (await openOperatedCommons({ home, territory, settings: { measures: ["water.volume"], clamps } })).close();
    const release = (...args: string[]) => voisinage("release", "--home", home, "--period", "2025", "--yes", ...args);
    expect(await release("--exchange", folder)).toMatchObject({ code: 2, err: expect.stringContaining("--exchange goes with") });
    const bucket = (url: string) => release("--engine", "spark", "--exchange", folder, "--exchange-url", url);
    for (const url of ["s3a://name:hidden@bucket/x", "s3a://bucket/x?key=hidden", "bucket/hidden", "s3a://bucket/hidden/"]) {
      const { code, err } = await bucket(url);
      expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining("must name a place such as s3a://BUCKET") });
      expect(err).not.toContain("hidden");
    }
    expect(await release("--engine", "spark")).toMatchObject({ code: 2, err: expect.stringContaining("--exchange is needed") });
    const wide = ["--households", "1000000000"];
    const sentence =
      /half a clamp × scale × households must be < 2\^63.*lower clamps\.water\.volume\.upper.*\[sensitivity-overflow\]/;
    expect((await voisinage("plan", "--home", home, "--year", "2025", ...wide)).err).toMatch(sentence);
    vi.stubEnv("SPARK_HOME", fakeSpark(folder).home);
    expect((await release("--engine", "spark", "--exchange", folder, ...wide)).err).toMatch(sentence);
    expect((await voisinage("ledger", "--home", home, "--json")).out).not.toContain('"debit"');
  }));
