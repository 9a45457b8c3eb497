import { expect, test } from "vitest";
import { comeBackOf } from "../../../dashboards/contribute/come-back.tsx";
import { comingOf, usesOf } from "../../../dashboards/contribute/coming.ts";
import { countsText } from "../../../dashboards/contribute/lack.tsx";
import { leafLack } from "../../../dashboards/contribute/use-words.ts";
import { CONTRIBUTE_WORDS } from "../../../dashboards/contribute/words.ts";
import type { Lang } from "../../../dashboards/shared/i18n.ts";
import { MEASURES } from "../../../src/domains/index.ts";

const NAMES = {
  city: { fr: "ville", en: "city" },
  district: { fr: "arrondissement", en: "district" },
  leaf: { fr: "IRIS (quartier INSEE)", en: "IRIS (census block)" },
};
const LEVELS = [
  { level: "city", name: NAMES.city, frequency: "quarter" as const },
  { level: "district", name: NAMES.district, frequency: "year" as const },
  { level: "leaf", name: NAMES.leaf, frequency: "year" as const },
];
const COMING = comingOf({ retention_months: 36, protection: { levels: LEVELS, revised: false } }, [], "2026-11");
const months = (count: number) => Array.from({ length: count }, (_, i) => `2026-${String(i + 1).padStart(2, "0")}`);
const uses = (counts: Readonly<Record<string, number>>) =>
  usesOf(
    Object.entries(counts).flatMap(([key, count]) => {
      const [domain = "", measure = ""] = key.split(".");
      return months(count).map((period) => ({ domain, measure, period }));
    }),
    MEASURES,
    COMING,
    LEVELS,
  );
test("before anything is sent, what the smallest level lacks is said, and nothing where it lacks nothing", () => {
  const lack = (counts: Record<string, number>, lang: Lang, day = "2027-01-20") =>
    leafLack(uses(counts), NAMES, lang, new Date(day));
  expect(lack({ "water.volume": 3, "gas.energy": 10 }, "en")).toBe(
    "Not yet enough for your IRIS: water, 3 months (it takes 10 of 12 for the year 2026). Add the rest, or a year’s total.",
  );
  // Nobody has the total of a year that runs.
  expect(lack({ "water.volume": 3 }, "en", "2026-12-31")).toMatch(
    /the year 2026\)\. Add the rest, now or later with your key\.$/,
  );
  expect(lack({ "gas.energy": 10 }, "fr")).toBe("");
  expect(lack({}, "fr")).toBe("");
});

test("one is reminded of one's last months, told where they would not be enough and where they count, and that nothing is left to add", () => {
  const levels = LEVELS.map((one) => (one.level === "district" ? { ...one, frequency: "quarter" as const } : one));
  const catalog = { releases: [{ period: "2025", step: "year", revision: 0 }], territory: { level_names: NAMES } };
  const facts = {
    retention_months: 36,
    protection: { levels, revised: false },
    measures: [{ key: "water.volume" }],
  };
  const flow = { notice: { facts }, commons: { catalog }, lang: "fr", now: () => new Date("2026-11-28") };
  const titles: string[] = [];
  const text = (...given: string[]) => {
    const readings = given.map((period) => ({ domain: "water", measure: "volume", period }));
    const { what, day, text, title } = comeBackOf({ flow, readings } as unknown as Parameters<typeof comeBackOf>[0]);
    titles.push(title.replaceAll("\u00a0", " "));
    return [what, day, text.replaceAll("\u00a0", " ")];
  };
  // Enough for the year near the home; the last quarter, which is begun, lacks two months.
  expect(text(...months(10))).toEqual([
    "add",
    "2027-01-05",
    "Vous compterez aussi pour le 4e trimestre de votre arrondissement.",
  ]);
  expect(titles.at(-1)).toBe("Le 5 janvier 2027, ajoutez novembre et décembre");
  expect(text(...months(11).slice(1))).toEqual([
    "add",
    "2027-01-05",
    "Vous compterez aussi pour le 1er trimestre et le 4e trimestre de votre arrondissement.",
  ]);
  expect(titles.at(-1)).toBe("Le 5 janvier 2027, ajoutez janvier et décembre");
  expect(text(...months(12))).toEqual([
    "read",
    "2027-01-20",
    expect.stringMatching(/^Les chiffres près .* l’année 2026 auront paru/),
  ]);
  expect(text(...months(8))).toEqual(["add", "2027-01-05", expect.stringMatching(/^Pour qu’ils comptent/)]);
  // October was given, so November and December make its quarter whole.
  expect(text("2026-08", "2026-09", "2026-10")).toEqual([
    "add",
    "2027-01-05",
    "Ils compteront dans votre arrondissement. Avec eux, c’est encore trop peu pour votre IRIS : eau, 5 mois (il en faut 10 sur 12 pour l’année 2026). Ajoutez les autres, ou un total d’année.",
  ]);
  expect(text("2026-11")[2]).toMatch(/^Avec eux, .* Dans votre arrondissement non plus : .* il manque octobre 2026\.$/);
});

