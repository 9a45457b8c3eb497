import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { TABLES } from "../../src/release/tables.ts";
import { QUERY_TABLES, RELEASE_TABLES } from "../../src/tables/index.ts";

test("the words are of the very columns that releases have, in their order, with their types", () => {
  const shape = (tables: readonly { name: string; columns: readonly { name: string; type: string; nullable: boolean }[] }[]) =>
    tables.map(({ name, columns }) => [name, columns.map((column) => [column.name, column.type, column.nullable])]);
  expect(shape(RELEASE_TABLES)).toEqual(shape(TABLES));
});

test("every table and column is told of in French and in English", () => {
  for (const { about, columns } of QUERY_TABLES) {
    for (const words of [about, ...columns.map((column) => column.about)]) {
      expect(words.fr).toMatch(/\S/);
      expect(words.en).toMatch(/\S/);
      expect(words.fr === words.en && words.fr.length > 6).toBe(false);
    }
  }
});

test("the English words do not contradict those that travel in a release", () => {
  // The same names of codes and units must stand in both: NUMBERS, SCALE, COUNT …
  const named = (text: string) =>
    [...text.matchAll(/\b[A-Z][A-Z_]{3,}\b/g)].map(([word]) => word).filter((word) => word !== "YYYY");
  for (const table of TABLES) {
    for (const column of table.columns) {
      const ours = RELEASE_TABLES.find(({ name }) => name === table.name)?.columns.find(({ name }) => name === column.name);
      expect(named(ours?.about.en ?? "")).toEqual(
        expect.arrayContaining(named(column.about).filter((word) => !/^(SDMX|CL_)/.test(word))),
      );
    }
  }
  expect(readFileSync(new URL("../../src/tables/columns.ts", import.meta.url), "utf8")).not.toMatch(/\ball (house|home)holds\b/i);
});
