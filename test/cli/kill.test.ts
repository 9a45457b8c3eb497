import { once } from "node:events";
import { createWriteStream, existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { SAMPLE_SETTINGS, SAMPLE_TERRITORY, sampleDonations } from "../../src/cli/sample/index.ts";
import { readTerritory } from "../../src/territory/read.ts";
import { start, until, voisinage } from "../support/cli.ts";
import { inFolder } from "../support/folder.ts";

const HOUSEHOLDS = 6000;

test("a bulk run killed again and again and repeated donates nothing twice and loses nothing", { timeout: 120_000 }, () =>
  inFolder(async (folder) => {
    const home = join(folder, "home");
    const file = join(folder, "donations.ndjson");
    const receipts = join(folder, "receipts");
    const sink = createWriteStream(file);
    const measures = ["water.volume", "electricity.energy", "spending.energy"];
    for (const donation of sampleDonations({
      territory: readTerritory(SAMPLE_TERRITORY),
      measures,
      years: [2025],
      households: HOUSEHOLDS,
    })) {
      sink.write(`${JSON.stringify(donation)}\n`);
    }
    sink.end();
    await once(sink, "finish");
    expect((await voisinage("init", "--home", home, "--territory", SAMPLE_TERRITORY, "--settings", SAMPLE_SETTINGS)).code).toBe(
      0,
    );

    // Killed as soon as the receipts of the first, the third and the fifth batch are on disk: before, in or after its commit.
    for (const batches of [1, 3, 5]) {
      const run = start("donate", "--home", home, "--receipts", receipts, file);
      const ended = once(run, "exit");
      await until(() => existsSync(receipts) && statSync(receipts).size >= batches * 44_000, `${batches} batches`);
      run.kill("SIGKILL");
      expect((await ended)[1]).toBe("SIGKILL");
    }
    const last = await voisinage("donate", "--home", home, "--receipts", receipts, "--json", file);
    const { accepted, repeated, rejected } = JSON.parse(last.out);
    expect({ code: last.code, rejected, all: accepted + repeated }).toEqual({ code: 0, rejected: 0, all: HOUSEHOLDS });
    expect(repeated).toBeGreaterThanOrEqual(4000);

    const secrets = readFileSync(receipts, "latin1").trimEnd().split("\n");
    expect(secrets.length).toBe(HOUSEHOLDS);
    expect(new Set(secrets).size).toBe(HOUSEHOLDS);
    const status = JSON.parse((await voisinage("status", "--home", home, "--json")).out);
    expect(status.contributions).toMatchObject({ active: HOUSEHOLDS, donations: HOUSEHOLDS });
    const shown = await voisinage("show", "--home", home, "--receipt", secrets[4321] as string, "--json");
    expect(JSON.parse(shown.out).readings.length).toBeGreaterThan(0);
  }),
);
