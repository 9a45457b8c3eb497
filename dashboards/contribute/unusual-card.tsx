import { useState } from "preact/hooks";
import { UNITS } from "../../src/contract/units.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import type { Bill } from "../../src/importers/bill.ts";
import { publicMiddle } from "../compare/public-middle.ts";
import { lowerFirst, unitLabel } from "../shared/format.ts";
import { topicLabel } from "../shared/labels.ts";
import { billId } from "./carried.ts";
import type { ReadingSlot } from "./coming.ts";
import {
  broughtOf,
  changeDraft,
  type Flow,
  figureKey,
  leavingOf,
  leftOf,
  offersFor,
  removeSource,
  TYPED_SOURCE_ID,
} from "./flow.ts";
import { MendForm } from "./mend-form.tsx";
import { readingsOf } from "./offers.ts";
import { billLine, FEW_FIGURES } from "./typed-bills.tsx";
import { billDoubt, type MiddleOf } from "./typed-words.ts";
import type { Unusual } from "./unusual.ts";
import { MostCounted, UnusualQuestion, unusualAmong } from "./unusual-question.tsx";
import { countOf, unusualTexts } from "./unusual-words.ts";

/** Figures that would be sent, are far from others' and wait for an answer; a year's sum of months, which are asked about themselves, once it is ticked. */
function doubtsOf(flow: Flow): Unusual[] {
  const { ticked, confirmed } = flow.draft.value;
  const asked = leavingOf(flow).map((offer) =>
    ticked.has(offer.id) ? offer : { ...offer, readings: offer.readings.filter((one) => offer.source.readings.includes(one)) },
  );
  return unusualAmong(readingsOf(asked), flow, leftOf(flow)).filter(({ key }) => !confirmed.has(key));
}

/** Tells whether a figure is asked about, and waits for its answer. */
export const isDoubtOpen = (flow: Flow): boolean => doubtsOf(flow).length > 0;

/** Id of the source that an unusual figure is of. */
function sourceOf({ ref, period }: Unusual, flow: Flow): string | undefined {
  const isSame = (one: ReadingSlot): boolean => `${one.domain}.${one.measure}` === ref.key && one.period === period;
  return leavingOf(flow).find(({ readings }) => readings.some(isSame))?.source.id;
}

/** Tells whether a bill has days of a figure's period. */
function isOf({ domain, measure, from, to }: Bill, { ref, period }: Unusual): boolean {
  const { length } = period;
  return `${domain}.${measure}` === ref.key && from.slice(0, length) <= period && period <= to.slice(0, length);
}

/** The bills that are doubted each by itself, and why, as the first step says it: of two that share a month only the one that is wrong. */
export function doubtedBills(typed: readonly Unusual[], flow: Flow, middleOf: MiddleOf) {
  return flow.draft.value.bills
    .filter((bill) => typed.some((one) => isOf(bill, one)))
    .map((bill) => ({ bill, why: billDoubt(bill, flow, middleOf) }))
    .filter(({ why }) => why !== "");
}

/** Leaves figures of files out of what is sent: those of the files that stay are whole without them. */
function leaveOut(found: readonly Unusual[], flow: Flow): void {
  const { left } = flow.draft.value;
  const keys = found.map((one) => keyOf(one, flow));
  changeDraft(flow, { left: new Set([...left, ...keys]) });
  landOn([".left-out button"]);
}

/**
 * Takes the focus, from a question that is gone with its buttons, to the first of these that is there. It stands where the question stood or,
 * of another question, near: the page moves no more than it takes to see it and, above it, the place that waited for the answer.
 */
function landOn(selectors: readonly string[]): void {
  requestAnimationFrame(() => {
    const found = selectors.map((one) => document.querySelector<HTMLElement>(one)).find((one) => one !== null);
    found?.focus({ preventScroll: true });
    found?.scrollIntoView({ block: found.closest("#unusual") === null ? "end" : "nearest" });
  });
}

/** Sends the amounts that were typed in the place of the files'. One that is unusual too is asked about anew. */
const mend = (amounts: ReadonlyMap<Unusual, number>, flow: Flow): void =>
  setMended(
    [...amounts].map(([one, amount]) => [keyOf(one, flow), amount] as const),
    flow,
  );

/** Takes amounts in base units in the place of files', by `figureKey`. */
function setMended(amounts: readonly (readonly [string, number])[], flow: Flow): void {
  changeDraft(flow, { mended: new Map([...flow.draft.value.mended, ...amounts]) });
  landOn(["#unusual .wrong", "#unusual button", ".mended button"]);
}

/** Divides all that the files of these figures have of their topics: a month too small to be doubted is wrong too. */
function divide(found: readonly Unusual[], divisorOf: (ref: MeasureRef) => number, flow: Flow): void {
  const refs = new Map(found.map(({ ref }) => [ref.key, ref]));
  const ids = new Set(found.map((one) => sourceOf(one, flow)));
  const divided = broughtOf(flow)
    .filter(({ id }) => ids.has(id))
    .flatMap(({ id, readings }) =>
      readings.flatMap((one) => {
        const ref = refs.get(`${one.domain}.${one.measure}`);
        return ref === undefined ? [] : [[figureKey(id, one), Math.round(one.amount / divisorOf(ref))] as const];
      }),
    );
  setMended(divided, flow);
}

/** Turns figures into the unit that the person says they are in. */
const turnIntoBase = (found: readonly Unusual[], flow: Flow): void =>
  divide(found, ({ measure }) => Number(UNITS[measure.unit].factor), flow);

