import fc from "fast-check";
import { h } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { expect, test, vi } from "vitest";
import { figuresOf, statesGap } from "../../../dashboards/compare/drawn-figures.ts";
import { GapLine } from "../../../dashboards/compare/gap.tsx";
import { groupNotes } from "../../../dashboards/compare/group-notes.ts";
import { isVeryLow } from "../../../dashboards/compare/low-figure.ts";
import { textsOf } from "../../../dashboards/compare/months-standing.tsx";
import { levelled, visitorWith } from "../../../dashboards/compare/own-figures.ts";
import { SameMonths, seasonRow } from "../../../dashboards/compare/same-months.tsx";
import { lackingMonths } from "../../../dashboards/compare/season-place.ts";
import { sentenceOf } from "../../../dashboards/compare/sentence.ts";
import { verdictWords } from "../../../dashboards/compare/together-rows.ts";
import { answerOf } from "../../../dashboards/compare/topic-answer.ts";
import { TypedMonths } from "../../../dashboards/compare/typed-months.tsx";
import { WORDS } from "../../../dashboards/shared/i18n.ts";
import { NO_ENTRY, newVisitor, type OwnEntry } from "../../../dashboards/visit/visitor.ts";
import { type MeasureRef, measureRef } from "../../../src/domains/index.ts";
import { readBills } from "../../../src/importers/bill.ts";
import { row } from "../rows.ts";
import { smallCommons } from "./small-commons.ts";

const ref = measureRef("water", "volume") as MeasureRef;
const SMALL = "size=2";
/** Middles of P25, P50, P75 and the mean of homes of two people. */
const PERIODS = { "2025": [5, 7, 9, 7], "2025-Q1": [5, 7, 9, 7], "2025-Q2": [4, 6, 8, 6] } as const;

/** A commons with these figures, each known to 0.1. */
const commonsOf = (periods: Readonly<Record<string, readonly number[]>>) =>
  smallCommons(
    Object.entries(periods).flatMap(([TIME_PERIOD, values]) =>
      (["P25", "P50", "P75", "MEAN"] as const).map((statistic, i) =>
        row(statistic, values[i] ?? 0, {
          HOUSEHOLD_TYPE: SMALL,
          TIME_PERIOD,
          CI_LOWER: (values[i] ?? 0) - 0.1,
          CI_UPPER: (values[i] ?? 0) + 0.1,
        }),
      ),
    ),
    Object.fromEntries(Object.keys(periods).map((period) => [period, [{ type: SMALL, group: { area: "T", type: SMALL } }]])),
  );
const commons = commonsOf(PERIODS);

function said(entry: Partial<OwnEntry>, lang: "fr" | "en" = "fr", at = commons) {
  const visitor = newVisitor();
  visitor.area.value = "N1";
  visitor.attributes.value = { size: "2" };
  visitor.entries.value = { [ref.key]: { ...NO_ENTRY, ...entry } };
  const answer = answerOf(at, visitor, ref, "T", lang);
  return { answer, title: sentenceOf(at, answer, lang)?.title, notes: sentenceOf(at, answer, lang)?.notes.join(" ") };
}

const months = (values: readonly number[]) =>
  values.map((value, i) => ({ period: `2025-${String(i + 1).padStart(2, "0")}`, value }));

/** Months among which bills were divided. */
const divided = (bills: readonly (readonly [from: string, to: string, total: string])[], at = commons) => {
  const read = bills.map(([from, to, total]) => ({ domain: "water", measure: "volume", from, to, total }));
  const figures = levelled(readBills(read).readings, () => true);
  return said({ kind: "months", months: visitorWith(null, {}, figures).entries.value[ref.key]?.months ?? [] }, "fr", at);
};

test("months that fill two quarters have one place, among the quartiles of both", () => {
  const both = said({ kind: "months", months: months([7, 7, 7, 12, 12, 12]) });
  // 4,5 and 8,5 are the means of both quarters' quartiles.
  expect(both.answer.season?.quartiles).toMatchObject({ p25: { value: 4.5 }, p50: { value: 6.5 }, p75: { value: 8.5 } });
  expect(both.title).toMatch(/^Vous êtes dans \*le quart qui consomme le plus\*, parmi les foyers .+, aux mêmes mois\.$/);
  expect(both.notes).toMatch(/^9,5\sm³ par mois de janvier à juin 2025\s; au milieu, environ 6,5\sm³\.$/);
  expect(said({ kind: "months", months: months([7, 7, 7, 7, 7, 7]) }).title).toMatch(
    /^Vous êtes dans \*la moitié centrale\* des foyers .+, au-dessus du milieu, aux mêmes mois\.$/,
  );
  // The side is said where the gap is, as over a whole year.
  expect(said({ kind: "months", months: months([6, 6, 6, 5, 5, 5]) }).title).toMatch(/, en dessous du milieu, aux mêmes mois\.$/);
  const near = said({ kind: "months", months: months([7, 7, 7, 6, 6, 6]) });
  expect([near.title?.includes("du milieu"), statesGap(near.answer)]).toEqual([false, false]);
  const english = said({ kind: "months", months: months([7, 7, 7, 12, 12, 12]) }, "en");
  expect(english.title).toMatch(/^You are in \*the 25% that use the most\*, among homes .+, over the same months\.$/);
  expect(english.notes).toMatch(/^9\.5\sm³ per month from January to June 2025; the middle is about 6\.5\sm³\.$/);
});

