import { signal } from "@preact/signals";
import { expect, test } from "vitest";
import { ofMonths } from "../../../dashboards/compare/monthly-figure.ts";
import { ownRounded } from "../../../dashboards/compare/rounded.ts";
import { EMPTY_DRAFT } from "../../../dashboards/contribute/draft.ts";
import type { Flow } from "../../../dashboards/contribute/flow.ts";
import { ownDecimals, ownMeanDecimals } from "../../../dashboards/contribute/own-decimals.ts";
import { NO_FIGURE } from "../../../dashboards/contribute/typed-source.ts";
import {
  againOf,
  becomesOf,
  billDoubt,
  dividedBills,
  givesOf,
  noWholeOf,
  plainEntry,
  unfinishedBills,
  withoutNotes,
  yearNotes,
} from "../../../dashboards/contribute/typed-words.ts";
import { unusualOf } from "../../../dashboards/contribute/unusual.ts";
import { doubtedBills } from "../../../dashboards/contribute/unusual-card.tsx";
import { CONTRIBUTE_WORDS } from "../../../dashboards/contribute/words.ts";
import { type MeasureRef, measureRef } from "../../../src/domains/index.ts";
import { type Bill, readBills } from "../../../src/importers/bill.ts";

const water = measureRef("water", "volume") as MeasureRef;
const bill = (from: string, to: string, total: string): Bill => ({ domain: "water", measure: "volume", from, to, total });
const flowOf = (...bills: Bill[]): Flow =>
  ({
    lang: "fr",
    words: CONTRIBUTE_WORDS.fr,
    draft: signal({ ...EMPTY_DRAFT, bills }),
    notice: { facts: { measures: [], retention_months: 36, protection: { levels: [{ frequency: "month" }], revised: false } } },
    commons: { catalog: { releases: [] } },
    now: () => new Date("2026-11-30T12:00:00Z"),
  }) as unknown as Flow;
const notes = (...bills: Bill[]) => yearNotes(flowOf(...bills)).map((text) => text.replace(/[\u00a0\u202f]/g, " "));

test("what a bill of about a year comes to over a year is said beside what was typed, and nothing where they are the same", () => {
  expect(notes(bill("2025-11-20", "2026-11-25", "62"))).toEqual([
    "Eau – 62 m³ sur 371 jours, ramené à 365 jours : 61 m³. À cheval sur 2025 et 2026 : compté en 2026, où sont la plupart des jours.",
  ]);
  // The days that lack are in it, so that nobody adds a month to them; the whole year is another figure of the same period.
  expect(notes(bill("2026-01-01", "2026-11-30", "55"))).toEqual([
    "Eau – 55 m³ sur 334 jours, complété à 365 jours : 60,1 m³. L’année entière, tapée plus tard, le remplacera.",
  ]);
  expect(notes(bill("2024-01-01", "2024-12-31", "62"), bill("2026-01-01", "2026-03-31", "15"))).toEqual([]);
});

test("a total may be typed with the unit of its measure, as on the bill, and with no other", () => {
  const plain = (total: string) => plainEntry({ ...NO_FIGURE, measure: "water.volume", total }, flowOf()).total;
  expect(["45 m³", "45 m3", "1 045,5 m³", "45"].map(plain)).toEqual(["45", "45", "1045.5", "45"]);
  expect(plain("45 kWh")).toBe("45 kWh");
});

test("a bill that is divided over months is told from months and years that were typed as such", () => {
  const quarter = bill("2026-01-01", "2026-03-31", "15");
  const flow = flowOf(bill("2025-01-01", "2025-12-31", "62"), quarter, bill("2026-04-01", "2026-04-30", "5"));
  expect(dividedBills(water, [{ period: "2026-01" }], flow)).toEqual([quarter]);
});

