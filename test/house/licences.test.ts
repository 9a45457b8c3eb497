import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const json = (file: string) => JSON.parse(readFileSync(join(root, file), "utf8"));

/** Licences that allow what is installed with the program, or built into its pages, to be passed on beside Apache-2.0. */
const ACCEPTED = /^\(?(MIT|MIT-0|ISC|BSD-2-Clause|BSD-3-Clause|0BSD|Apache-2\.0|BlueOak-1\.0\.0|Unlicense|EDL-1\.0|EPL-2\.0)\b/;

interface Locked {
  readonly dev?: boolean;
  readonly license?: string;
}

test("every package that is installed with the program has an accepted licence", () => {
  const { packages } = json("package-lock.json") as { packages: Record<string, Locked> };
  const shipped = Object.entries(packages).filter(([path, { dev }]) => path !== "" && dev !== true);
  const refused = shipped
    .filter(([, { license = "none" }]) => !ACCEPTED.test(license))
    .map(([path, { license }]) => `${path}: ${license}`);
  expect(shipped.length).toBeGreaterThan(20);
  expect(refused).toEqual([]);
});

test("versions are pinned exactly", () => {
  const { dependencies, devDependencies } = json("package.json") as Record<string, Record<string, string>>;
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^(npm:[\w@/-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
  );
  expect(loose).toEqual([]);
  expect(existsSync(join(root, "package-lock.json"))).toBe(true);
});
