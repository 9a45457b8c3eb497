import { h } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { expect, test } from "vitest";
import type { Climate } from "../../../dashboards/compare/cold.ts";
import { figuresOf, isGapTooSmall, statesGap } from "../../../dashboards/compare/drawn-figures.ts";
import { Gap, NoGap } from "../../../dashboards/compare/gap.tsx";
import { overYear } from "../../../dashboards/compare/near-means.tsx";
import { checksFor } from "../../../dashboards/compare/next-steps.tsx";
import { asYear, OverYear } from "../../../dashboards/compare/over-year.tsx";
import { sameMonthsText } from "../../../dashboards/compare/same-months.tsx";
import { sentenceOf } from "../../../dashboards/compare/sentence.ts";
import { verdictWords } from "../../../dashboards/compare/together-rows.ts";
import { answerOf, entryAs } from "../../../dashboards/compare/topic-answer.ts";
import { whoText } from "../../../dashboards/compare/who-text.ts";
import { NO_ENTRY, newVisitor, type OwnEntry } from "../../../dashboards/visit/visitor.ts";
import type { Observation } from "../../../src/contract/observation.ts";
import { type MeasureRef, measureRef } from "../../../src/domains/index.ts";
import { row } from "../rows.ts";
import { smallCommons } from "./small-commons.ts";

const ref = measureRef("electricity", "energy") as MeasureRef;
const OF = { DOMAIN: "electricity", MEASURE: "energy" } as const;
const [FEW, MANY] = ["heating=electric-or-pump;size=1-2", "heating=electric-or-pump;size=3+"];

/** Rows of the year, of all homes and of kinds, of which the middles differ widely. */
const YEAR = [
  ["_T", 300],
  [FEW, 320],
  [MANY, 930],
  ["heating=not-electric;size=1-2", 140],
].flatMap(([type, middle]) =>
  (["P25", "P50", "P75", "MEAN"] as const).map((statistic) =>
    row(statistic, Number(middle), { ...OF, HOUSEHOLD_TYPE: String(type) }),
  ),
);
const mean = (HOUSEHOLD_TYPE: string, TIME_PERIOD: string, value: number) =>
  row("MEAN", value, { ...OF, HOUSEHOLD_TYPE, TIME_PERIOD });

/** What a home of two people is told of a bill of 230 kWh a month from one day to another, or of what it entered. */
function said(
  more: readonly Observation[],
  attributes: Record<string, string>,
  given: readonly [string, string] | OwnEntry,
  inParts: Parameters<typeof smallCommons>[1] = {},
  climate: Climate | null = null,
) {
  const rows = [...YEAR, ...more];
  const advice = [FEW, "_T"].map((type) => ({ type: String(type), group: { area: "T", type: String(type) } }));
  const inYear = more.filter(({ TIME_PERIOD }) => TIME_PERIOD.length > 4);
  const months = Object.fromEntries(inYear.map(({ TIME_PERIOD }) => [TIME_PERIOD, []]));
  const made = smallCommons(rows, { "2025": advice, ...months, ...inParts }, { domain: "electricity", measure: "energy" });
  const commons = { ...made, rest: made.rest && { ...made.rest, climate } };
  const visitor = newVisitor();
  visitor.area.value = "N1";
  visitor.attributes.value = { size: "2", ...attributes };
  visitor.entries.value = {
    [ref.key]: "kind" in given ? given : { ...NO_ENTRY, kind: "bill", amount: "460", from: given[0], to: given[1] },
  };
  const answer = answerOf(commons, visitor, ref, "T", "fr");
  const { title = "", notes = [], about = [] } = sentenceOf(commons, answer, "fr") ?? {};
  const [who, drawn] = [whoText(commons, answer, "fr"), sameMonthsText(commons, answer, "fr")];
  return { answer, commons, visitor, title, notes: notes.join(" "), about: about.join(" "), who, drawn };
}

const WINTER = ["2025-01-01", "2025-02-28"] as const;
const ELECTRIC = { heating: "electric" };

