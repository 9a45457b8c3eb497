import { type CsvValue, csvText, EXCEL_EN, EXCEL_FR } from "../../src/contract/csv.ts";
import { UNITS } from "../../src/contract/units.ts";
import { measureRef } from "../../src/domains/index.ts";
import { formatPeriod, upperFirst } from "../shared/format.ts";
import { topicLabel } from "../shared/labels.ts";
import { formerOf, type HeldReading } from "./contribution.ts";
import { amountOf } from "./held-words.ts";
import { linesOf } from "./kept-card.tsx";
import type { OpenContribution } from "./opened.ts";

/**
 * What is kept as a file for a spreadsheet, in words: what counts first, former values last, then the home. The other file has all of it
 * as programs read it.
 */
export function ownSheet(opened: OpenContribution): string {
  const { held, words, lang, commons } = opened;
  const { columns, idle, former } = words.take.sheet;
  const rowsOf = (readings: readonly HeldReading[], remark: string | null): CsvValue[][] =>
    readings.map((one) => {
      const ref = measureRef(one.domain, one.measure);
      return [
        ref === undefined ? one.domain : topicLabel(ref, lang),
        upperFirst(formatPeriod(one.period, lang)),
        one.amount / Number(ref === undefined ? 1 : UNITS[ref.measure.unit].factor),
        amountOf(one, lang, commons.catalog).unit,
        words.held.sources[one.source] ?? one.source,
        remark,
      ];
    });
  const rows = [...rowsOf(held.readings, null), ...rowsOf(held.unused, idle), ...rowsOf(formerOf(held), former)];
  return csvText([columns, ...rows, [], ...linesOf(opened)], lang === "fr" ? EXCEL_FR : EXCEL_EN);
}