/** Figures of a district, whose margins are wide where quarters are filled in part, and of the town around, whose margins are narrow. */
const QUARTERS = ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"];
const inDistrict = (quarters: readonly string[], adviceOfQuarter = "N1") =>
  smallCommons(
    (
      [
        ["T", 8],
        ["N1", 2],
      ] as const
    ).flatMap(([area, apart]) =>
      ["2025", ...(area === "T" ? QUARTERS : quarters)].flatMap((TIME_PERIOD) =>
        (["P25", "P50", "P75", "MEAN"] as const).flatMap((statistic, i) => {
          const value = 9 + (i === 3 ? 0 : (i - 1) * apart);
          const over = { REF_AREA: area, TIME_PERIOD, CI_LOWER: value - 0.1, CI_UPPER: value + 0.1 };
          return [row(statistic, value, over), row(statistic, value, { ...over, HOUSEHOLD_TYPE: SMALL })];
        }),
      ),
    ),
    Object.fromEntries(
      ["2025", ...QUARTERS].map((period) => [
        period,
        [{ type: SMALL, group: { area: period === "2025" ? "N1" : adviceOfQuarter, type: SMALL } }],
      ]),
    ),
  );

test("whoever types month after month stays among the homes of the year, though homes further around would give a rank with some months", () => {
  for (const at of [inDistrict(QUARTERS), inDistrict(QUARTERS, "T")]) {
    const shown = Array.from({ length: 12 }, (_, i) => i + 1).flatMap((n) => {
      const { answer } = said({ kind: "months", months: months(Array.from({ length: n }, () => 9)) }, "fr", at);
      // A whole quarter has the homes that the release advises for it.
      return n === 3 ? [] : [answer.season?.centre ? answer.season.of.area : answer.group?.area];
    });
    expect(new Set(shown)).toEqual(new Set(["N1"]));
  }
});

test("where the homes of the year have no figure for some of the months, those around them stand instead, and the sentence before says so", () => {
  const at = inDistrict(["2025-Q1", "2025-Q2", "2025-Q4"]);
  const insteadOf = (n: number, lang: "fr" | "en" = "fr") => {
    const { answer } = said({ kind: "months", months: months(Array.from({ length: n }, () => 9)) }, lang, at);
    return sentenceOf(at, answer, lang)?.instead?.replace(/[\u00a0\u202f]/g, " ") ?? null;
  };
  expect(insteadOf(5)).toBeNull();
  expect(insteadOf(7)).toMatch(
    /^Pour le 3e trimestre 2025, dans .*Nord 1, pas encore assez de foyers comme le vôtre : voici ceux .+\.$/,
  );
  expect(insteadOf(7, "en")).toMatch(/^For Q3 2025, .*Nord 1.*\.$/);
});

test("where all months together are near the middle, the headline has both figures, and the months that are above or below it", () => {
  const title = (values: readonly number[], lang: "fr" | "en" = "fr") =>
    textsOf(commons, said({ kind: "months", months: months(values) }).answer, lang).title.replace(/[\u00a0\u202f]/g, " ");
  expect(title([9.3, 9.3, 9.3, 1.7])).toMatch(
    /^7,4 m³ par mois, \*à peu près\* comme le milieu des foyers de 2 personnes .+ \(6,8 m³\) ; \*plus\* de janvier à mars\.$/,
  );
  // A place among others has one's own figure and its group, which the line below need not repeat.
  expect(title([7, 7, 7, 12, 12, 12])).toMatch(
    /^9,5 m³ par mois de janvier à juin 2025 : vous êtes dans \*le quart qui consomme le plus\*, parmi les foyers de 2 personnes .+, aux mêmes mois\.$/,
  );
  expect(title([7, 7, 7, 12, 12])).toMatch(
    /^9 m³ par mois de janvier à mai 2025 : c’est \*plus\* que le milieu des foyers de 2 personnes /,
  );
  expect(title([9.3, 9.3, 9.3, 1.7], "en")).toMatch(
    /^7\.4 m³ per month, \*about the same\* as the middle for homes .+ \(6\.8 m³\); \*more\* from January to March\.$/,
  );
});