test("a bill of part of the year stands beside homes of its own kind where all its months are published of them, else beside all homes", () => {
  const all = [mean("_T", "2025-01", 350), mean("_T", "2025-02", 350)];
  const own = said([...all, mean(FEW, "2025-01", 410), mean(FEW, "2025-02", 410)], ELECTRIC, WINTER);
  expect(own.title).toMatch(
    /^C’est \*moins\* que la moyenne des foyers de 1\sou\s2 personnes .*chauffés par électricité ou pompe à chaleur, aux mêmes mois\.$/,
  );
  // The title has said of whom.
  expect(own.drawn).toBe("La moyenne, en kWh par mois. Trait fin\u00a0: sa marge.");
  expect(own.notes).toMatch(/^230\skWh par mois en janvier et février 2025\s; en moyenne, environ 410\skWh\.$/);
  expect(own.about).toMatch(
    / Ce groupe a aussi des foyers où l’on est moins nombreux que chez vous, qui consomment souvent moins\.$/,
  );
  // A quarter's mean is not called that of one of its months.
  const inQuarter = said([mean(FEW, "2025-Q1", 410)], ELECTRIC, WINTER);
  expect(inQuarter.title).toMatch(/, de janvier à mars 2025\.$/);
  const other = said([...all, mean(FEW, "2025-01", 410)], ELECTRIC, WINTER);
  expect(other.notes).toMatch(/la moyenne des foyers .*, tous types réunis, est à 350\skWh/);
});

test("of the same months the homes that are named are those that are counted", () => {
  const wide = [mean(FEW, "2025-01", 410), mean(FEW, "2025-02", 410)];
  const { answer, notes, who } = said(wide, ELECTRIC, WINTER);
  // What is published says already that more is usual, and a reader is told it once.
  expect(notes).not.toContain("c’est normal");
  expect(notes).not.toContain("au milieu");
  expect(answer.season?.of).toEqual({ area: "T", type: FEW });
  expect(answer.season?.statistic).toBe("MEAN");
  // Each of several periods has another number of homes.
  expect(who).toMatch(/^Avec les foyers de 1\sou\s2 personnes .*\./);
  const quarter = [mean(FEW, "2025-Q1", 410), row("COUNT", 500, { ...OF, HOUSEHOLD_TYPE: FEW, TIME_PERIOD: "2025-Q1" })];
  expect(said(quarter, ELECTRIC, WINTER).who).toMatch(/^Avec ces 500\sfoyers, qui ont donné leurs chiffres\./);
});

test("a winter bill of another year than the published one stands beside the nearest published, which is said once; one of a published year beside its own", () => {
  const winters = ["2025-Q1", "2024-Q1"].map((period) => mean(FEW, period, period.startsWith("2024") ? 300 : 410));
  const billOf = (year: number) =>
    said(winters, ELECTRIC, { ...NO_ENTRY, kind: "bill", amount: "400", from: `${year}-01-05`, to: `${year}-02-28` });
  expect(billOf(2026).title).toMatch(/^C’est \*moins\* que la moyenne .*, de janvier à mars 2025\.$/);
  expect(billOf(2026).notes).toMatch(/ Votre chiffre est de 2026, celui des autres de 2025\.$/);
  // The days that are missing of a quarter may be as far from its 300 as this bill is.
  expect(billOf(2024).title).toMatch(
    /^Votre facture \(55\sjours\)\s: 221\skWh par mois\.\nÀ ces dates, \*la moyenne est vers [^*]+\*, entre 18\d\set\s4\d\d\skWh\s: trop peu de jours pour dire plus ou moins\.$/,
  );
  expect(billOf(2024).notes).toMatch(
    /^On ne publie que des trimestres entiers, ici de janvier à mars 2024\. Pour conclure, donnez des trimestres entiers, par exemple de janvier à mars, ou votre total d’un an\.$/,
  );
});