test("of several bills those are counted of which months leave", () => {
  const halves = [bill("2025-12-03", "2026-06-01", "55"), bill("2026-06-02", "2026-11-25", "50")];
  const flow = flowOf(bill("2025-03-01", "2025-12-02", "80"), ...halves);
  expect(dividedBills(water, [{ period: "2026-01" }, { period: "2026-10" }], flow)).toEqual(halves);
});

test("a bill that is corrected gives its months in order, whatever bills stand beside it, and only whole ones", () => {
  const entry = { ...NO_FIGURE, measure: "water.volume", from: "2025-12-03", to: "2026-06-01", total: "55" };
  const gives = (...bills: Bill[]): string => (givesOf(entry, flowOf(...bills)) ?? "").replace(/[\u00a0\u202f]/g, " ");
  // How it is read is said where it might be read otherwise.
  expect(givesOf({ ...entry, total: "1.146" }, flowOf())).toMatch(/^Lu\s: 1,146\sm³\. Donne /);
  const [before, after] = [bill("2025-03-01", "2025-12-02", "80"), bill("2026-06-02", "2026-11-25", "50")];
  // Of December 29 days of 31 are too few, and of June one of 30: where the next bill has the others, June is its month.
  expect(gives()).toBe(
    "Donne 5 mois, de janvier à mai 2026, 9,2 m³ par mois. Sans décembre 2025 ni juin 2026 : la facture voisine les compléterait.",
  );
  expect(gives(after)).toContain("Donne 5 mois, de janvier à mai 2026, 9,2 m³ par mois. Sans décembre 2025 :");
  // The bill that ends in June is to be kept for the next; where that one is there, the last.
  const unfinished = (...bills: Bill[]): string[] => unfinishedBills(flowOf(...bills)).map(({ to }) => to);
  expect(unfinished(bill("2025-12-03", "2026-06-01", "55"))).toEqual(["2026-06-01"]);
  expect(unfinished(bill("2025-12-03", "2026-06-01", "55"), after)).toEqual(["2026-11-25"]);
  expect(unfinished(bill("2025-12-03", "2026-05-31", "55"))).toEqual([]);
  expect(gives(before, after)).toMatch(/Donne 6 mois, de décembre 2025 à mai 2026, 9,2 m³ par mois\.$/);
});