test("part of a year at the edge of a quarter says of which months it is and between which ends that quarter begins; a whole year names itself", () => {
  const at = (values: readonly number[], lang: "fr" | "en" = "fr") => {
    const { title, notes } = textsOf(commons, said({ kind: "months", months: months(values) }, lang).answer, lang);
    return [title, notes[0] ?? ""].map((text) => text.replace(/[\u00a0\u202f]/g, " "));
  };
  const [title, note] = at([7, 7, 7, 10, 10, 10]);
  expect(title).toMatch(/^8,5 m³ par mois de janvier à juin 2025 : vous êtes \*à la limite du quart qui consomme le plus\*, /);
  // The figure of the title is not said again.
  expect(note).toMatch(
    /^Au milieu, environ 6,5 m³\. Le quart qui consomme le plus commence entre [\d,]+ et [\d,]+ m³ : on ne peut dire de quel côté vous êtes\. Sur une partie de l’année, cette marge est plus large : sur un an, la réponse peut changer\.$/,
  );
  const [lower = 0, upper = 0] = [...(note ?? "").matchAll(/entre ([\d,]+) et ([\d,]+)/g)].flatMap(([, a = "", b = ""]) =>
    [a, b].map((end) => Number(end.replace(",", "."))),
  );
  expect(8.5 >= lower && 8.5 <= upper).toBe(true);
  expect(at([7, 7, 7, 10, 10, 10], "en").join(" ")).toMatch(
    /from January to June 2025: you are \*at the edge .+ begin between .+: we cannot tell which side you are on\. For part of a year this margin is wider/,
  );
  // What is in a quarter for sure has no edge to tell.
  expect(at([7, 7, 7, 12, 12, 12]).join(" ")).not.toMatch(/commence entre/);
});

test("every month of a figure counts: one beside a whole quarter widens the margin until a side is all that can be told, except of what is beyond it", () => {
  const [sure, side, about, none] = [
    [7, 7, 7, 15, 15],
    [7, 7, 7, 12, 12],
    [9.3, 9.3, 9.3, 1.7],
    [9, 4],
  ].map((values) => said({ kind: "months", months: months(values) }));
  // 8,6 at 75 in a hundred, and 1,2 for the month that lacks: 10,2 is above both.
  expect(sure?.title).toMatch(/^Vous êtes dans \*le quart qui consomme le plus\*, .+, sur les trimestres de ces mois\.$/);
  expect(side?.title).toMatch(/^C’est \*plus\* que le milieu des foyers .+, sur les trimestres de ces mois\.$/);
  // A middle of 6,75, known to a sixth of 6 and 0,1: less than a fourth; and 7,4 is less than a tenth from it.
  expect(about?.title).toMatch(/^C’est \*à peu près\* comme le milieu des foyers .+, sur les trimestres de ces mois\.$/);
  expect(about?.notes).toMatch(
    /^7,4\sm³ par mois de janvier à avril 2025\s; au milieu, environ 6,8\sm³, entre 5,6\set\s7,9\sm³\.$/,
  );
  // A mean that reads as an end of the margin, 7,94 as 7,9, is on no side of it, and too far to be about it; 7,96 reads as 8.
  const [touching, beyond] = [31.76, 31.84].map((sum) => said({ kind: "months", months: months([10, 10, 10, sum - 30]) }));
  expect(touching?.answer.season?.place).toBeNull();
  expect(beyond?.title).toMatch(/^C’est \*plus\* que le milieu /);
  expect(beyond?.notes).toMatch(/^8\sm³ par mois .+, entre 5,6\set\s7,9\sm³\.$/);
  // A middle of 7, known to a third and 0,1: no side, which is said with what is missing.
  expect(none?.title).toMatch(
    /^Sur ces mois, \*le milieu est vers [^*]+\*, entre 4,5\set\s9,5\sm³\s: trop près pour dire plus ou moins\.$/,
  );
  expect(none?.notes).toMatch(
    /^On ne publie que des trimestres entiers, ici de janvier à mars 2025\. Pour conclure, il manque mars 2025\.$/,
  );
  // Contribuer and Ma contribution have it after one's own figure.
  expect(none && textsOf(commons, none.answer, "fr").title).toMatch(
    /^6,5\sm³ par mois\s: sur ces mois, \*le milieu est vers 7\sm³\*, entre /,
  );
  expect(said({ kind: "months", months: months([12, 12]) }).title).toMatch(
    /^C’est \*plus\* que le milieu .+, de janvier à mars 2025\.$/,
  );
  expect(said({ kind: "months", months: months([7, 7, 7]) }).title).toMatch(
    /^Vous êtes dans \*la moitié centrale\* .+, de janvier à mars 2025\.$/,
  );
});

