import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { SAMPLE_SETTINGS, SAMPLE_TERRITORY, sampleDonations } from "../../src/cli/sample/index.ts";
import { readTerritory } from "../../src/territory/read.ts";
import { voisinage } from "../support/cli.ts";
import { inFolder } from "../support/folder.ts";

/** A small disk of its own; null where this process may not mount one. */
function mountDisk(folder: string): (() => void) | null {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=8m", "tmpfs", folder], { stdio: "ignore" });
    return () => execFileSync("umount", ["-l", folder]);
  } catch {
    return null;
  }
}

/** Takes what is left of the disk but `spare` bytes. */
function fill(folder: string, spare: number): void {
  const { bavail, bsize } = statfsSync(folder);
  writeFileSync(join(folder, "ballast"), Buffer.alloc(Math.max(0, bavail * bsize - spare)));
}

test(
  "a full disk refuses contributions and publications, loses nothing, and all goes on once there is room",
  { timeout: 120_000 },
  (ctx) =>
    inFolder(async (folder) => {
      const disk = join(folder, "disk");
      mkdirSync(disk);
      const unmount = mountDisk(disk);
      if (!unmount) return ctx.skip("mounting a small disk needs root");
      try {
        const home = join(disk, "home");
        const key = join(folder, "key");
        const file = join(folder, "donations.ndjson");
        const measures = ["water.volume", "electricity.energy", "spending.energy"];
        const sample = sampleDonations({ territory: readTerritory(SAMPLE_TERRITORY), measures, years: [2025], households: 2500 });
        writeFileSync(file, [...sample].map((donation) => `${JSON.stringify(donation)}\n`).join(""));
        const of = (verb: string, ...rest: string[]) => voisinage(verb, "--home", home, "--key", key, "--json", ...rest);
        const made = await of("init", "--territory", SAMPLE_TERRITORY, "--settings", SAMPLE_SETTINGS);
        expect(made.code).toBe(0);

        fill(disk, 1_500_000);
        const refused = await of("donate", file);
        expect({ code: refused.code, type: JSON.parse(refused.err.trim().split("\n").at(-1) as string).type }).toEqual({
          code: 1,
          type: "/problems/storage-full",
        });
        const kept = JSON.parse((await of("status")).out).contributions.active;

        rmSync(join(disk, "ballast"));
        const repeated = JSON.parse((await of("donate", file)).out);
        expect(repeated).toMatchObject({ repeated: kept, accepted: 2500 - kept, rejected: 0 });

        fill(disk, 60_000);
        const unpublished = await of("release", "--period", "2025-01", "--households", "2500");
        expect(unpublished.code).toBe(1);
        expect(unpublished.err).toContain("/problems/storage-full");
        expect(readdirSync(join(home, "releases"))).toEqual([]);

        rmSync(join(disk, "ballast"));
        expect((await of("release", "--period", "2025-01", "--households", "2500")).code).toBe(0);
        const { entries } = JSON.parse((await of("ledger")).out);
        expect(entries.map((entry: { kind: string }) => entry.kind)).toEqual([
          "key",
          "terms",
          "opened",
          "debit",
          "drawn",
          "released",
        ]);
      } finally {
        unmount();
      }
    }),
);
