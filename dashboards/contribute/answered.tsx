import { UNITS } from "../../src/contract/units.ts";
import { measureRef } from "../../src/domains/index.ts";
import type { ImportedReading } from "../../src/importers/report.ts";
import { formatPeriod, lowerFirst, semicolon } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { measuresIn, topicLabel } from "../shared/labels.ts";
import { amountWords, broughtOf, changeDraft, type Flow, figureKey, type ReadSource } from "./flow.ts";
import { FEW_FIGURES } from "./typed-bills.tsx";
import { monthsInWords } from "./use-words.ts";

/** What became of figures that were asked about, with the way back. It stands where the question stood, so that nobody is sent elsewhere to see it. */
export function Answered({ flow }: { flow: Flow }) {
  return broughtOf(flow).map((one) => (
    <div class="answered" key={one.id}>
      {one.left.length === 0 ? null : <LeftByPerson brought={one} flow={flow} />}
      {one.mended.length === 0 ? null : <MendedByPerson brought={one} flow={flow} />}
    </div>
  ));
}

/** The figures of a file that the person left out, with a button that takes them back. */
function LeftByPerson({ brought: { id, left }, flow }: { brought: ReadSource; flow: Flow }) {
  const { words, lang, draft } = flow;
  const of = figureNames(left, lang);
  const keys = new Set(left.map((one) => figureKey(id, one)));
  const back = (): void => changeDraft(flow, { left: new Set([...draft.value.left].filter((key) => !keys.has(key))) });
  return (
    <p class="note left-out">
      {words.report.leftOut(of.join(", "))}{" "}
      <button type="button" class="plain" onClick={back}>
        {words.report.takeBack}
      </button>
    </p>
  );
}

/** Figures in words: each by itself or, of a topic with many months, these in rows. */
function figureNames(figures: readonly ImportedReading[], lang: Lang): string[] {
  const refs = measuresIn(figures);
  return refs.flatMap((ref) => {
    const own = figures.filter(({ domain, measure }) => `${domain}.${measure}` === ref.key);
    if (own.length <= FEW_FIGURES || own.some(({ period }) => period.length !== 7))
      return own.map((one) => figureName(one, lang));
    const months = own.map(({ period }) => period).sort();
    return `${lowerFirst(topicLabel(ref, lang))}, ${monthsInWords(months, lang)}`;
  });
}

/** The month and the topic of a figure, in words. */
function figureName({ domain, measure, period }: ImportedReading, lang: Lang): string {
  const ref = measureRef(domain, measure);
  return `${formatPeriod(period, lang)}${ref === undefined ? "" : ` (${lowerFirst(topicLabel(ref, lang))})`}`;
}

/** The figures of a file that the person corrected, as the file says them and as they are sent, with a button that takes the file's. */
function MendedByPerson({ brought: { id, mended }, flow }: { brought: ReadSource; flow: Flow }) {
  const { words, lang, draft } = flow;
  const each = mended.flatMap((one) => {
    const ref = measureRef(one.domain, one.measure);
    if (ref === undefined) return [];
    const said = (amount: number): string => amountWords(ref, amount / Number(UNITS[ref.measure.unit].factor), flow);
    return [`${figureName(one, lang)}, ${said(one.amount)} → ${said(draft.value.mended.get(figureKey(id, one)) ?? one.amount)}`];
  });
  const of = each.length <= FEW_FIGURES ? each : figureNames(mended, lang);
  const keys = new Set(mended.map((one) => figureKey(id, one)));
  const back = (): void => changeDraft(flow, { mended: new Map([...draft.value.mended].filter(([key]) => !keys.has(key))) });
  return (
    <p class="note mended">
      {words.report.mended(of.join(semicolon(lang)))}{" "}
      <button type="button" class="plain" onClick={back}>
        {words.report.unmend}
      </button>
    </p>
  );
}
