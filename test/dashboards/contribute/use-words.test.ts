import { expect, test } from "vitest";
import { comeBackOf } from "../../../dashboards/contribute/come-back.tsx";
import { comingOf, usesOf } from "../../../dashboards/contribute/coming.ts";
import { stretchText } from "../../../dashboards/contribute/flow.ts";
import { countedTopics, leafLack } from "../../../dashboards/contribute/use-words.ts";
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
  // Of two topics each has its own missing months, or both the same.
  const saidOfBoth = (gas: readonly string[]) => {
    const readings = [
      ...months(10).map((period) => ({ domain: "water", measure: "volume", period })),
      ...gas.map((period) => ({ domain: "gas", measure: "energy", period })),
    ];
    const measures = [{ key: "water.volume" }, { key: "gas.energy" }];
    const of = { flow: { ...flow, notice: { facts: { ...facts, measures } } }, readings };
    return comeBackOf(of as unknown as Parameters<typeof comeBackOf>[0]);
  };
  const both = (gas: number): string => saidOfBoth(months(gas)).title.replaceAll("\u00a0", " ");
  expect(both(10)).toBe("Le 5 janvier 2027, ajoutez novembre et décembre (eau, gaz)");
  expect(both(11)).toBe("Le 5 janvier 2027, ajoutez novembre et décembre (eau), décembre (gaz)");
  // A topic with too few months does not hide what the months of another are good for, and is told in one sentence.
  const { title: apart, text: apartText } = saidOfBoth(["2026-11"]);
  expect(apart.replaceAll("\u00a0", " ")).toBe("Le 5 janvier 2027, ajoutez novembre et décembre (eau)");
  expect(apartText.replaceAll("\u00a0", " ")).toBe(
    "Vous compterez aussi pour le 4e trimestre de votre arrondissement. Gaz : encore trop peu de mois pour l’année 2026.",
  );
  // Of one that its last months make enough, all is told as before.
  expect(both(8)).toBe("Le 5 janvier 2027, ajoutez vos derniers mois");
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

