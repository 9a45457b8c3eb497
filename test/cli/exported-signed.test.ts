import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { recordBreach } from "../../src/commons/breaches.ts";
import { homePaths } from "../../src/commons/home.ts";
import { openOperatedCommons } from "../../src/commons/open.ts";
import type { OperatedCommons } from "../../src/commons/types.ts";
import { edit, exportHome, putRecord, recordOf, verified, writePages } from "../support/exported.ts";
import { folderOfFile } from "../support/folder.ts";
import { loggedHome } from "../support/logged.ts";

const temporary = folderOfFile();
const at = (...path: string[]) => join(temporary, ...path);
const clock = () => new Date("2026-07-01T00:00:00Z");
const held = (site: string) => verified(site, at("web"));
let home = "";

beforeAll(async () => {
  writePages(at("web"), "assets/compare-aaaaaaaa.js");
  home = await loggedHome(temporary, { periods: ["2025", "2025-01"] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("an export that was made again from something else: its files are one story, and what is signed is another", () => {
  async function remade(name: string, change: (copy: string) => void, options: Record<string, string> = {}) {
    const copy = at(`home-${name}`);
    for (const part of ["commons.json", "territories", "releases", "log"])
      cpSync(join(home, part), join(copy, part), { recursive: true });
    change(copy);
    return held(await exportHome(at(`site-${name}`), copy, at("web"), options));
  }
  const settings = (change: object) => (copy: string) => {
    const file = join(copy, "commons.json");
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, "utf8")), ...change }));
  };

  test.each([
    ["made-up", { sample: true }, "sample is true, and false in release 2025"],
    ["clamp", { clamps: { "water.volume": { upper: 9, source: "x" } } }, "clamps is"],
    ["currency", { currency: "CHF" }, 'currency is "CHF"'],
  ])("%s", async (name, change, detail) => {
    const site = await exportHome(at(`site-${name}`), home, at("web"));
    const record = recordOf(site);
    const of = record.of as { settings: object };
    putRecord(site, { ...record, of: { ...of, settings: { ...of.settings, ...change } } });
    const { ok, findings } = await held(site);
    expect([ok, findings.filter(({ promise }) => promise === "signed settings")]).toEqual([
      false,
      expect.arrayContaining([{ file: "export.json", promise: "signed settings", detail: expect.stringContaining(detail) }]),
    ]);
  });

  test("a contact that was mended, and where contributions go, are told to be nobody's signed word", async () => {
    const { ok, notes } = await remade("mended", settings({ contact: "new@commons.example" }), {
      contribute: "https://c.example.org/",
    });
    expect([ok, notes.join("\n")]).toEqual([
      true,
      expect.stringMatching(
        /contributions go to https:\/\/c\.example\.org\/; settings that are others.*\(contact\); names of levels/,
      ),
    ]);
  });

  test("a breach that people are told of is the log's, and no other", async () => {
    const both = (text: string) => ({ fr: text, en: text });
    const statement = {
      known_at: "2026-05-01T08:00:00Z",
      what: both("A disk was lost."),
      data: both("–"),
      consequences: both("–"),
      measures: both("–"),
      advice: both("–"),
      public: true,
    };
    const copy = whole("breach");
    recordBreach(copy, statement, clock);
    await opened(copy, async () => undefined);
    const site = await exportHome(at("site-breach"), copy, at("web"));
    expect(await held(site)).toMatchObject({ ok: true, named: [] });
    edit(copy, "breaches.json", /A disk was lost/g, "Nothing happened");
    const forged = await held(await exportHome(at("site-breach"), copy, at("web")));
    expect(forged.findings).toEqual([expect.objectContaining({ promise: "signed breaches" })]);
    edit(copy, "breaches.json", /^[\s\S]*$/, "[]");
    const silent = await held(await exportHome(at("site-breach"), copy, at("web")));
    expect([silent.ok, silent.notes.join("\n")]).toEqual([true, expect.stringContaining("breach 1 of the log is not told")]);
  });
});

/** Opens a home, whose log then says what is owed to it. */
async function opened(copy: string, work: (commons: OperatedCommons) => Promise<void>): Promise<void> {
  const commons = await openOperatedCommons({ home: copy, clock });
  try {
    await work(commons);
  } finally {
    await commons.close();
  }
}

/** A copy of the home with its keys, which can go on. */
function whole(name: string): string {
  for (const entry of readdirSync(temporary).filter((one) => one.startsWith("home.key") || one === "home"))
    cpSync(at(entry), at(entry.replace("home", `home-${name}`)), { recursive: true });
  return at(`home-${name}`);
}

test("an export of a year of announced terms is held in any other year; terms that nobody announced are found", async () => {
  const copy = whole("announced");
  const { territories } = homePaths(copy);
  cpSync(join(territories, readdirSync(territories)[0] as string), at("renamed"), { recursive: true });
  edit(at("renamed"), "areas.csv", /(m0l0,[^,]*,[^,]*),[^,]*,/, "$1,Elsewhere,");
  edit(at("renamed"), "territory.json", /^\{/, '{"level_names":{"leaf":{"fr":"îlot","en":"block"}},');
  await opened(copy, async (commons) => {
    await commons.change({ from: 2028, territory: at("renamed") });
    // A portal knows what the chain of a release tells.
    await commons.release("2025-02");
  });
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2028-03-01") });
  const site = await exportHome(at("announced"), copy, at("web"));
  vi.useRealTimers();
  expect(recordOf(site).of).toMatchObject({ settings: { k: 2 }, in_force: { settings: { k: 5 }, territory: { id: "grid" } } });
  expect(readFileSync(join(site, "v1/notice.en.json"), "utf8")).toContain("your block (required)");
  expect(await held(site)).toMatchObject({ ok: true, named: [] });

  const record = recordOf(site);
  const of = record.of as { in_force: { settings: object; territory: { name: object } } };
  const forged = [
    { ...of.in_force, settings: { ...of.in_force.settings, k: 7 } },
    { ...of.in_force, territory: { ...of.in_force.territory, name: { fr: "Ailleurs", en: "Elsewhere" } } },
  ];
  for (const in_force of forged) {
    putRecord(site, { ...record, of: { ...of, in_force } });
    const { findings } = await held(site);
    const promises = findings.map(({ promise }) => promise).filter((one) => one.startsWith("signed"));
    expect(promises).toEqual([in_force === forged[0] ? "signed settings" : "signed territory"]);
  }
});