test("where the cold of the months is known, a bill is beside homes over its own dates, and a month beside that month, not their whole quarter", () => {
  const quarter = [row("P50", 300, { ...OF, HOUSEHOLD_TYPE: String(FEW), TIME_PERIOD: "2025-Q4" })];
  const climate: Climate = new Map([
    ["2025-10", 130],
    ["2025-11", 270],
    ["2025-12", 360],
  ]);
  const title = (given: Parameters<typeof said>[2], known: Climate | null) => said(quarter, ELECTRIC, given, {}, known).title;
  const bill: OwnEntry = { ...NO_ENTRY, kind: "bill", amount: "1200", from: "2025-11-03", to: "2026-01-02" };
  expect(title(bill, climate)).toMatch(/^C’est \*plus\* .+, aux mêmes dates\.$/);
  expect(title(bill, null)).toMatch(/^C’est \*plus\* .+, d’octobre à décembre 2025\.$/);
  // Without a side, how the middle is estimated is said once, in place of what is published.
  const near = said(quarter, ELECTRIC, { ...bill, amount: "760" }, {}, climate);
  expect(near.title).toMatch(/: trop près pour dire plus ou moins\.$/);
  expect(near.notes).toMatch(
    /^On ne publie le milieu que par trimestre entier\s: 300\skWh d’octobre à décembre 2025\. À ces dates, il fait plus froid que sur le trimestre entier, d’où 3\d\d\skWh\. Plus précis\s: une facture de mois entiers, du 1er au dernier jour, ou votre total d’un an\.$/,
  );
  expect(near.who).not.toMatch(/froid/);
  expect(title({ ...NO_ENTRY, amount: "900", month: "11" }, climate)).toMatch(/^C’est \*plus\* .+, en novembre\.$/);
});

test("a month that is named has its gap and what that costs, or why there is none, what to look at, the places over the year, and a way to a year", () => {
  const quarter = (["P25", "P50", "P75"] as const).map((statistic, i) => {
    const value = 300 + 120 * (i - 1);
    return row(statistic, value, {
      ...OF,
      HOUSEHOLD_TYPE: FEW ?? "",
      TIME_PERIOD: "2025-Q4",
      CI_LOWER: value - 5,
      CI_UPPER: value + 5,
    });
  });
  const climate: Climate = new Map([
    ["2025-10", 270],
    ["2025-11", 270],
    ["2025-12", 280],
  ]);
  const text = (html: string) => html.replace(/<[^>]*>/g, " ").replaceAll("\u00a0", " ");
  const named = (amount: string, month = "11") => {
    const entry = { ...NO_ENTRY, amount, month, price: "0,25" };
    const { answer, commons, visitor } = said(quarter, ELECTRIC, entry, {}, climate);
    const part = { commons, answer, lang: "fr" as const };
    return {
      answer,
      commons,
      entry,
      gap: statesGap(answer) ? text(renderToStaticMarkup(h(Gap, part))) : null,
      none: isGapTooSmall(answer) ? text(renderToStaticMarkup(h(NoGap, part))).trim() : null,
      checks: checksFor(answer).length,
      year: text(renderToStaticMarkup(h(OverYear, { ...part, visitor }))).trim(),
    };
  };
  const much = named("700");
  expect(much.gap).toMatch(
    /de plus que le foyer du milieu ce mois-là\s+\d+ à \d+ kWh\s+de plus pour ce mois, à 0,25 € le kWh, votre prix\s+\d+ à \d+ €/,
  );
  expect([much.none, much.gap?.includes("sur un an"), much.checks > 0]).toEqual([null, false, true]);
  const near = named("310");
  expect([near.gap, near.none, near.checks]).toEqual([null, "Trop près du milieu pour dire plus ou moins.", 0]);
  // Places are compared over the year, and the visitor's month is not among them.
  for (const { answer, commons, year } of [much, near]) {
    expect(figuresOf(answer)).toEqual(["season", "near"]);
    expect(overYear(commons, answer)).toMatchObject({ period: "2025", season: null, given: null });
    // A gap over the month may be there; without one, that in money is what a year gives.
    expect(year).toMatch(answer === much.answer ? /, pour l’écart sur l’année$/ : /^J’ai mon total d’un an, pour l’écart en\s€$/);
  }
  // The field of a year is empty, and the month is still there for whom goes back to it.
  const asked = { ...near.entry, ...asYear(near.entry, near.answer) };
  expect(asked).toMatchObject({ kind: "year", amount: "", amounts: { month: "310" } });
  expect(entryAs("month", asked, near.answer)).toMatchObject({ kind: "month", amount: "310" });
  // A month that nobody named has it too; a year has none to open, and an answer that is missing comes first.
  expect(named("300", "").year).toMatch(/^J’ai mon total d’un an, pour l’écart en\s€$/);
  const untold = said(quarter, {}, near.entry, {}, climate);
  expect(renderToStaticMarkup(h(OverYear, { ...untold, lang: "fr" }))).toBe("");
  const whole = said(quarter, ELECTRIC, { ...NO_ENTRY, kind: "year", amount: "3600" }, {}, climate);
  expect(renderToStaticMarkup(h(OverYear, { ...whole, lang: "fr" }))).toBe("");
});

