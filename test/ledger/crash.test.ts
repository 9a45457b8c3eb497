import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { homePaths } from "../../src/commons/home.ts";
import { openCommons } from "../../src/index.ts";
import { verifyRelease } from "../../src/release/index.ts";
import { inFolder } from "../support/cli.ts";
import { donation, writeTerritory } from "../support/commons.ts";
import { memoryLedger } from "../support/ledger.ts";
import { gridTerritory } from "../support/territory.ts";

const CHILD = fileURLToPath(new URL("../support/crash-child.mjs", import.meta.url));
const PERIOD = "2025";

/** A home with 240 households, before its first publication. */
async function withHome(work: (home: string, key: string) => Promise<void>): Promise<void> {
  await inFolder(async (folder) => {
    const home = join(folder, "home");
    const key = join(folder, "operator.key");
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    const commons = await openCommons({ home, key, territory, settings: { measures: ["water.volume"] } });
    for (let i = 0; i < 240; i++) await commons.donate(donation(`m${i % 2}l${i % 3 === 0 ? 0 : 1}`, 5 + (i % 10)));
    await commons.close();
    await work(home, key);
  });
}

async function publishAndDie(home: string, key: string, moment: string): Promise<void> {
  const child = spawn(process.execPath, [CHILD, home, key, PERIOD, moment], { stdio: ["ignore", "inherit", "inherit"] });
  const [, signal] = await once(child, "exit");
  expect(signal).toBe("SIGKILL");
}

/** What the ledger's file says, read by another process than the one that wrote it. */
function inLedger(home: string) {
  const ledger = memoryLedger(homePaths(home).ledger);
  try {
    const stored = ledger.stored(PERIOD);
    return {
      entries: ledger.entries(),
      payload: stored && Buffer.from(stored.payload).toString("hex"),
      digest: stored?.entry.digest,
    };
  } finally {
    ledger.close();
  }
}

/** Opens the home again and publishes: it must end well, with one debit, one draw, and the cost of one publication. */
async function publishAgain(home: string, key: string): Promise<void> {
  const commons = await openCommons({ home, key });
  try {
    const { manifest } = await commons.release(PERIOD);
    expect(inLedger(home).entries.map((entry) => entry.kind)).toEqual(["debit", "drawn"]);
    expect(manifest.privacy.year).toEqual(manifest.privacy.this_release);
    expect((await commons.ledger()).epsilon).toBe(manifest.privacy.this_release.epsilon);
    expect(manifest.ledger_head).toBe(inLedger(home).entries.at(-1)?.hash);
    expect(await verifyRelease(join(homePaths(home).releases, PERIOD))).toEqual([]);
  } finally {
    await commons.close();
  }
}

test.each(["reading", "drawing"])(
  "killed between the debit and the draw, while %s: the debit stands and is not paid again",
  (moment) =>
    withHome(async (home, key) => {
      await publishAndDie(home, key, moment);
      const { entries, payload } = inLedger(home);
      expect(entries.map((entry) => entry.kind)).toEqual(["debit"]);
      expect(payload).toBeNull();
      // Again, for good measure: a crash in the second attempt pays no second time either.
      await publishAndDie(home, key, moment);
      expect(inLedger(home).entries).toEqual(entries);
      await publishAgain(home, key);
      expect(inLedger(home).entries[0]).toEqual(entries[0]);
    }),
);

test("killed between the draw and the release: what was drawn is published, not drawn again", () =>
  withHome(async (home, key) => {
    await publishAndDie(home, key, "drawn");
    const before = inLedger(home);
    expect(before.entries.map((entry) => entry.kind)).toEqual(["debit", "drawn"]);
    expect(existsSync(join(homePaths(home).releases, PERIOD))).toBe(false);
    await publishAgain(home, key);
    expect(inLedger(home)).toEqual(before);
    // And once more, now that the release is there.
    await publishAgain(home, key);
    expect(inLedger(home)).toEqual(before);
  }));
