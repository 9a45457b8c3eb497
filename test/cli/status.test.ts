import { join } from "node:path";
import { expect, test } from "vitest";
import { ledger } from "../../src/cli/verbs/ledger.ts";
import { status } from "../../src/cli/verbs/status.ts";
import { openCommons } from "../../src/commons/open.ts";
import type { SettingsInput } from "../../src/index.ts";
import { inFolder } from "../support/cli.ts";
import { stopBeforeDraw, writeTerritory } from "../support/commons.ts";
import { gridTerritory } from "../support/territory.ts";

/** A year that is over, whatever the day on which the test runs. */
const PAST = new Date().getUTCFullYear() - 1;
const TODAY = new Date().toISOString().slice(0, 10);
const SETTINGS: SettingsInput = { measures: ["water.volume"], calendar: { whole: "quarter", middle: "never", leaf: "year" } };

function inHome(work: (home: string) => Promise<void>): Promise<void> {
  return inFolder(async (folder) => {
    const home = join(folder, "home");
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    await (await openCommons({ home, territory, settings: SETTINGS })).close();
    await work(home);
  });
}

const run = (verb: typeof status, home: string, options: Record<string, string> = {}) =>
  verb.run({ options: { home, ...options }, flags: {}, words: [], progress: () => undefined, say: () => undefined });

test("what is paid for and not published is no more to be paid for; what is due comes by its end", () =>
  inHome(async (home) => {
    const commons = await openCommons({ home });
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
  }));

test("a year that counts as spent says so, and when, wherever it is asked for", () =>
  inHome(async (home) => {
    const commons = await openCommons({ home });
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
