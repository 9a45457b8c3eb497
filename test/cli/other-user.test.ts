import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { recordBreach } from "../../src/commons/breaches.ts";
import { openOperatedCommons } from "../../src/commons/open.ts";
import { voisinage } from "../support/cli.ts";
import { donation, HTTP_SETTINGS, writeTerritory } from "../support/commons.ts";
import { inFolder } from "../support/folder.ts";
import { asNobody } from "../support/nobody.ts";
import { gridTerritory } from "../support/territory.ts";
import { statement } from "../texts/support.ts";

const clock = () => new Date("2026-03-02T12:00:00Z");
const settings = { ...HTTP_SETTINGS, measures: ["water.volume" as const] };

test("a user who may not read the ledger gets documents and plan by the public log, and is told so", { timeout: 60_000 }, (ctx) =>
  inFolder(async (folder) => {
    const nobody = asNobody;
    if (!nobody) return ctx.skip("another user can be taken by root alone");
    chmodSync(folder, 0o755);
    mkdirSync(join(folder, "out"));
    chmodSync(join(folder, "out"), 0o777);
    const home = join(folder, "home");
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    const commons = await openOperatedCommons({ home, territory, settings, clock });
    for (let i = 0; i < 30; i++) await commons.donate(donation("m0l0", 9));
    await commons.release("2025");
    await commons.change({ from: 2027, settings: { ...settings, k: 40 } });
    await commons.close();
    recordBreach(home, statement({ log: { notes: "for the authority" } }), clock);

    const asked = ["documents", "--home", home, "--language", "en"];
    const mine = await voisinage(...asked, "--to", join(folder, "mine"));
    const theirs = await nobody(...asked, "--to", join(folder, "out/theirs"));
    expect([theirs.code, theirs.err]).toEqual([0, expect.stringContaining("what the public log says is taken")]);
    expect(theirs.err).toContain("operator/breach-log is not written");
    expect(mine.code).toBe(0);
    const notice = "public/notice.en.md";
    expect(readFileSync(join(folder, "out/theirs", notice), "utf8")).toBe(readFileSync(join(folder, "mine", notice), "utf8"));
    expect(readdirSync(join(folder, "out/theirs/operator")).some((name) => name.startsWith("breach-log"))).toBe(false);
    expect(readdirSync(join(folder, "mine/operator")).some((name) => name.startsWith("breach-log"))).toBe(true);

    for (const year of ["2026", "2027"]) {
      const plan = ["plan", "--home", home, "--year", year, "--json"];
      const [own, other] = [await voisinage(...plan), await nobody(...plan)];
      expect([own.code, other.code]).toEqual([0, 0]);
      const figures = ({ out }: { out: string }) => {
        const { read: _, ...rest } = JSON.parse(out);
        return rest;
      };
      expect(figures(other)).toEqual(figures(own));
      expect(JSON.parse(other.out).k).toBe(year === "2027" ? 40 : 11);
    }
    const text = await nobody("plan", "--home", home, "--year", "2026");
    expect(text.out).toContain("log/log.json, stated on");
    expect(text.out).toContain("--year 2027");
  }),
);

test("where there is no public log either, it is said in words whose the ledger is", (ctx) =>
  inFolder(async (folder) => {
    if (!asNobody) return ctx.skip("another user can be taken by root alone");
    chmodSync(folder, 0o755);
    const home = join(folder, "home");
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    await (await openOperatedCommons({ home, territory, settings, clock })).close();
    rmSync(join(home, "log"), { recursive: true });
    for (const words of [["documents", "--to", join(folder, "out")], ["plan"]]) {
      const { code, err } = await asNobody(words[0] as string, "--home", home, ...words.slice(1));
      expect([code, err]).toEqual([
        1,
        expect.stringMatching(/can be read by its owner alone, .*run this as the ledger's owner \[storage-failed\]/),
      ]);
    }
  }));
