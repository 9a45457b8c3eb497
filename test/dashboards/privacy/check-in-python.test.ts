import { execFile } from "node:child_process";
import { appendFileSync, cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import Fraction from "fraction.js";
import { beforeAll, expect, test } from "vitest";
import { checkInPython } from "../../../dashboards/privacy/check-in-python.ts";
import type { PublicLog } from "../../../src/contract/log.ts";
import { worstPaid } from "../../../src/verify/ledger.ts";
import { voisinage } from "../../support/cli.ts";
import { folderOfFile } from "../../support/folder.ts";
import { forger, loggedHome, rekeyed, relinked } from "../../support/logged.ts";

const run = promisify(execFile);
const temporary = folderOfFile();
const PERIODS = ["2025", "2025-01"];
let [home, thumbprint] = ["", ""];

const logOf = (folder: string): PublicLog => JSON.parse(readFileSync(join(folder, "log.json"), "utf8"));

/** What the page's first command downloads. */
function taken(name: string): string {
  const folder = join(temporary, name);
  cpSync(join(home, "releases"), join(folder, "releases"), { recursive: true });
  cpSync(join(home, "log", "log.json"), join(folder, "log.json"));
  return folder;
}

/** All lines that the program prints, or the error that it stops at. */
async function linesOf(folder: string, key = thumbprint): Promise<readonly string[]> {
  const file = join(folder, "check.py");
  writeFileSync(file, checkInPython(key));
  return run("python3", [file], { cwd: folder }).then(
    ({ stdout }) => stdout.trim().split("\n"),
    ({ stderr }: { stderr: string }) => stderr.trim().split("\n").slice(-1),
  );
}

/** The last line that the program prints, or the error that it stops at. */
const checked = async (folder: string, key = thumbprint): Promise<string> => (await linesOf(folder, key)).at(-1) ?? "";

beforeAll(async () => {
  home = await loggedHome(temporary, { periods: PERIODS });
  thumbprint = logOf(join(home, "log")).keys[0]?.kid ?? "";
});

test("a stranger checks everything with Python alone, and what was changed is named", async ({ skip }) => {
  const has = await run("python3", ["-c", "import cryptography"]).then(
    () => true,
    () => false,
  );
  skip(!has, "there is no Python with its package cryptography");
  const whole = taken("whole");
  const files = PERIODS.flatMap((id) => readdirSync(join(whole, "releases", id))).filter((name) => !/^manifest\./.test(name));
  expect(await checked(whole)).toBe(`${logOf(whole).size} entries and ${files.length} files are as signed`);
  // The key is one known from elsewhere.
  expect(await checked(whole, "x".repeat(43))).toMatch(/StopIteration/);
  const file = taken("file");
  appendFileSync(join(file, "releases", "2025", "observations.csv"), "\n");
  expect(await checked(file)).toMatch(/AssertionError: releases\/2025\/observations\.csv$/);
  const manifest = taken("manifest");
  appendFileSync(join(manifest, "releases", "2025-01", "manifest.json"), "\n");
  expect(await checked(manifest)).toMatch(/AssertionError: releases\/2025-01$/);
  const changed = (name: string, change: (log: { entries: Record<string, unknown>[] }) => void): string => {
    const folder = taken(name);
    const log = logOf(folder) as unknown as { entries: Record<string, unknown>[] };
    change(log);
    writeFileSync(join(folder, "log.json"), JSON.stringify(log));
    return folder;
  };
  expect(await checked(changed("entry", ({ entries }) => Object.assign(entries[1] ?? {}, { year: 1999 })))).toMatch(
    /AssertionError: 2$/,
  );
  expect(await checked(changed("cut", (log) => log.entries.pop()))).toMatch(/AssertionError: head$/);
});

test("a stranger adds up what each year has spent, and a signed log that spends more than it opened is named", async ({
  skip,
}) => {
  const has = await run("python3", ["-c", "import cryptography"]).then(
    () => true,
    () => false,
  );
  skip(!has, "there is no Python with its package cryptography");
  const genuine = logOf(taken("added"));
  const opened = genuine.entries.find((entry) => entry.kind === "opened");
  const spent = worstPaid(genuine.entries, "rho");
  expect((await linesOf(join(temporary, "added")))[0]).toBe(
    `2025: rho ${spent.valueOf().toFixed(6)} spent of ${new Fraction(opened?.rho ?? 0).valueOf().toFixed(6)} opened`,
  );
  // The operator's own hand: chain and signature hold, the sum does not, by one part in ten thousand million.
  const signer = await forger();
  const opening = async (name: string, rho: Fraction): Promise<string> => {
    const folder = taken(name);
    const entries = rekeyed(genuine.entries, signer).map((entry) =>
      "kind" in entry && entry.kind === "opened" ? { ...entry, rho: rho.toFraction() } : entry,
    );
    writeFileSync(join(folder, "log.json"), JSON.stringify(await relinked(genuine, entries, signer)));
    return checked(folder, signer.thumbprint);
  };
  expect(await opening("exactly", spent)).toMatch(/as signed$/);
  expect(await opening("overspent", spent.mul(new Fraction("9999999999/10000000000")))).toBe("AssertionError: 2025 overspent");
});

test("the program's own command takes the same folder", async () => {
  const folder = taken("program");
  const { code, out } = await voisinage("verify", join(folder, "releases"), join(folder, "log.json"), "--key", thumbprint);
  expect([code, out]).toEqual([0, expect.stringContaining("all is as promised")]);
});
