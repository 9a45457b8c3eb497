import { cpSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { homePaths } from "../../src/commons/home.ts";
import { recover } from "../../src/commons/recover.ts";
import type { OperatedCommons } from "../../src/commons/types.ts";
import { openLedger, witnessAt } from "../../src/ledger/index.ts";
import { type BackedUpHome, give, SETTINGS, withBackedUpHome } from "../support/backed-up.ts";
import { inFolder } from "../support/folder.ts";
import { authenticate, debitOf, paid } from "../support/ledger.ts";

// What a home that was put back does not know may have been published. Nothing but counting the year as spent ends that doubt.

const refuses = async (commons: OperatedCommons, period = "2025-02") =>
  expect(commons.release(period)).rejects.toMatchObject({
    code: "ledger-broken",
    message: expect.stringMatching(/is not known.*--assume-spent/),
  });

const forgetLedger = (home: string) => {
  for (const suffix of ["", "-wal", "-shm"]) rmSync(`${homePaths(home).ledger}${suffix}`, { force: true });
};

/** A home that published 2025-02 and was put back from what lay there before, witness included. */
async function putBack({ home, within, backup, restore }: BackedUpHome): Promise<void> {
  await within((commons) => give(commons));
  await backup();
  const old = readFileSync(`${home}.key.ledger`);
  await within((commons) => commons.release("2025-02"));
  rmSync(home, { recursive: true });
  writeFileSync(`${home}.key.ledger`, old);
  expect(await restore()).toMatchObject({ adopted: 0, doubtedYear: 2026 });
}

test("a ledger that is made anew from its witness knows that the home was put back", () =>
  withBackedUpHome(async (place) => {
    await putBack(place);
    forgetLedger(place.home);
    expect(await place.check(true)).toMatchObject({ faults: [], remade: 2 });
    await place.within((commons) => refuses(commons));
  }));

test("a witness that is written anew keeps the doubt; the year counted as spent ends it", () =>
  withBackedUpHome(async (place) => {
    await putBack(place);
    await place.within((commons) => commons.renewWitness());
    forgetLedger(place.home);
    await place.check(true);
    await place.within(async (commons) => {
      await refuses(commons);
      await commons.assumeSpent(2025);
      await expect(commons.release("2025-02")).rejects.toMatchObject({ code: "budget-exceeded" });
    });
  }));

test.each(["damaged", "gone"])("a second restore does not forget the first one's doubt: the former ledger is %s", (how) =>
  withBackedUpHome(async (place) => {
    await putBack(place);
    // An entry that the witness gets after it was put back does not make it the newest one.
    await place.within((commons) => commons.change({ from: 2028, settings: { ...SETTINGS, k: 12 } }));
    if (how === "gone") rmSync(place.home, { recursive: true });
    else truncateSync(homePaths(place.home).ledger, 5000);
    expect(await place.restore()).toMatchObject({ doubtedYear: 2026 });
    await place.within((commons) => refuses(commons));
  }),
);

test("a public log that is one entry ahead of the witness shows that the witness is old, restored or put back by hand", () =>
  withBackedUpHome(async ({ home, within, backup, restore, folder }) => {
    await within((commons) => give(commons));
    await backup();
    const old = readFileSync(`${home}.key.ledger`);
    cpSync(home, join(folder, "copy"), { recursive: true });
    await within((commons) => commons.change({ from: 2028, settings: { ...SETTINGS, k: 12 } }));
    const log = readFileSync(homePaths(home).log);
    await within((commons) => commons.release("2025-02"));
    for (const how of ["restored", "by hand"]) {
      rmSync(home, { recursive: true });
      cpSync(join(folder, "copy"), home, { recursive: true });
      writeFileSync(`${home}.key.ledger`, old);
      writeFileSync(homePaths(home).log, log);
      if (how === "restored") expect(await restore()).toMatchObject({ adopted: 1, doubtedYear: 2026 });
      const said = await within((commons) => refuses(commons));
      if (how === "by hand") expect(said.join("\n")).toMatch(/lacks entries that are public already/);
      // Opened again, it is not forgotten.
      await within((commons) => refuses(commons));
    }
  }));

test("an entry that another process adds while a home is opened is no sign of an old witness", () =>
  inFolder(async (folder) => {
    const clock = () => new Date("2026-02-01T00:00:00Z");
    const opened = () => {
      const witness = witnessAt(join(folder, "key.ledger"), "0".repeat(32));
      const path = join(folder, "ledger.sqlite");
      return { witness, ledger: openLedger({ path, clock, commons: "0".repeat(32), witness, authenticate }) };
    };
    const [mine, theirs] = [opened(), opened()];
    mine.witness.renew([]);
    const chains = async () => {
      theirs.ledger.debit(debitOf("2025-03", { "water.volume": paid(10, 1) }));
      return [];
    };
    const { ledger, witness } = mine;
    expect(await recover({ ledger, witness, shelf: { chains }, log: null, signers: [], notice: () => undefined, clock })).toBe(
      true,
    );
    expect([ledger.entries().length, ledger.doubts()]).toEqual([2, []]);
    for (const one of [mine, theirs]) one.ledger.close();
  }));