test("a month whose other days are in a bill that was given before is gained by typing that bill again, and then it counts", () => {
  const held = ["2026-02", "2026-03", "2026-04"].map((period) => ({
    domain: "water",
    measure: "volume",
    period,
    amount: 9000,
    source: "bill",
  }));
  const [first, next] = [bill("2025-09-01", "2026-01-11", "44"), bill("2026-01-12", "2026-04-30", "36")];
  const becomes = (of: readonly object[], ...bills: Bill[]): string =>
    becomesOf(first, { ...flowOf(...bills), addTo: { held: of } } as unknown as Flow).replace(/[\u00a0\u202f]/g, " ");
  expect(becomes([], first)).toContain("Sans janvier 2026 : la facture voisine le compléterait.");
  expect(becomes(held, first)).toContain("Il manque la facture commencée le 12 janvier 2026 : retapée, elle donne janvier 2026.");
  expect(becomes(held, first)).not.toContain("Sans");
  // Where it is read again, with the end of that bill that touches this one.
  const again = (...bills: Bill[]) => againOf({ ...flowOf(...bills), addTo: { held } } as unknown as Flow);
  expect(again(first)).toMatchObject([
    { text: expect.stringMatching(/^Il manque la facture/), measure: "water.volume", days: { from: "2026-01-12", to: "" } },
  ]);
  expect(again(first, next)).toEqual([]);
  // Of several bills it is said once which months are not sent, before they are.
  const measures = { facts: { ...flowOf().notice.facts, measures: [{ key: "water.volume" }] } };
  const without = withoutNotes({
    ...flowOf(bill("2026-01-12", "2026-06-10", "55"), bill("2026-06-11", "2026-11-28", "60")),
    notice: measures,
  } as unknown as Flow);
  expect(without.map((text) => text.replace(/[\u00a0\u202f]/g, " "))).toEqual([
    "Eau – sans janvier 2026 ni novembre 2026 : la facture voisine les compléterait.",
  ]);
  // A meter's months have no days left over.
  expect(becomes([{ ...held[0], source: "meter" }], first)).toContain("Sans janvier 2026");
  // What no publication to come uses is not worth typing again.
  const past = held.map((one) => ({ ...one, period: one.period.replace("2026", "2024") }));
  const late = bill("2023-09-01", "2024-01-11", "44");
  expect(becomesOf(late, { ...flowOf(late), addTo: { held: past } } as unknown as Flow)).not.toMatch(/retapée|Sans/);
  // Nor is there more to say of a bill that has no whole month by itself.
  const short = bill("2026-05-10", "2026-05-31", "9");
  const flow = (of: readonly object[]) => ({ ...flowOf(short), addTo: { held: of } }) as unknown as Flow;
  for (const said of [becomesOf(short, flow(held)), noWholeOf([short], flow(held))])
    expect(said.replace(/[\u00a0\u202f]/g, " ")).toBe("Il manque la facture finie le 9 mai 2026 : retapée, elle donne mai 2026.");
  // One that lacks days at both ends is not filled by it, nor one that begins with its month.
  for (const within of [bill("2026-05-10", "2026-05-28", "9"), bill("2026-05-01", "2026-05-20", "9")])
    expect(noWholeOf([within], flow(held))).toBe(CONTRIBUTE_WORDS.fr.bring.noWhole);
  expect(noWholeOf([short], flow([]))).toBe(CONTRIBUTE_WORDS.fr.bring.noWhole);
  expect(becomes(held, first, next)).not.toMatch(/retapée|Sans/);
  expect(readBills([first, next]).readings.map(({ period }) => period)).toContain("2026-01");
});

test("a bill that completes a month of a later one says so, and that this month is sent, though no publication has its own", () => {
  const later = bill("2026-01-15", "2026-07-14", "60");
  const released = { period: "2025", step: "year", revision: 0 };
  const flow = {
    ...flowOf(later),
    commons: { catalog: { releases: [released, { ...released, period: "2025-12", step: "month" }] } },
  };
  const becomes = (one: Bill): string => becomesOf(one, flow as unknown as Flow).replace(/[\u00a0\u202f]/g, " ");
  expect(becomes(bill("2025-11-15", "2026-01-14", "20"))).toBe(
    "Donne décembre 2025, 10,2 m³. Complète janvier 2026, qui part seul. Sans novembre 2025 : la facture voisine le compléterait.",
  );
  // Days of one month alone are worth as much.
  expect(becomes(bill("2026-01-01", "2026-01-14", "4"))).toBe("Complète janvier 2026.");
  expect(becomes(bill("2025-11-15", "2026-01-10", "19"))).not.toContain("Complète");
});

test("a bill says which of its months are sent, where no publication to come uses the others; a typed month says nothing more", () => {
  const released = { period: "2025", step: "year", revision: 0 };
  const becomes = (one: Bill): string => {
    const flow = flowOf(one);
    const commons = { catalog: { releases: [released, { ...released, period: "2025-12", step: "month" }] } };
    return becomesOf(one, { ...flow, commons } as unknown as Flow).replace(/[\u00a0\u202f]/g, " ");
  };
  expect(becomes(bill("2025-10-01", "2026-03-31", "60"))).toBe(
    "Donne 6 mois, d’octobre 2025 à mars 2026, 10 m³ par mois. 3 partent, dès janvier 2026.",
  );
  expect(becomes(bill("2025-12-01", "2026-01-31", "60"))).toContain("Un seul part : janvier 2026.");
  expect(becomes(bill("2025-08-01", "2025-10-31", "60"))).toContain("Aucune publication à venir");
  expect(becomes(bill("2026-02-10", "2026-04-12", "20"))).toContain("Donne mars 2026, 10 m³.");
  expect(becomes(bill("2026-03-01", "2026-03-31", "9"))).toBe("");
});