test("a bill that no side can be told of has one middle, counted by its days, with the margin that what it lacks of its quarters leaves", () => {
  // From 23 February to 7 May: March and April count, 31 days beside a middle of 7 and 30 beside one of 6.
  const of = (perMonth: number, [from, to] = ["2025-02-23", "2025-05-07"], lang: "fr" | "en" = "fr", at = commons) => {
    const days = (Date.parse(to ?? "") - Date.parse(from ?? "")) / 86_400_000 + 1;
    const amount = ((perMonth * days) / (365.25 / 12)).toFixed(2);
    return said({ kind: "bill", from: from ?? "", to: to ?? "", amount }, lang, at);
  };
  const inside = of(6.5);
  expect(inside.title).toMatch(
    /^Votre facture \(74\sjours\)\s: 6,5\sm³ par mois\.\nÀ ces dates, \*le milieu est vers [^*]+\*, entre 2,0\set\s11,0\sm³\s: une marge trop large pour dire plus ou moins\.$/,
  );
  expect(inside.notes).toMatch(
    /^On ne publie que des trimestres entiers\s: ce qui revient à votre facture de deux d’entre eux n’est qu’estimé\. Pour conclure, donnez des trimestres entiers, par exemple de janvier à mars, ou votre total d’un an\. Pour repère, sur un an, la moitié des foyers comme le vôtre\s: 5,0\sà\s9,0\sm³ par mois\.$/,
  );
  // What is not near is left open by the same margins; within one quarter, by the days that lack.
  for (const perMonth of [4, 9]) expect(of(perMonth).title).toMatch(/\nÀ .*: une marge trop large pour dire/);
  expect(of(9, ["2025-02-23", "2025-03-31"]).title).toMatch(/\nÀ .*: trop peu de jours pour dire/);
  // How the month is computed stands with the group; a bill of whole months is divided by these.
  const sum = (dates?: [string, string]) => groupNotes(commons, of(6.5, dates).answer, "fr").join().replaceAll("\u00a0", " ");
  expect(sum()).toBe("Votre facture : 15,8 m³ sur 74 jours, ramenés à un mois moyen (30,44 jours).");
  expect(sum(["2025-03-01", "2025-04-30"])).toMatch(/, partagés entre 2 mois\.$/);
  expect(of(6.5, undefined, "en").title).toMatch(
    /^Your bill \(74 days\): 6\.5\sm³ per month\.\nOn these dates, \*the middle is around [^*]+\*, between 2\.0\sand\s11\.0\sm³: too wide a margin to say more or less\.$/,
  );
  // Days of another year than the published ones: the quarters are named with theirs, and so are the bill's own dates.
  expect(of(6.5, ["2026-02-23", "2026-05-07"]).notes).toBe(inside.notes);
  // Of days of one quarter that margin is not the reason, and where the year's homes are others it is no landmark.
  expect(of(9, ["2025-02-23", "2025-03-31"]).notes).not.toContain("repère");
  // A mean is no middle.
  const meansAlone = smallCommons(
    Object.entries(PERIODS).map(([TIME_PERIOD, values]) => row("MEAN", values[3], { HOUSEHOLD_TYPE: SMALL, TIME_PERIOD })),
    Object.fromEntries(Object.keys(PERIODS).map((period) => [period, [{ type: SMALL, group: { area: "T", type: SMALL } }]])),
  );
  expect(of(6.5, undefined, "fr", meansAlone).notes).not.toContain("repère");
  expect(of(6.5, undefined, "fr", meansAlone).title).toMatch(/\nÀ ces dates, \*la moyenne est vers [^*]+\*, entre /);
  // A few days of a quarter that is not published are no part of it.
  expect(of(6.5, ["2024-12-29", "2025-03-10"]).answer.season?.periods).toEqual(["2025-Q1"]);
});