test("each quarter of a bill is that of its own year, and the middle of them before their mean", () => {
  const both = ["P50", "MEAN"] as const;
  const rows = [
    ["2024-Q1", 200],
    ["2024-Q4", 300],
    ["2025-Q1", 400],
    ["2025-Q4", 500],
  ].flatMap(([TIME_PERIOD, value]) =>
    both.map((statistic, i) =>
      row(statistic, Number(value) + 50 * i, { ...OF, HOUSEHOLD_TYPE: FEW, TIME_PERIOD: String(TIME_PERIOD) }),
    ),
  );
  const bill = (from: string, to: string): OwnEntry => ({ ...NO_ENTRY, kind: "bill", amount: "1800", from, to });
  const { answer, title, notes } = said(rows, ELECTRIC, bill("2024-10-01", "2025-03-31"));
  expect([answer.season?.periods, answer.season?.statistic, answer.season?.centre?.value]).toEqual([
    ["2024-Q4", "2025-Q1"],
    "P50",
    350,
  ]);
  expect(title).toMatch(/^C’est \*moins\* que le milieu .*, aux mêmes mois\.$/);
  expect(notes).toMatch(/^300\skWh par mois d’octobre 2024 à mars 2025\s; au milieu, environ 350\skWh\.$/);
  const later = said(rows, ELECTRIC, bill("2025-10-01", "2026-03-31"));
  expect(later.answer.season?.periods).toEqual(["2025-Q1", "2025-Q4"]);
  expect(later.answer.season?.centre?.value).toBe(450);
  expect(later.notes).toMatch(/ Vos jours de 2026 sont comparés à ceux des autres de janvier à mars 2025\.$/);
});

test("of a bill near the middle of its days, more is said to be usual in winter where their middles are all above the year's", () => {
  const quarter = (TIME_PERIOD: string, middle: number) =>
    (["P25", "P50", "P75"] as const).map((statistic, i) => {
      const value = middle + 150 * (i - 1);
      return row(statistic, value, { ...OF, HOUSEHOLD_TYPE: FEW, TIME_PERIOD, CI_LOWER: value - 5, CI_UPPER: value + 5 });
    });
  const over = (first: number, last: number) =>
    said([...quarter("2025-Q1", first), ...quarter("2025-Q4", last)], ELECTRIC, {
      ...NO_ENTRY,
      kind: "bill",
      amount: "824",
      from: "2025-12-12",
      to: "2026-02-11",
    });
  const cold = over(450, 420);
  expect(cold.title).toMatch(
    /^Votre facture \(62\sjours\)\s: 405\skWh par mois\.\nÀ ces dates, \*le milieu est vers [^*]+\*, entre [^:]+\s: une marge trop large pour dire plus ou moins\.$/,
  );
  expect(verdictWords(cold.commons, cold.answer, "fr")).toMatch(
    /^405\skWh par mois\s; à ces dates, \*le milieu est vers [^*]+\*, entre [^:]+\s: une marge trop large pour dire plus ou moins$/,
  );
  expect(cold.notes).toMatch(
    /^On ne publie que des trimestres entiers\s: ce qui revient à votre facture de deux d’entre eux n’est qu’estimé\. Pour conclure, donnez des trimestres entiers, par exemple de janvier à mars, ou votre total d’un an\. Pour repère, sur un an, la moitié des foyers comme le vôtre\s: 320\sà\s320\skWh par mois\. En hiver, on consomme plus qu’en été\s: c’est normal\.$/,
  );
  expect(over(450, 320).notes).not.toContain("normal");
});

