import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { PROBLEMS } from "../../src/contract/problem.ts";

const page = readFileSync(new URL("../../docs/errors.md", import.meta.url), "utf8");

/** The sections of the page: code → text. */
const sections = new Map(
  page
    .split(/^### /m)
    .slice(1)
    .map((section) => [/^`([a-z-]+)`/.exec(section)?.[1] ?? section.slice(0, 40), section.split(/^## /m)[0] ?? ""]),
);

test("every code is documented, and every documented code exists", () => {
  expect([...sections.keys()].sort()).toEqual(Object.keys(PROBLEMS).sort());
});

test.each(Object.entries(PROBLEMS))("%s is documented with its status, what to do, and an example", (code, { status }) => {
  const lines = (sections.get(code) ?? "").trim().split("\n").slice(2);
  expect(lines[0]).toMatch(new RegExp(`^\\*\\*${status}\\.\\*\\* \\S`));
  expect(lines[1]).toMatch(/^[A-Z].+[.)]$/);
  expect(lines.at(-1)).toMatch(/^\*Example:\* “.+”\.$/);
});
