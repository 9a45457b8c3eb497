import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { homePaths } from "../../src/commons/home.ts";
import { defaultKeyFile, ledgerAuthenticator, readKey, witnessFile } from "../../src/commons/key.ts";
import { openOperatedCommons } from "../../src/commons/open.ts";
import type { OperatedCommons } from "../../src/commons/types.ts";
import { parsePeriod } from "../../src/contract/period.ts";
import type { Release } from "../../src/index.ts";
import { openLedger } from "../../src/ledger/index.ts";
import { planPublication, yearTerms } from "../../src/pipeline/index.ts";
import { verifyRelease } from "../../src/verify/index.ts";
import { donation, writeTerritory } from "../support/commons.ts";
import { inFolder } from "../support/folder.ts";
import { gridTerritory } from "../support/territory.ts";

const clock = () => new Date("2026-06-01T00:00:00Z");

interface Restored {
  readonly home: string;
  readonly backup: string;
  readonly witness: string;
  /** what was published since the backup was made */
  readonly lost: Release;
  /** what it had cost by then */
  readonly spent: Awaited<ReturnType<OperatedCommons["ledger"]>>;
  /** opens the home, with what it has to say */
  readonly open: () => Promise<{ commons: OperatedCommons; said: string[] }>;
}

/** A home with a publication, a backup of it, and another publication; then the backup is put back. */
function restored(
  o: { releases: "kept" | "restored"; witness: "kept" | "lost" },
  work: (restored: Restored) => Promise<void>,
): Promise<void> {
  return inFolder(async (folder) => {
    const [home, backup] = [join(folder, "home"), join(folder, "backup")];
    const witness = witnessFile(defaultKeyFile(home));
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    const open = async () => {
      const said: string[] = [];
      return { said, commons: await openOperatedCommons({ home, clock, notice: (line) => said.push(line) }) };
    };
    const commons = await openOperatedCommons({ home, territory, settings: { measures: ["water.volume"] }, clock });
    await commons.donate(donation("m0l0", 9));
    await commons.release("2025-01");
    await commons.close();
    cpSync(home, backup, { recursive: true });
    const { commons: later } = await open();
    const lost = await later.release("2025-02");
    const spent = await later.ledger();
    await later.close();

    const { releases } = homePaths(home);
    if (o.releases === "kept") cpSync(releases, homePaths(backup).releases, { recursive: true });
    rmSync(home, { recursive: true });
    cpSync(backup, home, { recursive: true });
    if (o.witness === "lost") rmSync(witness);
    await work({ home, backup, witness, lost, spent, open });
  });
}

const known = [
  { releases: "restored", witness: "kept" },
  { releases: "kept", witness: "lost" },
  { releases: "kept", witness: "kept" },
] as const;

test.each(known)(
  "what a restored home forgot is taken over and said, and counts as spent: releases $releases, witness $witness",
  (o) =>
    restored(o, async ({ home, spent, open }) => {
      const { commons, said } = await open();
      const lost = o.witness === "lost";
      expect(said).toEqual([
        expect.stringMatching(
          lost
            ? /^this ledger was older than release 2025-02: 2 entries that it did not know \(2025-02\) are taken over, and count as spent$/
            : /^this ledger was older than .*\.key\.ledger: 3 entries that it did not know \(2025-02\) are taken over, and count as spent$/,
        ),
        ...(lost ? [expect.stringMatching(/^nothing can be published: .* has none of the 8 entries of this ledger/)] : []),
      ]);
      // That 2025-02 was released no release says of itself: it is said again, in the same words, once the ledger takes an entry.
      expect((await commons.ledger()).entries).toEqual(lost ? spent.entries.slice(0, -1) : spent.entries);
      if (lost) {
        await expect(commons.release("2025-03")).rejects.toMatchObject({ code: "ledger-broken" });
        expect(await commons.renewWitness()).toEqual([]);
      }
      const next = await commons.release("2025-03");
      // The chain goes on from what was published: nothing in it was written again.
      const { entries } = await commons.ledger();
      expect(entries.slice(0, spent.entries.length)).toEqual(spent.entries);
      expect(next.manifest.privacy.year.epsilon).toBeGreaterThan(spent.epsilon);
      await commons.close();
      expect(await verifyRelease(join(homePaths(home).releases, "2025-03"))).toEqual([]);
      const again = await open();
      expect(again.said).toEqual([]);
      await again.commons.close();
    }),
);

