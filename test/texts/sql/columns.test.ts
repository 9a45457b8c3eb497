import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { OBSERVATION_COLUMNS, STATISTICS } from "../../../src/contract/observation.ts";
import { CODES, OBSERVATIONS } from "../../../src/contract/tables.ts";
import { examplesFor, QUERY_TABLES } from "../../../src/texts/sql/index.ts";

test("the observations have their columns in the order of every format, and the statistics in theirs", () => {
  expect(OBSERVATIONS.columns.map(({ name }) => name)).toEqual(OBSERVATION_COLUMNS);
  expect(Object.keys(CODES.STATISTIC)).toEqual(STATISTICS);
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

test("both languages name the same codes and units: NUMBERS, SCALE, COUNT …", () => {
  const named = (text: string) =>
    [...text.matchAll(/\b[A-Z][A-Z_]{3,}\b/g)].map(([word]) => word).filter((word) => !/^(YYYY|AAAA)$/.test(word));
  for (const { columns } of QUERY_TABLES)
    for (const { name, about } of columns) expect([name, named(about.fr).sort()]).toEqual([name, named(about.en).sort()]);
});

test("a row without a value is not called withheld where CONF_STATUS says that it is free: it is too imprecise", () => {
  for (const name of ["OBS_VALUE", "CONF_STATUS"]) {
    const about = OBSERVATIONS.columns.find((column) => column.name === name)?.about;
    expect([about?.fr, about?.en].join()).toMatch(/trop imprécise.*too imprecise/);
  }
  expect(CODES.OBS_STATUS.Q).toEqual({ fr: "sans valeur : voir CONF_STATUS", en: "no value: see CONF_STATUS" });
  expect(CODES.CONF_STATUS.F.en).toContain("too imprecise");
  const subject = { domain: "water", measure: "volume", period: "2025", level: "commune" };
  for (const { id, sql } of examplesFor(subject)) expect([id, /IS NULL\) AS WITHHELD/.test(sql)]).toEqual([id, false]);
});

test("the share of dwellings is the first number of its answer, which a chart draws, and of one level", () => {
  const subject = { domain: "water", measure: "volume", period: "2025", level: "commune" };
  const sql = examplesFor(subject).find(({ id }) => id === "participation")?.sql;
  expect(sql).toMatch(/^SELECT NAME, round\([^)]*\) AS PERCENT, /);
  expect(sql).toContain("AREA_LEVEL = 'commune'");
});

test("the change between two releases is asked where there are two, and its margin is of both", () => {
  const subject = { domain: "water", measure: "volume", period: "2025", level: "commune" };
  const change = (before?: string) => examplesFor({ ...subject, before }).find(({ id }) => id === "change");
  expect(change()).toBeUndefined();
  // Each end is made of the ends that make it furthest.
  expect(change("2024")?.sql).toMatch(/sqrt\(new\.BELOW \*\* 2 \+ old\.ABOVE \*\* 2\) AS BELOW/);
  expect(change("2024")?.sql).toMatch(/sqrt\(new\.ABOVE \*\* 2 \+ old\.BELOW \*\* 2\) AS ABOVE/);
});

test("no description speaks of all households", () => {
  for (const file of ["contract/tables.ts", "texts/sql/columns.ts"])
    expect(readFileSync(new URL(`../../../src/${file}`, import.meta.url), "utf8")).not.toMatch(/\ball (house|home)holds\b/i);
});