test("months of bills are added from the meter on the day, which the next bill would miss; a spending waits for its bill, and measured months for nothing", () => {
  const told = (key: string, source: string, revised = false, count = 8, lang: Lang = "fr") => {
    const [domain = "", measure = ""] = key.split(".");
    const facts = { retention_months: 36, protection: { levels: LEVELS, revised }, measures: [{ key }] };
    const catalog = { releases: [{ period: "2025", step: "year", revision: 0 }], territory: { level_names: NAMES } };
    const flow = { notice: { facts }, commons: { catalog }, lang, now: () => new Date("2026-11-28") };
    const readings = months(count).map((period) => ({ domain, measure, period, source }));
    const { title, text, day, steps } = comeBackOf({ flow, readings } as unknown as Parameters<typeof comeBackOf>[0]);
    expect(day).toBe(count < 10 ? "2027-01-05" : "2027-01-20");
    return [`${title}. ${text}`, ...steps].join(" ").replaceAll("\u00a0", " ");
  };
  expect(told("water.volume", "bill")).toMatch(
    /^Le 5 janvier 2027, ajoutez vos derniers mois, d’après le compteur\. Pour qu’ils comptent .* Une facture venue après le 20 janvier 2027 arriverait sans doute trop tard\. Le 5 janvier 2027, lisez le compteur d’eau\. Ôtez-en le relevé de votre dernière facture\. Tapez ce qui reste comme une facture, de la fin de la dernière au 5 janvier 2027\. La page dit s’il faut retaper aussi la dernière\.$/,
  );
  expect(told("water.volume", "bill", true)).toMatch(
    /après le 20 janvier 2027 ne compterait que dans la révision de cette année-là\. Le 5 janvier 2027, lisez/,
  );
  expect(told("spending.energy", "bill")).toMatch(/^Le 5 janvier 2027, ajoutez vos derniers mois, si la facture est là\. /);
  expect(told("spending.energy", "bill")).not.toContain("compteur");
  // Kilometres are typed, and no meter or bill has them.
  expect(told("mobility.distance", "bill")).not.toMatch(/compteur|facture/);
  expect(told("water.volume", "meter")).not.toMatch(/compteur|facture/);
  expect(told("water.volume", "bill", false, 12)).toMatch(/^Le 20 janvier 2027, revenez lire\./);
  expect(told("water.volume", "bill", false, 8, "en")).toMatch(
    /^5 January 2027: add your latest months, from the meter\. .* A bill that comes after 20 January 2027 would most likely be too late\. On 5 January 2027, read the water meter\. /,
  );
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

test("before anything is sent one reads what counts first, then what counts nowhere, and what lacks a quarter or the smallest place", () => {
  const lines = (district: "quarter" | "year", city: "month" | "quarter", ...given: string[]) => {
    const frequencies = { city, district, leaf: "year" as const };
    const levels = LEVELS.map((one) => ({ ...one, frequency: frequencies[one.level as keyof typeof frequencies] }));
    const coming = comingOf(
      { retention_months: 36, protection: { levels, revised: false } },
      [{ period: "2025", step: "year", revision: 0 }],
      "2026-11",
    );
    const readings = given.map((one) => {
      const [period = "", domain = "water", measure = "volume"] = one.split(" ");
      return { domain, measure, period };
    });
    return countedTopics(usesOf(readings, MEASURES, coming, levels), NAMES, "fr", new Date("2026-11-28")).flatMap(
      ({ topics, lines }) => [`# ${topics}`, ...lines].map((text) => text.replaceAll("\u00a0", " ")),
    );
  };
  const lack = (count: number) =>
    `C’est encore trop peu pour votre IRIS : ${count} mois (il en faut 10 sur 12 pour l’année 2026). Ajoutez les autres, maintenant ou plus tard avec votre clé.`;
  // Bills from the middle of January to the middle of October: two whole quarters, and two months of the first.
  const bills = months(9).slice(1);
  expect(lines("quarter", "quarter", ...bills)).toEqual([
    "# Eau",
    "*Compte pour votre arrondissement* : avril à septembre 2026.",
    "*Ne compte encore nulle part* : février et mars 2026 (il manque janvier). Il faut un trimestre entier pour votre arrondissement.",
    lack(8),
  ]);
  expect(lines("quarter", "month", ...bills)).toEqual([
    "# Eau",
    "*Compte pour votre arrondissement* : avril à septembre 2026.",
    "*Compte pour votre ville* : février et mars 2026.",
    lack(8),
  ]);
  expect(lines("year", "month", "2026-02", "2026-05", "2026-06")).toEqual([
    "# Eau",
    "*Compte pour votre ville* : février, mai et juin 2026.",
    lack(3),
  ]);
  // Where none counts at all too: each quarter with what it lacks.
  expect(lines("quarter", "quarter", "2026-02", "2026-03", "2026-04")).toEqual([
    "# Eau",
    "*Ne compte encore nulle part* : février et mars 2026 (il manque janvier), avril 2026 (il manque mai et juin). Il faut un trimestre entier pour votre arrondissement.",
    lack(3),
  ]);
  // A file from January to November counts for the year, and its last two months for no quarter.
  expect(lines("quarter", "quarter", ...months(11))).toEqual([
    "# Eau",
    "*Compte pour votre IRIS* : janvier à novembre 2026.",
    "*Compte pour l’année, pas encore pour un trimestre de votre arrondissement* : octobre et novembre 2026 (il manque décembre).",
  ]);
  const both = months(11).flatMap((month) => [month, `${month} gas energy`]);
  expect(lines("quarter", "quarter", ...both)).toEqual([
    "# Eau et gaz",
    "*Compte pour votre IRIS* : janvier à novembre 2026.",
    "*Compte pour l’année, pas encore pour un trimestre de votre arrondissement* : octobre et novembre 2026 (il manque décembre).",
  ]);
  expect(lines("quarter", "quarter", ...months(12))).toEqual([]);
  expect(lines("year", "quarter", ...months(12))).toEqual([]);
  // Of two topics, each has what is its own; the one that lacks nothing says where it counts.
  const gas = months(11).map((month) => `${month} gas energy`);
  expect(lines("year", "month", ...months(3), ...gas)).toEqual([
    "# Eau",
    "*Compte pour votre ville* : janvier à mars 2026.",
    lack(3),
    "# Gaz",
    "*Compte pour votre IRIS* : janvier à novembre 2026.",
  ]);
  // Months of a year that no publication is to come of are said elsewhere.
  expect(lines("quarter", "quarter", "2024-01", "2024-02", "2024-03")).toEqual([]);
});

test("months that are out are not said to be in: each row by its ends, and the year once where it is one", () => {
  const said = (lang: Lang, ...periods: string[]) =>
    stretchText(periods, { words: CONTRIBUTE_WORDS[lang], lang }).replaceAll("\u00a0", " ");
  const in2026 = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => `2026-${String(from + i).padStart(2, "0")}`);
  expect(said("fr", ...in2026(1, 11))).toBe("de janvier à novembre 2026");
  expect(said("fr", ...in2026(9, 11), ...in2026(1, 6))).toBe("de janvier à juin et de septembre à novembre 2026");
  expect(said("fr", "2025-12", ...in2026(1, 2), "2026-05")).toBe("de décembre 2025 à février 2026 et mai 2026");
  expect(said("fr", "2026-08")).toBe("août 2026");
  expect(said("en", ...in2026(1, 6), ...in2026(9, 11))).toBe("January to June and September to November 2026");
});