test("a figure without a place is drawn within the margin that its sentence has, beside the middle half that is known about", () => {
  const seen = new Set<string>();
  const days = fc.integer({ min: 0, max: 180 });
  fc.assert(
    fc.property(days, days, fc.integer({ min: 25, max: 130 }), (a, b, tenths) => {
      const [from = "", to = ""] = [Math.min(a, b), Math.max(a, b)].map((day) =>
        new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10),
      );
      const { answer, title = "" } = bill(from, to, tenths / 10);
      fc.pre(answer.verdict?.kind === "seasonal" && answer.season?.place === null && !isVeryLow(answer));
      const { perMonth = 0 } = answer.given ?? {};
      const ends = /entre ([\d,]+)\set\s([\d,]+)\sm³/
        .exec(title)
        ?.slice(1)
        .map((end) => Number(end.replace(",", ".")));
      const drawn = seasonRow(answer, "fr");
      expect(ends).toEqual([drawn?.interval.lower, drawn?.interval.upper]);
      expect(perMonth).toBeGreaterThanOrEqual((ends?.[0] ?? Number.NaN) - 0.05);
      expect(perMonth).toBeLessThanOrEqual((ends?.[1] ?? Number.NaN) + 0.05);
      expect(title.match(/le milieu/g)).toHaveLength(1);
      expect(statesGap(answer)).toBe(false);
      seen.add(`${drawn?.quartiles !== null} ${/trop (près|peu|large)/i.exec(title)?.[1]}`);
    }),
    { numRuns: 150 },
  );
  expect([...seen].sort()).toEqual(["true large", "true peu", "true près"]);
  // The bar is dashed, and the margin of the middle a thin line.
  const { answer } = bill("2025-02-23", "2025-05-07", 6.5);
  expect(figuresOf(answer)).toEqual(["season", "near"]);
  const drawing = renderToStaticMarkup(h(SameMonths, { commons, answer, lang: "fr", width: 600, id: "season" }));
  expect([...drawing.matchAll(/<rect [^>]*stroke-dasharray/g)]).toHaveLength(1);
  const named = ["23\u00a0févr. – 7\u00a0mai", "le milieu\u00a0: vers 6,5\u00a0m³, estimé", "vous, 6,5"];
  expect(named.filter((text) => !drawing.includes(text))).toEqual([]);
});

test("months of another year than the published quarter are said with both years", () => {
  const older = months([7, 7, 7]);
  const newer = [9, 9, 9].map((value, i) => ({ period: `2026-0${i + 1}`, value }));
  const ofBoth = said({ kind: "months", months: [...older, ...newer] });
  expect(ofBoth.answer.given?.periods).toEqual(["2026-01", "2026-02", "2026-03"]);
  for (const { title, notes } of [ofBoth, said({ kind: "months", months: newer })]) {
    expect(title).toMatch(/\s: vos mois de 2026, à côté du 1er trimestre 2025\.$/);
    expect(notes).not.toContain("2026");
  }
  expect(said({ kind: "months", months: newer }, "en").title).toMatch(/: your months of 2026, next to Q1 2025\.$/);
});

test("one bill of two quarters has the place that the months have among which it was divided", () => {
  const one = said({ kind: "bill", amount: "51", from: "2025-01-01", to: "2025-06-30" });
  expect(one.title).toMatch(/^Vous êtes \*à la limite du quart qui consomme le plus\*, parmi les foyers .+, aux mêmes mois\.$/);
  expect([figuresOf(one.answer)]).toEqual([["season", "near"]]);
  expect(divided([["2025-01-01", "2025-06-30", "51"]]).title).toBe(one.title);
  const two = divided([
    ["2025-01-01", "2025-03-31", "21"],
    ["2025-04-01", "2025-06-30", "30"],
  ]);
  expect(two.title).toBe(one.title);
});

test("months are held as a bill of the same days is: both have the same place, and the same middle and margin without one", () => {
  const monthOf = (i: number): string => `2025-${String(i + 1).padStart(2, "0")}`;
  const seen = new Set<string>();
  const [one, span] = [fc.integer({ min: 2, max: 12 }), fc.integer({ min: 0, max: 5 })];
  fc.assert(
    fc.property(span, span, fc.array(one, { minLength: 6, maxLength: 6 }), (a, b, values) => {
      const [first, last] = [Math.min(a, b), Math.max(a, b)];
      const own = values.slice(first, last + 1).map((value, i) => ({ period: monthOf(first + i), value }));
      const total = own.reduce((sum, { value }) => sum + value, 0);
      const to = new Date(Date.UTC(2025, last + 1, 0)).toISOString().slice(0, 10);
      const asBill = said({ kind: "bill", amount: String(total), from: `${monthOf(first)}-01`, to });
      const asMonths = said({ kind: "months", months: own });
      const [{ season }, { verdict }] = [asBill.answer, asBill.answer];
      // A month among many may be doubted of which a bill says nothing.
      fc.pre(verdict?.kind !== "unit" && asMonths.answer.verdict?.kind !== "unit");
      expect(asMonths.answer.verdict).toEqual(verdict);
      expect([asMonths.answer.season?.place, asMonths.answer.season?.reach]).toEqual([season?.place, season?.reach]);
      // Of months that have no place together, those of whole quarters may have one, which nobody knows of a bill.
      const isTold = season?.place != null;
      // One month is said without "per month".
      const rankOf = ({ title = "" }) => title.split("\n").at(-1);
      if (isTold && first < last) expect(rankOf(asMonths)).toBe(rankOf(asBill));
      seen.add(season === null ? "whole" : isTold ? "place" : "nothing");
    }),
    { numRuns: 300 },
  );
  expect([...seen].sort()).toEqual(["nothing", "place", "whole"]);
});

