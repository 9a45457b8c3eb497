import { useState } from "preact/hooks";
import type { Bill } from "../../src/importers/bill.ts";
import { publicMiddle } from "../compare/public-middle.ts";
import { billId } from "./carried.ts";
import type { ReadingSlot } from "./coming.ts";
import { broughtOf, changeDraft, type Flow, figureKey, offersFor, TYPED_SOURCE_ID } from "./flow.ts";
import { MendForm } from "./mend-form.tsx";
import { readingsOf } from "./offers.ts";
import { preparedOf } from "./prepared.ts";
import { billLine, FEW_FIGURES } from "./typed-bills.tsx";
import { billDoubt, type MiddleOf } from "./typed-words.ts";
import type { Unusual } from "./unusual.ts";
import { MostCounted, UnusualQuestion, unusualAmong } from "./unusual-question.tsx";
import { countOf, unusualTexts } from "./unusual-words.ts";

/** Figures about to be sent that are far from others'. */
export function unusualIn(flow: Flow): Unusual[] {
  return unusualAmong(readingsOf(preparedOf(flow).chosen), flow);
}

/** Figures that may be sent and are far from others', ticked or not; a year's sum of months, which are asked about themselves, once it is ticked. */
function unusualOffered(flow: Flow): Unusual[] {
  const { ticked } = flow.draft.value;
  const offered = offersFor(flow).map((offer) =>
    ticked.has(offer.id) ? offer : { ...offer, readings: offer.readings.filter((one) => offer.source.readings.includes(one)) },
  );
  return unusualAmong(readingsOf(offered), flow);
}

/** Id of the source that an unusual figure is of. */
function sourceOf({ ref, period }: Unusual, flow: Flow): string | undefined {
  const isSame = (one: ReadingSlot): boolean => `${one.domain}.${one.measure}` === ref.key && one.period === period;
  return offersFor(flow).find(({ readings }) => readings.some(isSame))?.source.id;
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
  // The question is gone with its buttons.
  requestAnimationFrame(() => document.querySelector<HTMLElement>(".left-out button")?.focus());
}

/** Sends the amounts that were typed in the place of the files'. One that is unusual too is asked about anew. */
function mend(amounts: ReadonlyMap<Unusual, number>, flow: Flow): void {
  const { mended } = flow.draft.value;
  changeDraft(flow, {
    mended: new Map([...mended, ...[...amounts].map(([one, amount]) => [keyOf(one, flow), amount] as const)]),
  });
  // The form is gone.
  requestAnimationFrame(() =>
    (document.querySelector<HTMLElement>("#unusual button") ?? document.querySelector<HTMLElement>(".mended button"))?.focus(),
  );
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

/** Asks about unusual figures that are not confirmed yet, before anything is ticked, and says what counts of those that are above it. */
export function UnusualCard({ flow }: { flow: Flow }) {
  const { draft, commons, visitor, lang } = flow;
  const { confirmed, bills } = draft.value;
  // The figures that are being corrected; others may be asked about meanwhile.
  const [mending, setMending] = useState("");
  const all = readingsOf(offersFor(flow));
  const open = unusualOffered(flow).filter(({ key }) => !confirmed.has(key));
  if (open.length === 0) return <MostCounted readings={all} flow={flow} />;
  // With its months a year's sum is confirmed too.
  const answered = unusualAmong(all, flow).filter(({ ref }) => open.some((one) => one.ref === ref));
  const typed = open.filter((one) => sourceOf(one, flow) === TYPED_SOURCE_ID);
  const ofFiles = open.filter((one) => !typed.includes(one));
  const doubted = doubtedBills(typed, flow, (ref, period) => publicMiddle(commons, visitor, ref, lang, period));
  const others = open.filter((one) => !typed.includes(one) || doubted.every(({ bill }) => !isOf(bill, one)));
  const wrong = doubted[0]?.bill ?? bills.find((bill) => typed.some((one) => isOf(bill, one)));
  const mendables = wrong === undefined ? mendable(ofFiles, flow) : [];
  const mendingKey = mendables.map(({ key }) => key).join();
  const confirm = (found: readonly Unusual[]) => (): void => {
    changeDraft(flow, { confirmed: new Set([...confirmed, ...found.map(({ key }) => key)]) });
    // The pressed button is gone; another bill may still be asked about.
    requestAnimationFrame(() => document.querySelector<HTMLElement>("#unusual button")?.focus());
  };
  const edit = (bill: Bill) => (): void => {
    changeDraft(flow, { editing: billId(bill) });
    flow.goTo(0);
  };
  // A month of two doubted bills is answered with the last of them.
  const ownOf = (bill: Bill) => ({
    onRight: confirm(answered.filter((one) => doubted.every((other) => isOf(other.bill, one) === (other.bill === bill)))),
    onWrong: edit(bill),
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
      onRight={confirm(answered)}
      onWrong={wrong !== undefined ? edit(wrong) : mendables.length > 0 ? () => setMending(mendingKey) : undefined}
    >
      {mendables.length > 0 && mending === mendingKey ? (
        <MendForm key={mendingKey} found={mendables} flow={flow} onMend={(amounts) => mend(amounts, flow)} />
      ) : null}
    </UnusualQuestion>
  );
}