test("three months that are no quarter count in no place that is published by the quarter, which is said with what lacks", () => {
  const levels = LEVELS.map((one) => (one.level === "district" ? { ...one, frequency: "quarter" as const } : one));
  const lack = (...periods: string[]) => {
    const readings = periods.map((period) => ({ domain: "water", measure: "volume", period }));
    return leafLack(usesOf(readings, MEASURES, COMING, levels), NAMES, "fr", new Date("2026-11-30"));
  };
  expect(lack("2026-02", "2026-03", "2026-04").replaceAll("\u00a0", " ")).toMatch(
    /Dans votre arrondissement non plus : il y faut un trimestre entier, et il manque janvier 2026\.$/,
  );
  expect(lack("2026-01", "2026-02", "2026-03")).not.toContain("arrondissement");
});

test("of months that do not count near the home it is said which count where, and which nowhere; and nothing where all do, or none does", () => {
  const counts = (district: "quarter" | "year", city: "month" | "quarter", ...periods: string[]) => {
    const frequencies = { city, district, leaf: "year" as const };
    const levels = LEVELS.map((one) => ({ ...one, frequency: frequencies[one.level as keyof typeof frequencies] }));
    const facts = { retention_months: 36, protection: { levels, revised: false }, measures: [{ key: "water.volume" }] };
    const catalog = { releases: [{ period: "2025", step: "year", revision: 0 }], territory: { level_names: NAMES } };
    const flow = {
      notice: { facts },
      commons: { catalog },
      lang: "fr",
      words: CONTRIBUTE_WORDS.fr,
      now: () => new Date("2026-11-28"),
    };
    const readings = periods.map((period) => ({ domain: "water", measure: "volume", period }));
    return countsText(readings, flow as unknown as Parameters<typeof countsText>[1]).replaceAll("\u00a0", " ");
  };
  // Bills from the middle of January to the middle of October: two whole quarters, and two months of the first.
  const bills = months(9).slice(1);
  expect(counts("quarter", "quarter", ...bills)).toBe(
    "En attendant, comptent : eau, d’avril à septembre 2026 pour votre arrondissement, de février à mars 2026 nulle part.",
  );
  expect(counts("quarter", "month", ...bills)).toBe(
    "En attendant, comptent : eau, d’avril à septembre 2026 pour votre arrondissement, de février à mars 2026 pour votre ville.",
  );
  expect(counts("year", "month", "2026-02", "2026-05", "2026-06")).toBe(
    "En attendant, comptent : eau, février 2026 et de mai à juin 2026 pour votre ville.",
  );
  expect(counts("quarter", "quarter", "2026-02", "2026-03")).toBe("");
  expect(counts("quarter", "quarter", ...months(10))).toBe("");
  // Months of a year that no publication is to come of are said elsewhere.
  expect(counts("quarter", "quarter", "2024-01", "2024-02", "2024-03")).toBe("");
});
