import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { CODES } from "../../src/portal/labels.ts";
import { TABLES } from "../../src/release/tables.ts";
import { examplesFor, QUERY_TABLES, RELEASE_TABLES } from "../../src/tables/index.ts";

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

test("a row without a value is not called withheld where CONF_STATUS says that it is free: it is too imprecise", () => {
  const ours = RELEASE_TABLES.find(({ name }) => name === "observations")?.columns ?? [];
  const theirs = TABLES.find(({ name }) => name === "observations")?.columns ?? [];
  for (const name of ["OBS_VALUE", "CONF_STATUS"]) {
    const about = ours.find((column) => column.name === name)?.about;
    expect([about?.fr, about?.en, theirs.find((column) => column.name === name)?.about].join()).toMatch(
      /trop imprécise.*too imprecise.*too imprecise/,
    );
  }
  for (const about of [CODES.OBS_STATUS?.Q, CODES.CONF_STATUS?.A, CODES.CONF_STATUS?.D, CODES.CONF_STATUS?.F])
    expect(about).toBeDefined();
  expect(CODES.OBS_STATUS?.Q).toEqual({ fr: "sans valeur : voir CONF_STATUS", en: "no value: see CONF_STATUS" });
  expect(CODES.CONF_STATUS?.F?.en).toContain("too imprecise");
  const subject = { domain: "water", measure: "volume", period: "2025", level: "commune" };
  for (const { id, sql } of examplesFor(subject)) expect([id, /IS NULL\) AS WITHHELD/.test(sql)]).toEqual([id, false]);
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