/** A bill of an amount a month. */
const bill = (from: string, to: string, perMonth: number) =>
  said({ kind: "bill", amount: String(perMonth * monthsOf(from, to)).replace(".", ","), from, to });
const monthsOf = (from: string, to: string): number => ((Date.parse(to) - Date.parse(from)) / 86_400_000 + 1) / (365.25 / 12);

test("a bill has a place among homes over the same days, give or take a week; one that lacks days of its quarter within wider margins, then beside the middle, then nothing", () => {
  expect(bill("2025-01-03", "2025-04-02", 7).answer.verdict?.kind).toBe("quarter");
  expect(bill("2026-01-01", "2026-03-31", 7).answer.verdict?.kind).toBe("quarter");
  const placesOf = (from: string, perMonth: readonly number[]) =>
    perMonth.map((one) => bill(from, "2025-03-31", one).answer.season?.place);
  // 82 of 90 days: the quartile of 9 is known to 0.1 and a ninetieth for each day, which is less than a fourth of 4.
  expect(placesOf("2025-01-09", [4, 5.4, 7, 8, 8.2, 9.8, 10])).toMatchObject([
    { kind: "quarter", quarter: "low" },
    { kind: "edge", edge: "low" },
    { kind: "quarter", quarter: "middle" },
    { kind: "quarter", quarter: "middle" },
    { kind: "edge", edge: "high" },
    { kind: "edge", edge: "high" },
    { kind: "quarter", quarter: "high" },
  ]);
  // 80 days: no edge, so a side of the 7 and its 0.1 and a ninth, and a rank only beyond the margins of both quartiles.
  expect(placesOf("2025-01-11", [4.3, 5.5, 5.7, 7.8, 8, 10.2])).toEqual([
    { kind: "quarter", quarter: "low" },
    { kind: "side", side: "below" },
    { kind: "quarter", quarter: "middle" },
    { kind: "quarter", quarter: "middle" },
    { kind: "side", side: "above" },
    { kind: "quarter", quarter: "high" },
  ]);
  // 69 days: a margin of 0.1 and 21 ninetieths is still less than a fourth of 7; of 68 it is more, and nothing is told within.
  // Within that margin too, a figure a tenth or more from the middle is not "about" it.
  const about = { kind: "side", side: "about" };
  expect(placesOf("2025-01-22", [6.2, 7, 7.6, 7.8])).toEqual([null, about, about, null]);
  expect(bill("2025-01-22", "2025-03-31", 7.8).title).toMatch(/, entre 5,2\set\s8,8\sm³\s: trop près pour dire plus ou moins\.$/);
  expect(placesOf("2025-01-24", [5, 7, 9])).toEqual([{ kind: "side", side: "below" }, null, { kind: "side", side: "above" }]);
  // 76 of 90 days at 7, and 14 at 6.
  expect(bill("2025-01-15", "2025-04-14", 7).answer.season?.centre?.value).toBeCloseTo((76 * 7 + 14 * 6) / 90);
});

/** Where the visitor's line stands beside the bar that is drawn, with the margins of its ends over it. */
function drawnPlace({ answer }: ReturnType<typeof said>) {
  const drawing = renderToStaticMarkup(h(SameMonths, { commons, answer, lang: "fr", width: 700, id: "s" }));
  const rects = [...drawing.matchAll(/<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"/g)].map(([, x, width]) => ({
    from: Number(x),
    to: Number(x) + Number(width),
  }));
  const [bar, ...ends] = rects;
  const you = Number(/<path d="M([\d.]+) [^>]*stroke="var\(--you\)"/.exec(drawing)?.[1]);
  const within = [...ends, bar ?? { from: 0, to: 0 }].findIndex(({ from, to }) => you >= from && you <= to);
  const isNear = rects.some(({ from, to }) => Math.min(Math.abs(you - from), Math.abs(you - to)) < 0.3);
  return {
    isNear,
    at: within < 0 ? (you < (bar?.from ?? 0) ? "low" : "high") : ["low edge", "high edge", "middle"][within],
  };
}

test("the sentence and the drawing agree: the middle half is in the bar, an edge in the dashes of its end, a quarter outside", () => {
  const days = fc.integer({ min: 0, max: 180 });
  const seen = new Set<string | undefined>();
  fc.assert(
    fc.property(days, days, fc.integer({ min: 25, max: 130 }), (a, b, tenths) => {
      const [from = "", to = ""] = [Math.min(a, b), Math.max(a, b)].map((day) =>
        new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10),
      );
      const one = bill(from, to, tenths / 10);
      const place = one.answer.verdict?.kind === "seasonal" ? one.answer.season?.place : null;
      fc.pre(place != null && place.kind !== "side");
      const { isNear, at } = drawnPlace(one);
      fc.pre(!isNear);
      seen.add(at);
      expect(at).toBe(place?.kind === "edge" ? `${place.edge} edge` : place?.kind === "quarter" ? place.quarter : null);
    }),
    { numRuns: 400 },
  );
  expect([...seen].sort()).toEqual(["high", "high edge", "low", "low edge", "middle"]);
});

