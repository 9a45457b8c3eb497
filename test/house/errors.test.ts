import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parsePeriod } from "../../src/contract/period.ts";
import { refusalOf } from "../../src/contract/problem.ts";
import { PROBLEMS } from "../../src/contract/problem-codes.ts";
import { parseSettings } from "../../src/contract/settings.ts";
import { samplePortal } from "../support/portal.ts";

const page = readFileSync(new URL("../../docs/errors.md", import.meta.url), "utf8");

/** The sections of the page, in order: each with its code and its paragraphs. */
const sections = page
  .split(/^### /m)
  .slice(1)
  .map((section) => {
    const [heading = "", ...paragraphs] = section.split(/^## /m)[0]?.trim().split("\n\n") ?? [];
    return [heading.slice(1, -1), paragraphs] as const;
  });

test("the page has the codes of the closed list, in its order", () => {
  expect(sections.map(([code]) => code)).toEqual(Object.keys(PROBLEMS));
});

test.each(sections)("%s says its status, what it means, what to do, and gives an example", (code, paragraphs) => {
  const { status, title } = PROBLEMS[code as keyof typeof PROBLEMS];
  const begin = `**${status}, “${title}”.** `;
  expect(paragraphs[0]?.startsWith(begin)).toBe(true);
  expect(paragraphs[0]?.slice(begin.length)).toMatch(/^[A-Z`].+[.)]$/);
  expect(paragraphs[1]).toMatch(/^\*What to do\.\* [A-Z`].+[.)]$/s);
  expect(paragraphs[2]).toMatch(/^\*Example:\* “.+”$/);
  expect(paragraphs).toHaveLength(3);
});

/** What an example says, whatever its numbers are; `…` stands for what it leaves out. */
function pattern(example: string): RegExp {
  const escaped = example.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("…", ".+").replace(/\d{4,}/g, "\\d+")}$`);
}

test("a portal, a period and settings that are wrong are told of in the words of the examples", async () => {
  const portal = await samplePortal(["2026"]);
  const refused = (act: () => unknown): string => {
    try {
      act();
    } catch (error) {
      return refusalOf(error).message;
    }
    throw new RangeError("it was not refused");
  };
  const answered = async (path: string, init: RequestInit = {}): Promise<string> => {
    const { detail } = (await (await portal.app.request(path, init)).json()) as { detail: string };
    return detail;
  };
  try {
    const provoked = {
      "invalid-parameter": await answered("/v1/datasets/water/records?limit=0"),
      "not-found": await answered("/v1/datasets/heat"),
      "method-not-allowed": await answered("/v1/catalog", { method: "DELETE" }),
      "query-not-possible": await answered("/sdmx/data/dataflow/X/Y/1.0?c[COLOUR]=red"),
      "not-implemented": await answered("/sdmx/data/dataflow/X/Y/1.0?updatedAfter=2020-01-01"),
      "uri-too-long": await answered(`/v1/catalog?${"a".repeat(9000)}`),
      "range-not-satisfiable": await answered("/v1/releases/2026/observations.csv", { headers: { Range: "bytes=90000000-" } }),
      "invalid-settings": refused(() => parseSettings({ k: 1 })),
      "invalid-period": refused(() => parsePeriod("2026-13")),
    };
    for (const [code, said] of Object.entries(provoked)) {
      const [, paragraphs] = sections.find(([one]) => one === code) ?? ["", []];
      expect([code, said]).toEqual([code, expect.stringMatching(pattern(/“(.+)”$/.exec(paragraphs[2] ?? "")?.[1] ?? ""))]);
    }
  } finally {
    await portal.close();
  }
});
