import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { PROBLEMS } from "../../src/contract/problem-codes.ts";

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
