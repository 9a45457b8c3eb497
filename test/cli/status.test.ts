import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ledger } from "../../src/cli/verbs/ledger.ts";
import { status } from "../../src/cli/verbs/status.ts";
import { keepNotices, longerBackups } from "../../src/commons/notices.ts";
import { openOperatedCommons } from "../../src/commons/open.ts";
import { copyWarning } from "../../src/contract/public-service.ts";
import type { SettingsInput } from "../../src/index.ts";
import { SILENT } from "../support/cli.ts";
import { stopBeforeDraw, writeTerritory } from "../support/commons.ts";
import { folderOfTest, inFolder } from "../support/folder.ts";
import { gridTerritory } from "../support/territory.ts";
import { factsFor, PUBLIC_SERVICE } from "../texts/support.ts";

/** A year that is over, whatever the day on which the test runs. */
const PAST = new Date().getUTCFullYear() - 1;
const TODAY = new Date().toISOString().slice(0, 10);
const SETTINGS: SettingsInput = {
  measures: ["water.volume"],
  calendar: { whole: "quarter", middle: "never", leaf: "year" },
  // At whole a cell needs some 200 households, at leaf some 30.
  budget: { shares: { levels: { whole: 0.1, middle: 0, leaf: 0.9 } } },
};

function inHome(work: (home: string) => Promise<void>, expected_households?: number): Promise<void> {
  return inFolder(async (folder) => {
    const home = join(folder, "home");
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    const settings = { ...SETTINGS, ...(expected_households === undefined ? {} : { expected_households }) };
    await (await openOperatedCommons({ home, territory, settings })).close();
    await work(home);
  });
}

const run = (verb: typeof status, home: string, options: Record<string, string> = {}) => verb.run({ home, ...options }, SILENT);

test("what is paid for and not published is no more to be paid for; what is due comes by its end", () =>
  inHome(async (home) => {
    const commons = await openOperatedCommons({ home });
    await stopBeforeDraw(commons, `${PAST}-Q2`);
    await commons.close();
    const { json, text } = await run(status, home);
    const { due, pending } = json as { due: string[]; pending: string[] };
    expect(due.filter((id) => id.startsWith(String(PAST)))).toEqual([`${PAST}-Q1`, `${PAST}-Q3`, `${PAST}-Q4`, `${PAST}`]);
    expect(pending).toEqual([`${PAST}-Q2`]);
    expect(text.split(`${PAST}-Q2`)).toHaveLength(2);
    expect(text).toContain(`paid for and not published: ${PAST}-Q2;`);
    const closing = await run(ledger, home, { close: String(PAST) });
    expect(closing.text).toContain(
      `${PAST} is closed; not published, and no more to be: ${PAST}-Q1, ${PAST}-Q3, ${PAST}-Q4, ${PAST}\n`,
    );
    expect((await run(status, home)).text).toContain(` in ${PAST}, closed on ${TODAY}`);
  }, 3000));

test("what is due is what the expectation promises a cell of; without one nothing is, and it is said what to do", () =>
  inHome(async (home) => {
    const due = async (households: number | undefined) => {
      const commons = await openOperatedCommons({ home });
      await commons.change({ settings: { expected_households: households ?? null } });
      await commons.close();
      const { json, text } = await run(status, home);
      const said = json as { due: string[]; unexpected: string[]; expected_households: number | null };
      const ofYear = (ids: readonly string[]) => ids.filter((id) => id.startsWith(String(PAST)));
      return { ...said, due: ofYear(said.due), unexpected: ofYear(said.unexpected), text };
    };
    const quarters = [1, 2, 3, 4].map((q) => `${PAST}-Q${q}`);
    const none = await due(undefined);
    expect(none).toMatchObject({ due: [], unexpected: [...quarters, `${PAST}`], expected_households: null });
    expect(none.text).toMatch(
      /^could be published: nothing\n {2}\d+ periods are over and not listed, because the terms .* states "expected_households"/m,
    );
    expect(none.text).toMatch(/\ncontributions: .*\nto erase: .*\nThese counts of contributions are exact/);
    expect(await due(20)).toMatchObject({ due: [], unexpected: [...quarters, `${PAST}`], expected_households: 20 });
    const some = await due(120);
    expect(some).toMatchObject({ due: [`${PAST}`], unexpected: quarters });
    expect(some.text).toContain("no cell is expected with 120 households");
    const all = await due(3000);
    expect(all).toMatchObject({ due: [...quarters, `${PAST}`], unexpected: [] });
    expect(all.text).not.toContain("no cell is expected");
  }));