test("a publication whose draw went with the backup is returned as it is where its folder is", () =>
  restored({ releases: "kept", witness: "kept" }, async ({ lost, spent, open }) => {
    const { commons } = await open();
    expect((await commons.release("2025-02")).observations).toEqual(lost.observations);
    expect(await commons.ledger()).toEqual(spent);
    await commons.close();
  }));

test("where its folder is gone too it is never drawn again, until the folder is put back", () =>
  restored({ releases: "restored", witness: "kept" }, async ({ home, spent, open }) => {
    const { commons } = await open();
    const refused = {
      code: "draw-lost",
      message: expect.stringMatching(/2025-02 was drawn on 2026-06-01.*releases\/2025-02 back from a copy/),
    };
    await expect(commons.release("2025-02")).rejects.toMatchObject(refused);
    await expect(commons.release("2025-02")).rejects.toMatchObject(refused);
    expect(await commons.ledger()).toEqual(spent);
    expect(existsSync(join(homePaths(home).releases, "2025-02"))).toBe(false);
    await commons.close();
  }));

test("what no record knows is the operator's to say: the year is counted as spent, and nothing more is drawn of it", () =>
  restored({ releases: "restored", witness: "lost" }, async ({ open }) => {
    const { commons, said } = await open();
    expect(said).toEqual([expect.stringMatching(/^nothing can be published: .* has none of the 6 entries of this ledger/)]);
    // It was drawn, and this home does not know it: a second draw would be a second look at the same households.
    await expect(commons.release("2025-02")).rejects.toMatchObject({ code: "ledger-broken" });
    expect((await commons.ledger()).entries.length).toBe(6);
    await expect(commons.assumeSpent(2027)).rejects.toMatchObject({
      code: "future-period",
      message: "2027 has not begun on 2026-06-01",
    });
    await commons.assumeSpent(2025);
    await commons.assumeSpent(2024);
    await expect(commons.release("2026-01")).rejects.toMatchObject({ code: "ledger-broken" });
    await commons.renewWitness();
    for (const period of ["2025-02", "2025-03", "2024-05"])
      await expect(commons.release(period)).rejects.toMatchObject({ code: "budget-exceeded" });
    const { year, epsilon, entries } = await commons.ledger();
    expect([year, entries.filter((entry) => entry.kind === "assumed").map((entry) => entry.year)]).toEqual([2024, [2025, 2024]]);
    expect(epsilon).toBeGreaterThan(3.99);
    await commons.release("2026-01");
    await commons.close();
  }));

test("of two copies of a home that both published neither goes on, until one counts what the other spent; rights are served", () =>
  restored({ releases: "restored", witness: "kept" }, async ({ home, witness, open }) => {
    // Elsewhere, where the witness is of the backup's day, the copy publishes on its own.
    cpSync(witness, `${witness}.newest`);
    writeFileSync(witness, readFileSync(witness, "utf8").split("\n").slice(0, 6).concat("").join("\n"));
    const first = (await open()).commons;
    await first.release("2025-04");
    await first.close();
    cpSync(`${witness}.newest`, witness);
    const { commons, said } = await open();
    expect(said).toEqual([
      expect.stringMatching(/^nothing can be published: entry 7 is another one in .*: two copies of this home have published/),
    ]);
    const { receipt } = await commons.donate(donation("m0l0", 9));
    await commons.withdraw(receipt);
    await expect(commons.release("2025-05")).rejects.toMatchObject({ code: "ledger-broken" });
    expect(await commons.renewWitness()).toEqual([{ year: 2025, over: false }]);
    await expect(commons.release("2025-05")).rejects.toMatchObject({ code: "budget-exceeded" });
    const next = await commons.release("2026-01");
    expect(next.manifest.privacy.lifetime.epsilon).toBeGreaterThan(4);
    await commons.close();
    expect(existsSync(join(homePaths(home).releases, "2025-04"))).toBe(true);
    expect(await verifyRelease(join(homePaths(home).releases, "2026-01"))).toEqual([]);
    expect((await open()).said).toEqual([]);
  }));