test("the mean of one's own months is written alike where they are given and beside others: of money in whole euros", () => {
  const said = (values: readonly number[], of: MeasureRef): number => {
    const given = ofMonths(values.map((value, i) => ({ period: `2026-0${i + 1}`, value })));
    expect(ownRounded({ given, ref: of, season: null, group: null }).decimals).toBe(ownMeanDecimals(given.perMonth, of.measure));
    return ownRounded({ given, ref: of, season: null, group: null }).value;
  };
  expect([
    said([10, 10.14], water),
    said([9, 11], water),
    said([86.1, 86.56], measureRef("spending", "energy") as MeasureRef),
  ]).toEqual([10.1, 10, 86]);
});

test("one figure is written in one way, without zeros that say nothing", () => {
  const said = (value: number, of: MeasureRef = water): string => value.toFixed(ownDecimals(value, of.measure));
  expect([60.997, 5.1, 5.083, 0.17, 0.032, 432.8, 432.861].map((value) => said(value))).toEqual([
    "61",
    "5.1",
    "5.1",
    "0.17",
    "0.032",
    "432.8",
    "433",
  ]);
  const spending = measureRef("spending", "energy") as MeasureRef;
  expect([1250.4, 71.62, 72].map((value) => said(value, spending))).toEqual(["1250.40", "71.62", "72"]);
});

test("a doubted bill is asked about by its amount per month beside the middle home's, and by what counts only where there is none", () => {
  const flow = { ...flowOf(), commons: { catalog: { releases: [], measures: [] } } } as unknown as Flow;
  const asked = (one: Bill, value: number | null): string =>
    billDoubt(one, flow, () => ({ value, isOfSeason: true })).replace(/[\u00a0\u202f]/g, " ");
  const ten = bill("2026-01-01", "2026-10-31", "1200");
  expect(asked(ten, 8)).toBe("120 m³ par mois, c’est environ 15 fois le foyer du milieu. Est-ce juste ?");
  expect(asked(ten, null)).toMatch(
    /^120 m³ par mois, c’est plus que ce qui peut compter ici \(\d+ m³ par mois\)\. Est-ce juste \?$/,
  );
  expect(asked(bill("2026-08-01", "2026-08-31", "120"), 8)).toBe("C’est environ 15 fois le foyer du milieu. Est-ce juste ?");
  // Of two months in part one is whole: the total above the question is not what is held against a month.
  expect(asked(bill("2026-02-12", "2026-04-11", "240"), 8)).toMatch(/^126 m³ par mois, c’est environ 16 fois/);
  expect(asked(ten, 100)).toMatch(/plus que ce qui peut compter ici/);
});

test("of two bills that share a month the doubted one is to be corrected, in whichever order they were typed; once confirmed, none is", () => {
  const [right, wrong] = [bill("2026-01-01", "2026-07-10", "48"), bill("2026-07-11", "2026-11-20", "4200")];
  const middle = { value: 8, isOfSeason: true };
  for (const bills of [
    [right, wrong],
    [wrong, right],
  ]) {
    const flow = { ...flowOf(...bills), commons: { catalog: { releases: [], measures: [] } } } as unknown as Flow;
    const found = unusualOf(
      readBills(bills).readings.map((one) => ({ ...one, source: "bill" })),
      () => ({ clamp: 100, middle }),
    );
    expect(found.map(({ period }) => period)).toContain("2026-07");
    expect(doubtedBills(found, flow, () => middle).map((one) => one.bill)).toEqual([wrong]);
    expect(billDoubt(right, flow, () => middle)).toBe("");
    flow.draft.value = { ...flow.draft.value, confirmed: new Set(found.map(({ key }) => key)) };
    expect(doubtedBills(found, flow, () => middle)).toEqual([]);
  }
});