/** The columns that would be usual once divided by ten or a hundred, each with what divides it. */
function dividesOf(found: readonly Unusual[], flow: Flow) {
  const isOne = found.every(({ ref }) => ref === found[0]?.ref);
  return [...new Set(found.map(({ ref }) => ref))].flatMap((ref) => {
    const own = found.filter((one) => one.ref === ref && one.column !== null);
    const divisor = own[0]?.column?.divisor ?? null;
    if (divisor === null) return [];
    const topic = isOne ? null : lowerFirst(topicLabel(ref, flow.lang));
    return [{ divisor, topic, run: () => divide(own, () => divisor, flow) }];
  });
}

/** Takes the files of these figures out, and goes back to where others are chosen. */
function takeAnother(found: readonly Unusual[], flow: Flow): void {
  for (const id of new Set(found.map((one) => sourceOf(one, flow)))) if (id !== undefined) removeSource(flow, id);
  flow.goTo(0);
}

/** Goes back to where a typed bill is corrected. */
function edit(bill: Bill, flow: Flow): void {
  changeDraft(flow, { editing: billId(bill) });
  flow.goTo(0);
}

/** The unit of which the digits of all these figures would be usual; null: there is none, or they are of several. */
function baseOf(found: readonly Unusual[], lang: Flow["lang"]): string | null {
  const [base, ...others] = new Set(found.map(({ ref }) => UNITS[ref.measure.unit].base));
  // Nobody has a file of cents by mistake that would be told from a dear year.
  return base === undefined || base === "cent" || others.length > 0 || !found.every(({ isInBase }) => isInBase)
    ? null
    : unitLabel(base, lang);
}

/**
 * Figures of files that can be corrected here, each in a field of its own. Many at once are of a wrong unit, and a month of a divided bill
 * is not wrong alone.
 */
function mendable(ofFiles: readonly Unusual[], flow: Flow): readonly Unusual[] {
  const own = new Set(broughtOf(flow).flatMap(({ id, readings }) => readings.map((one) => figureKey(id, one))));
  const isOwn = (one: Unusual): boolean => one.bill === null && own.has(keyOf(one, flow));
  return ofFiles.length <= FEW_FIGURES && ofFiles.every(isOwn) ? ofFiles : [];
}

const keyOf = (one: Unusual, flow: Flow): string => figureKey(sourceOf(one, flow) ?? "", slotOf(one));

const slotOf = ({ ref: { domain, measure }, period }: Unusual): ReadingSlot => ({
  domain: domain.id,
  measure: measure.id,
  period,
});

/** Asks about unusual figures that are not confirmed yet, of all before anything is ticked, and says what counts of those that are above it. */
export function UnusualCard({ flow }: { flow: Flow }) {
  const { draft, commons, visitor, lang } = flow;
  const { confirmed, bills } = draft.value;
  // The figures that are being corrected; others may be asked about meanwhile.
  const [mending, setMending] = useState("");
  const open = doubtsOf(flow);
  const leaving = leavingOf(flow);
  if (open.length === 0) return <MostCounted readings={readingsOf(leaving)} flow={flow} />;
  // With its months a year's sum is confirmed too.
  const beside = offersFor(flow).filter(({ source, ref }) =>
    leaving.some((one) => one.source.id === source.id && one.ref === ref),
  );
  const answered = unusualAmong(readingsOf(beside), flow, leftOf(flow)).filter(({ ref }) => open.some((one) => one.ref === ref));
  const typed = open.filter((one) => sourceOf(one, flow) === TYPED_SOURCE_ID);
  const ofFiles = open.filter((one) => !typed.includes(one));
  const doubted = doubtedBills(typed, flow, (ref, period) => publicMiddle(commons, visitor, ref, lang, period));
  const others = open.filter((one) => !typed.includes(one) || doubted.every(({ bill }) => !isOf(bill, one)));
  const wrong = doubted[0]?.bill ?? bills.find((bill) => typed.some((one) => isOf(bill, one)));
  const mendables = wrong === undefined ? mendable(ofFiles, flow) : [];
  const base = wrong === undefined && mendables.length === 0 ? baseOf(ofFiles, lang) : null;
  const mendingKey = mendables.map(({ key }) => key).join();
  const confirm = (found: readonly Unusual[]) => (): void => {
    changeDraft(flow, { confirmed: new Set([...confirmed, ...found.map(({ key }) => key)]) });
    // Another bill may still be asked about.
    landOn(["#unusual button", "#leaves-title"]);
  };
  // A month of two doubted bills is answered with the last of them.
  const ownOf = (bill: Bill) => ({
    onRight: confirm(answered.filter((one) => doubted.every((other) => isOf(other.bill, one) === (other.bill === bill)))),
    onWrong: () => edit(bill, flow),
  });
  return (
    <UnusualQuestion
      texts={[
        ...doubted.map(({ bill, why }) => ({
          what: billLine(bill, flow),
          why,
          own: doubted.length > 1 ? ownOf(bill) : undefined,
        })),
        ...unusualTexts(others, flow),
      ]}
      count={doubted.length + countOf(others)}
      flow={flow}
      waits={commons.main !== null}
      leave={ofFiles.length === 0 ? undefined : { count: ofFiles.length, run: () => leaveOut(ofFiles, flow) }}
      inBase={base === null ? undefined : { unit: base, run: () => turnIntoBase(ofFiles, flow) }}
      divides={dividesOf(ofFiles, flow)}
      onAnother={wrong === undefined && mendables.length === 0 ? () => takeAnother(ofFiles, flow) : undefined}
      onRight={confirm(answered)}
      onWrong={wrong !== undefined ? () => edit(wrong, flow) : mendables.length > 0 ? () => setMending(mendingKey) : undefined}
    >
      {mendables.length > 0 && mending === mendingKey ? (
        <MendForm key={mendingKey} found={mendables} flow={flow} onMend={(amounts) => mend(amounts, flow)} />
      ) : null}
    </UnusualQuestion>
  );
}