test("more is not said to be usual in winter, where the published figures do not bear it out", () => {
  const { notes } = said([mean("_T", "2025-01", 300), mean("_T", "2025-02", 300)], ELECTRIC, WINTER);
  expect(notes).not.toContain("c’est normal");
});

test("of one month that is published with its quarter only, the words name the quarter, and all kinds as such", () => {
  const quarter = [
    row("MEAN", 350, { ...OF, HOUSEHOLD_TYPE: "_T", TIME_PERIOD: "2025-Q1" }),
    row("P50", 350, { ...OF, HOUSEHOLD_TYPE: "_T", TIME_PERIOD: "2025-Q1" }),
  ];
  const advice = [{ type: FEW, group: { area: "T", type: "_T" } }];
  const { answer, notes } = said(quarter, ELECTRIC, ["2025-01-01", "2025-01-31"], { "2025-Q1": advice });
  expect(answer.season?.statistic).toBe("P50");
  expect(notes).toMatch(/^De janvier à mars 2025, le milieu .*, tous types réunis, est à 350/);
});

test("a middle of all kinds is not given before the answer that decides about the kind", () => {
  const untold = said([mean("_T", "2025-01", 350), mean("_T", "2025-02", 350)], {}, WINTER);
  expect(untold.answer.verdict?.kind).toBe("seasonal");
  expect(untold.notes).toMatch(/Il manque une réponse\s: .*chauffage/);
  // Nor has two months' figure a place after the answer.
  expect(untold.notes).not.toContain("peu ou beaucoup");
  expect(untold.notes).not.toMatch(/milieu|moyenne/);
});

test("of one month an answer is asked for where a mean of that month by kind is published, else it would change nothing", () => {
  const january = ["2025-01-01", "2025-01-31"] as const;
  const idle = said([mean("_T", "2025-01", 350)], {}, january);
  expect(idle.answer.verdict?.kind).toBe("seasonal");
  expect(idle.notes).not.toContain("Il manque une réponse");
  expect(idle.notes).toMatch(/tous types réunis/);
  expect(said([mean("_T", "2025-01", 350), mean(FEW, "2025-01", 410)], {}, january).notes).toContain("Il manque une réponse");
});

test("a range of kinds leaves out those that an answer excludes, and depends on what is not answered only", () => {
  const year = said([], {}, ["2025-01-01", "2025-12-31"]);
  expect(year.notes).toMatch(/de 140\skWh à 320\skWh par mois selon le chauffage\./);
  expect(year.answer.kinds.map(({ type }) => type)).not.toContain(MANY);
});

test("a bill of a heated home over mostly cold months says that more is normal in winter, also where it begins in October, and both its years and the group's are said once", () => {
  const over = (from: string, to: string): OwnEntry => ({ ...NO_ENTRY, kind: "bill", amount: "1600", from, to });
  const { title, notes } = said([], ELECTRIC, over("2025-10-15", "2026-03-14"));
  expect(title).toMatch(/du 15 octobre 2025 au 14 mars 2026/);
  expect(notes).toMatch(
    /^En hiver, on consomme plus qu’en été\s: c’est normal\. Ces mois-là ne sont pas publiés\. Sur toute l’année 2025,/,
  );
  expect(notes).not.toContain("celui des autres");
  expect(said([], ELECTRIC, over("2025-04-01", "2025-09-30")).notes).toMatch(/^En été, on consomme moins/);
  expect(said([], ELECTRIC, over("2025-09-01", "2025-11-30")).notes).not.toContain("c’est normal");
});