test("beside a quarter, whose distribution is not published, the middle half of the group is drawn and not only means of all homes", () => {
  expect(figuresOf(said({ kind: "bill", amount: "21", from: "2025-01-01", to: "2025-03-31" }).answer)).toEqual(["half", "near"]);
});

test("of a part of the year of which no side can be told, the middle is drawn with the margin that is told, and what is within it is not very little", () => {
  // 68 of 90 days: the middle of 7 is known to 0.1 and 22 ninetieths of it.
  for (const [perMonth, isLow] of [
    [7, false],
    [5.3, false],
    [2, true],
  ] as const) {
    const { answer, title, notes } = bill("2025-01-23", "2025-03-31", perMonth);
    expect(isVeryLow({ ...answer, fiveShare: 0.9 })).toBe(isLow);
    if (isLow) continue;
    expect(title).toMatch(
      /\nÀ ces dates, \*le milieu est vers [^*]+\*, entre 5,1\set\s8,9\sm³\s: trop près pour dire plus ou moins\.$/,
    );
    expect(notes).toMatch(
      /^On ne publie que des trimestres entiers, ici de janvier à mars 2025\. Pour conclure, donnez des trimestres entiers, par exemple de janvier à mars, ou votre total d’un an\.$/,
    );
    expect(seasonRow(answer, "fr")?.interval).toMatchObject({ value: 7, lower: 5.1, upper: 8.9 });
    expect(figuresOf(answer)).toEqual(["season", "near"]);
  }
});

test("of months that have no place together, those of whole quarters have theirs, and no month is asked for that is not over", () => {
  vi.useFakeTimers({ now: new Date("2025-05-20") });
  // A second quarter of 40 is known to a third of it.
  const uneven = commonsOf({ ...PERIODS, "2025-Q2": [38, 40, 42, 40] });
  const part = said({ kind: "months", months: months([9.5, 9.5, 9.5, 40, 40]) }, "fr", uneven);
  // The months that have the place are named first, and those that have none right under it.
  const title =
    /^De janvier à mars 2025, 9,5\sm³ par mois\.\nVous êtes dans \*le quart qui consomme le plus\*, parmi les foyers [^,]+, [^,]+\.$/;
  expect(part.title).toMatch(title);
  expect(part.notes).toMatch(
    /^Le reste de vos mois n’entre pas dans cette comparaison, faute d’un trimestre entier\. Au milieu, environ 7\sm³\.$/,
  );
  expect(statesGap(part.answer)).toBe(false);
  expect(verdictWords(uneven, part.answer, "fr")).toBe("*le quart qui consomme le plus*");
  // Of another year that year alone is said, since the months are.
  const later = part.answer.given?.months.map(({ period, value }) => ({ period: period.replace("2025", "2026"), value })) ?? [];
  vi.setSystemTime(new Date("2026-05-20"));
  expect(said({ kind: "months", months: later }, "fr", uneven).title).toMatch(/^De janvier à mars 2026, .+, en 2025\.$/s);
  vi.setSystemTime(new Date("2025-05-20"));
  const drawn = textsOf(uneven, part.answer, "fr");
  expect(drawn.title).toMatch(
    /^De janvier à mars 2025, 9,5\sm³ par mois\. Vous êtes dans \*le quart qui consomme le plus\*, parmi les foyers de 2 personnes /,
  );
  expect(drawn.subtitle).toMatch(/à côté de leurs trimestres, en /);
  // One bill of the five months tells nobody what its first three were.
  const oneBill = divided([["2025-01-01", "2025-05-31", "108.5"]], uneven);
  expect(oneBill.title).toMatch(
    /^Sur ces mois, \*le milieu est vers [^*]+\*, entre 14,7\set\s25,7\sm³\s: trop près pour dire plus ou moins\.$/,
  );
  // The quarter of a lone April is not over.
  const lone = said({ kind: "months", typed: { "2025-04": "6" } });
  expect(lone.title).toMatch(
    /^En avril, \*le milieu est vers [^*]+\*, entre 1,9\set\s10,1\sm³\s: trop près pour dire plus ou moins\.$/,
  );
  expect(lone.notes).toMatch(/^On ne publie que des trimestres entiers, ici d’avril à juin 2025\.$/);
  vi.useRealTimers();
});

