import fc from "fast-check";
import { h } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { expect, test } from "vitest";
import { OwnMargin } from "../../../dashboards/compare/own-margin.tsx";
import { sentenceOf } from "../../../dashboards/compare/sentence.ts";
import { answerOf } from "../../../dashboards/compare/topic-answer.ts";
import { unsureEnds } from "../../../dashboards/shared/digits.ts";
import { formatNumber, marginDigits } from "../../../dashboards/shared/format.ts";
import { NO_ENTRY, newVisitor } from "../../../dashboards/visit/visitor.ts";
import { type MeasureRef, measureRef } from "../../../src/domains/index.ts";
import { row } from "../rows.ts";
import { smallCommons } from "./small-commons.ts";

const ref = measureRef("water", "volume") as MeasureRef;
const KIND = "size=1";
const numbersIn = (text: string): number[] =>
  [...text.matchAll(/\d[\d\s]*(?:,\d+)?/g)].map(([one]) => Number(one.replace(/\s/g, "").replace(",", ".")));

/** What is said and drawn of a home of one person beside an unsure mean of its kind, and both ends as they are written. */
function besideUnsure(lower: number, upper: number, amount: number) {
  const mean = row("MEAN", (lower + upper) / 2, {
    REF_AREA: "N1",
    HOUSEHOLD_TYPE: KIND,
    CI_LOWER: lower,
    CI_UPPER: upper,
    OBS_STATUS: "U",
  });
  const rows = [mean, row("MEAN", (lower + upper) / 2, { REF_AREA: "T" })];
  const commons = smallCommons(rows, { "2025": [{ type: KIND, group: { area: "T", type: "_T" } }] });
  const visitor = newVisitor();
  visitor.area.value = "N1";
  visitor.attributes.value = { size: "1" };
  visitor.entries.value = { [ref.key]: { ...NO_ENTRY, confirmed: true, amount: String(amount).replace(".", ",") } };
  const answer = answerOf(commons, visitor, ref, "T", "fr");
  const title = sentenceOf(commons, answer, "fr")?.title ?? "";
  const drawn = renderToStaticMarkup(h(OwnMargin, { commons, answer, lang: "fr", width: 600, id: "margin" }));
  const [, from, to] = /d="M([\d.]+) [\d.]+H([\d.]+)"[^>]*stroke-dasharray="2 2"/.exec(drawn) ?? [];
  const [, you] = /<path d="M([\d.]+) [^"]*" stroke="var\(--you\)"/.exec(drawn) ?? [];
  return {
    title,
    ends: numbersIn(title.split(/(?: est|\s:) entre/)[1]?.split(/\s:|, (?:vous|on)/)[0] ?? ""),
    line: [Number(from), Number(to)] as const,
    you: Number(you),
  };
}

test("beside a margin that is written rounded outwards, the words, the line that is drawn and the side never differ", () => {
  const margins = fc.tuple(fc.double({ min: 1, max: 900, noNaN: true }), fc.double({ min: 2, max: 400, noNaN: true }));
  fc.assert(
    fc.property(margins, fc.double({ min: 0.7, max: 1.3, noNaN: true }), ([lower, wide], share) => {
      const amount = Math.round(10 * (lower + wide) * share) / 10;
      const { title, ends, line, you } = besideUnsure(lower, lower + wide, amount);
      const [low = 0, high = 0] = ends;
      // The same ends as in Quartiers.
      const figure = { value: lower + wide / 2, lower, upper: lower + wide };
      const digits = marginDigits(lower, lower + wide, ref.measure.decimals);
      expect(numbersIn(unsureEnds(figure, digits, (end, decimals) => formatNumber(end, decimals, "fr")).join(" – "))).toEqual(
        ends,
      );
      const side = amount < low ? "en dessous" : amount > high ? "au-dessus" : "ni l’un ni l’autre";
      expect(title).toMatch(side.length > 12 ? /^Vos .* sont \*(autour|dans la marge) de / : new RegExp(`\\*${side}\\*`));
      const drawn = you < line[0] ? "en dessous" : you > line[1] ? "au-dessus" : "ni l’un ni l’autre";
      // Places are rounded to tenths of a pixel.
      if (Math.min(...line.map((end) => Math.abs(you - end))) > 0.2) expect(drawn).toBe(side);
      else expect([you, ...line].every(Number.isFinite)).toBe(true);
    }),
  );
});