test("a year that counts as spent says so, and when, wherever it is asked for", () =>
  inHome(async (home) => {
    const commons = await openOperatedCommons({ home });
    await commons.assumeSpent(PAST);
    await expect(commons.release(`${PAST}-Q1`)).rejects.toMatchObject({
      code: "budget-exceeded",
      message: expect.stringContaining(`${PAST}-Q1: all of the year ${PAST} was counted as spent on ${TODAY}`),
    });
    await commons.close();
    const { text } = await run(status, home);
    expect(text).toMatch(
      new RegExp(`budget: ε = 4\\.000 of 4 in ${PAST}, counted as spent on ${TODAY}, whatever was published\n`),
    );
  }));

test("what the legal notice and the accessibility statement lack is said to the operator, and nothing once it is stated", () =>
  inHome(async (home) => {
    const empty = await run(status, home);
    expect((empty.json as { unstated: string[] }).unstated).toContain("accessibility.audit");
    expect(empty.text).toMatch(
      /not stated in commons\.json, .*: controller\.name, .*dpo, .*thumbprint_at, .*publication\.host, accessibility\.audit/,
    );
    expect(empty.text).toMatch(/warning: the settings do not state .*retention_months, processors: over HTTP/);
    expect(empty.text).toMatch(/warning: .* controller\.name, controller\.contact or contact: the page Contribute asks nobody/);
    expect(empty.text).toMatch(/warning: .* state hosting, transfers, purposes.*: the notice tells people so/);
    expect(empty.text).toMatch(/warning: .* backup_days: .* kept for 35 days/);
    // One measure was chosen.
    expect(empty.text).not.toMatch(/measures that there are/);
    const file = join(home, "commons.json");
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, "utf8")), ...PUBLIC_SERVICE }));
    const full = await run(status, home);
    expect((full.json as { unstated: string[] }).unstated).toEqual([]);
    expect(full.text).not.toContain("not stated in commons.json");
  }));

test("backups that are kept for longer than a shown notice said are warned of, unless one announced it", () => {
  const home = folderOfTest();
  const show = (settings: SettingsInput) => keepNotices(home, factsFor(settings));
  const warned = (backup_days: number, today = "2026-12-02") => longerBackups(home, { backup_days, sample: false }, today);
  expect(warned(60)).toBeNull();
  show({ backup_days: 35 });
  expect([warned(35), warned(20)]).toEqual([null, null]);
  expect(warned(60)).toMatch(/backup_days is 60, .* says 35, and none announced it/);
  show({ backup_days: 35, next_backup_days: { days: 60, from: "2027-01-10" } });
  expect([warned(60) === null, warned(60, "2027-01-10"), warned(61, "2027-01-10") === null]).toEqual([false, null, false]);
});

test("a copy of which figures are published without its legal basis, its date or the information of its people is warned of", () => {
  const origin = { fr: "Registre Xi", en: "Register Xi" };
  expect(copyWarning({ origin, sample: false })).toMatch(
    /origin\.basis, origin\.balance, origin\.dated, origin\.informed: .*articles 6 and 14/,
  );
  const stated = { fr: "dit", en: "stated" };
  const balance = { ...stated, at: "2026-12-02" };
  const weighed = { ...origin, basis: stated, dated: stated, balance };
  expect(copyWarning({ origin: weighed, sample: false })).toMatch(/state origin\.informed:/);
  expect(copyWarning({ origin: { ...weighed, balance: undefined, informed: stated }, sample: false })).toMatch(
    /origin\.balance:/,
  );
  expect(copyWarning({ origin: { ...weighed, informed: stated }, sample: false })).toBeNull();
  expect(copyWarning({ origin: undefined, sample: false })).toBeNull();
});