test("a debit without a draw is drawn by the run that goes on; once its year was counted as spent, by none", () =>
  restored({ releases: "restored", witness: "lost" }, async ({ home, open }) => {
    const id = readFileSync(homePaths(home).id, "utf8").trim();
    const db = openLedger({
      path: homePaths(home).ledger,
      clock,
      commons: id,
      authenticate: ledgerAuthenticator(readKey(defaultKeyFile(home)), id),
    });
    const { commons } = await open();
    const { plan, territorySha256 } = commons.terms(2025);
    const publication = planPublication(plan, parsePeriod("2025-02"));
    const charges = new Map(publication.measures.map((measure) => [measure.measure.key, measure.cost]));
    db.debit({ ...yearTerms(plan, territorySha256), year: 2025, publication: "2025-02", charges });
    db.close();
    await commons.assumeSpent(2025);
    await commons.renewWitness();
    await expect(commons.release("2025-02")).rejects.toMatchObject({ code: "draw-lost" });
    expect((await commons.ledger()).entries.some((entry) => entry.kind === "drawn" && entry.publication === "2025-02")).toBe(
      false,
    );
    await commons.close();
  }));

test("a release of somebody else beside the ledger is said, publishes nothing, and does not stand in the way of a withdrawal", () =>
  restored({ releases: "restored", witness: "kept" }, async ({ open, home }) => {
    await inFolder(async (folder) => {
      const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
      const other = await openOperatedCommons({
        home: join(folder, "home"),
        territory,
        settings: { measures: ["gas.energy"] },
        clock,
      });
      await other.release("2025-07");
      await other.close();
      cpSync(join(homePaths(join(folder, "home")).releases, "2025-07"), join(homePaths(home).releases, "2025-07"), {
        recursive: true,
      });
    });
    const { commons, said } = await open();
    expect(said.at(-1)).toMatch(/release 2025-07 does not fit this ledger: entry 1 is another one/);
    const { receipt } = await commons.donate(donation("m0l0", 9));
    await commons.withdraw(receipt);
    // It is not given out as this home's own either.
    for (const period of ["2025-08", "2025-07"])
      await expect(commons.release(period)).rejects.toMatchObject({
        code: "ledger-broken",
        message: expect.stringContaining("take the folder releases/2025-07 away"),
      });
    await commons.close();
  }));

test("a release whose report is damaged is not taken over, and stops the next publication, not a withdrawal", () =>
  restored({ releases: "kept", witness: "lost" }, async ({ open, home, spent }) => {
    const report = join(homePaths(home).releases, "2025-02", "privacy.json");
    writeFileSync(report, "{}");
    const { commons } = await open();
    expect((await commons.ledger()).entries.length).toBe(spent.entries.length - 3);
    const { receipt } = await commons.donate(donation("m0l0", 9));
    await commons.withdraw(receipt);
    await expect(commons.release("2025-03")).rejects.toMatchObject({
      code: "ledger-broken",
      message: expect.stringContaining("2025-02"),
    });
    await commons.close();
  }));

test("two commons under one key have nothing to do with each other's ledger", () =>
  inFolder(async (folder) => {
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    const key = join(folder, "operator.key");
    for (const name of ["one", "two", "one", "two"]) {
      const commons = await openOperatedCommons({
        home: join(folder, name),
        key,
        territory,
        settings: { measures: ["water.volume"] },
        clock,
      });
      const { entries } = await commons.ledger();
      await commons.release(entries.length === 2 ? "2025-01" : "2025-02");
      await commons.close();
    }
    // A home that is made anew is a new commons, even in the former one's place.
    rmSync(join(folder, "one"), { recursive: true });
    const anew = await openOperatedCommons({
      home: join(folder, "one"),
      key,
      territory,
      settings: { measures: ["water.volume"] },
      clock,
    });
    expect((await anew.ledger()).entries.map(({ kind }) => kind)).toEqual(["key", "terms"]);
    await anew.close();
  }));