test("a figure has a side only where the months or days that it lacks of its quarters cannot make the gap", () => {
  const quarters = ["2025-Q1", "2025-Q2"].map((period) => mean(FEW, period, 400));
  const sideOfBill = (from: string, to: string, perMonth: number) => {
    const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
    const amount = String(Math.round((perMonth * 12 * days) / 365));
    const place = said(quarters, ELECTRIC, { ...NO_ENTRY, kind: "bill", amount, from, to }).answer.season?.place;
    return place?.kind === "side" ? place.side : place;
  };
  // Whole quarters: the margin alone decides. Half of each: half of the figure more.
  expect(sideOfBill("2025-01-01", "2025-06-30", 440)).toBe("above");
  expect(sideOfBill("2025-01-01", "2025-06-30", 403)).toBe("about");
  expect([580, 220, 400].map((amount) => sideOfBill("2025-02-15", "2025-05-15", amount))).toEqual([null, null, null]);
  expect(sideOfBill("2025-02-15", "2025-05-15", 620)).toBe("above");
  // A whole quarter and a month of the next: two thirds of 430 for a fourth of the figure, beside 212.
  quarters.push(mean(FEW, "2025-Q3", 140), mean(FEW, "2025-Q4", 430));
  expect([130, 150, 275, 295].map((amount) => sideOfBill("2025-07-01", "2025-10-31", amount))).toEqual([
    "below",
    null,
    null,
    "above",
  ]);
  // One month alone lacks two thirds of its quarter.
  expect([140, 640].map((amount) => sideOfBill("2025-01-01", "2025-01-31", amount))).toEqual([null, null]);
  expect([120, 690].map((amount) => sideOfBill("2025-01-01", "2025-01-31", amount))).toEqual(["below", "above"]);
});

test("where a month of a figure is not published with its quarter either, nothing is told of the others", () => {
  const months = ["01", "02", "03", "04"].map((month) => ({ period: `2025-${month}`, value: month === "04" ? 60 : 900 }));
  const { answer, title, notes } = said([mean(FEW, "2025-Q1", 400)], ELECTRIC, { ...NO_ENTRY, kind: "months", months });
  expect(answer.season?.centre).toBeNull();
  expect(title).toMatch(/^Cela fait \*690\skWh par mois\* de janvier à avril 2025\.$/);
  expect(notes).toContain("Ces mois-là ne sont pas publiés.");
});

test("a bill of many times the middle is asked about by that of its own dates", () => {
  const rows = [mean(FEW, "2025-Q1", 900), mean(FEW, "2025-Q3", 60)];
  const bill = (from: string, to: string) => said(rows, ELECTRIC, { ...NO_ENTRY, kind: "bill", amount: "1600", from, to });
  expect(bill("2025-07-01", "2025-08-31").title).toMatch(/^\*Bien plus\* que la moyenne, 13 fois/);
  expect(bill("2025-07-01", "2025-08-31").notes).toMatch(/la moyenne est à 60\skWh par mois/);
  expect(bill("2025-01-01", "2025-02-28").answer.verdict?.kind).toBe("seasonal");
});

test("a month of four times the middle of its quarter is asked about first, with nothing drawn, and has its side once it is confirmed", () => {
  const quarter = (["P25", "P50", "P75", "MEAN"] as const).map((statistic) =>
    row(statistic, 400, { ...OF, HOUSEHOLD_TYPE: FEW ?? "", TIME_PERIOD: "2025-Q1" }),
  );
  const group = { type: String(FEW), group: { area: "T", type: String(FEW) } };
  const january = (confirmed: boolean) =>
    said(quarter, ELECTRIC, { ...NO_ENTRY, amount: "1700", month: "01", confirmed }, { "2025-Q1": [group] });
  expect(january(false).title).toMatch(/^\*1\s700\skWh sur un mois\*, ou sur plusieurs\s\?$/);
  expect(figuresOf(january(false).answer)).toEqual([]);
  expect(january(true).title).toMatch(/^C’est \*plus\* que le milieu .*, de janvier à mars 2025\.$/);
  expect(figuresOf(january(true).answer)).toEqual(["season", "near"]);
});

test("months of two years are said with their years, and a bill's own total and dates are kept for its sheet", () => {
  const months = ["2024-11", "2024-12", "2025-01"].map((period) => ({ period, value: 230 }));
  const rows = months.map(({ period }) => mean("_T", period, 350));
  expect(
    said(rows, ELECTRIC, { ...NO_ENTRY, kind: "months", months }).notes +
      said(rows, ELECTRIC, { ...NO_ENTRY, kind: "months", months }).title,
  ).toMatch(/de novembre 2024 à janvier 2025/);
  const bill = said([], ELECTRIC, { ...NO_ENTRY, kind: "bill", amount: "460,50", from: WINTER[0], to: WINTER[1] }).answer;
  expect(bill.given?.total).toEqual({ amount: 460.5, days: { from: WINTER[0], to: WINTER[1] } });
});