test("months that do not follow the quarters name those that do, and the fields to type show them", () => {
  vi.useFakeTimers({ now: new Date("2026-11-30") });
  const typed = { "2025-02": "8,5", "2025-03": "8,5", "2025-04": "8,5" };
  const one = said({ kind: "months", typed });
  expect(lackingMonths(one.answer)).toEqual(["2025-01", "2025-05", "2025-06"]);
  expect(one.notes).toMatch(/ Pour conclure, il manque janvier, mai et juin 2025\.$/);
  const fieldsOf = (entry: Partial<OwnEntry>) => {
    const visitor = newVisitor();
    const props = { visitor, answer: said(entry).answer, entry: { ...NO_ENTRY, ...entry }, lang: "fr" as const };
    const html = renderToStaticMarkup(h(TypedMonths, { ...props, units: ["m³"], clamp: 60 }));
    return [...html.matchAll(/data-month="([^"]+)"/g)].map(([, period]) => period);
  };
  // The fields begin with a quarter, whatever is typed: one that came before others would move them under the finger.
  for (const some of [{}, { "2025-11": "7" }]) expect(fieldsOf({ kind: "months", typed: some })[0]).toBe("2025-10");
  expect(fieldsOf({ kind: "months", typed })[0]).toBe("2024-10");
  vi.useRealTimers();
});

/** Months (`YYYY-MM`) in words of one language, however they are listed. */
function monthsNamed(text: string, lang: "fr" | "en"): string[] {
  const names = WORDS[lang].monthNames;
  const found = [...text.matchAll(new RegExp(`${names.join("|")}|20\\d\\d`, "g"))].map(([word]) => word);
  return found.flatMap((word, i) => {
    const year = found.slice(i).find((other) => other.startsWith("20"));
    return names.includes(word) ? [`${year}-${String(names.indexOf(word) + 1).padStart(2, "0")}`] : [];
  });
}

test("no month that is typed is said to be missing, in either language; one of the year before completes its quarter", () => {
  vi.useFakeTimers({ now: new Date("2026-12-01") });
  const uneven = commonsOf({ ...PERIODS, "2025-Q2": [38, 40, 42, 40], "2025-Q3": [4, 6, 8, 6], "2025-Q4": [38, 40, 42, 40] });
  const all = Array.from({ length: 14 }, (_, i) => new Date(Date.UTC(2025, 9 + i, 1)).toISOString().slice(0, 7));
  const typedOf = (values: readonly (number | null)[]) =>
    Object.fromEntries(all.map((period, i) => [period, values[i] == null ? "" : String(values[i])]));
  const seen = new Set<string>();
  // Near the middle of each quarter, so that mostly nothing can be told of part of one.
  const usual = [40, 40, 40, 7, 7, 7, 40, 40, 40, 6, 6, 6, 40, 40];
  fc.assert(
    fc.property(fc.tuple(...usual.map((value) => fc.option(fc.constant(value), { freq: 2 }))), (values) => {
      const typed = typedOf(values);
      for (const lang of ["fr", "en"] as const) {
        const { notes = "" } = said({ kind: "months", typed }, lang, uneven);
        const missing = /(?:il manque|able to tell, add) ([^.]+)\./.exec(notes)?.[1];
        seen.add(`${lang} ${missing !== undefined}`);
        for (const month of monthsNamed(missing ?? "", lang)) expect([month, typed[month]]).toEqual([month, ""]);
      }
    }),
    { numRuns: 200 },
  );
  expect([...seen]).toEqual(expect.arrayContaining(["fr true", "en true"]));
  // October and November 2025 are before the twelve newest months, and fill the quarter of December.
  const typed = typedOf([40, 41, 42, 7, 7, null, 40, 40, null, null, 6, 6, 40, 40]);
  const whole = said({ kind: "months", typed }, "fr", uneven);
  expect(whole.title).toMatch(/^D’octobre à décembre 2025, 41\sm³ par mois\.\nVous êtes/);
  expect(whole.notes).not.toContain("manque");
  vi.useRealTimers();
});

test("over part of a quarter a gap has the digits that what lacks of it allows", () => {
  const { answer } = said({ kind: "months", months: months([40, 40]) });
  const gap = (reach: object): string =>
    renderToStaticMarkup(
      h(GapLine, { commons, answer: { ...answer, season: { ...answer.season, reach } } as typeof answer, lang: "fr" }),
    );
  expect(gap({ value: 7, lower: 6, upper: 8 })).toMatch(/^<p class="gap-line"><b>32 à 34\sm³/);
  expect(gap({ value: 7, lower: 0, upper: 30 })).toMatch(/^<p class="gap-line"><b>10 à 40\sm³/);
});
