import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { type Ran, voisinage } from "./cli.ts";
import { writeTerritory } from "./commons.ts";
import { inFolder } from "./folder.ts";
import { gridTerritory } from "./territory.ts";

/** Two years for tests that run on any day: one that is over, and one that is far away. */
export const [PAST, FUTURE] = [String(new Date().getUTCFullYear() - 1), String(new Date().getUTCFullYear() + 2)];
export const SETTINGS = {
  measures: ["water.volume"],
  expected_households: 3000,
  budget: { shares: { counts: 0.2, sums: 0.5, histograms: 0.2, revision: 0.1 } },
};

/** Runs the work with a home of the grid territory and a function that runs verbs on it. */
export function inHome(work: (run: (...args: string[]) => Promise<Ran>, folder: string) => Promise<void>): Promise<void> {
  return inFolder(async (folder) => {
    const home = join(folder, "home");
    const settings = join(folder, "settings.json");
    writeFileSync(settings, JSON.stringify(SETTINGS));
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    const made = await voisinage("init", "--home", home, "--territory", territory, "--settings", settings);
    expect(made.code).toBe(0);
    expect(made.out).toContain(`${home}.key.ledger`);
    await work((verb = "", ...args) => voisinage(verb, "--home", home, ...args), folder);
  });
}
