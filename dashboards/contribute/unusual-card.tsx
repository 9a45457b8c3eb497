import { billId } from "./carried.ts";
import type { ReadingSlot } from "./coming.ts";
import { changeDraft, type Flow, leftKey, TYPED_SOURCE_ID } from "./flow.ts";
import { readingsOf } from "./offers.ts";
import { preparedOf } from "./prepared.ts";
import type { Unusual } from "./unusual.ts";
import { UnusualQuestion, unusualAmong } from "./unusual-question.tsx";

/** Figures about to be sent that are far from others'. */
export function unusualIn(flow: Flow): Unusual[] {
  return unusualAmong(readingsOf(preparedOf(flow).chosen), flow);
}

/** Id of the source that an unusual figure is of. */
function sourceOf({ ref, period }: Unusual, flow: Flow): string | undefined {
  const isSame = (one: ReadingSlot): boolean => `${one.domain}.${one.measure}` === ref.key && one.period === period;
  return preparedOf(flow).chosen.find(({ readings }) => readings.some(isSame))?.source.id;
}

/** The bill in which a typed figure can be corrected, by its id; null where there is none. */
function billOf({ ref, period }: Unusual, { draft }: Flow): string | null {
  const { length } = period;
  const bill = draft.value.bills.find(
    ({ domain, measure, from, to }) =>
      `${domain}.${measure}` === ref.key && from.slice(0, length) <= period && period <= to.slice(0, length),
  );
  return bill === undefined ? null : billId(bill);
}

/** Leaves figures of files out of what is sent: those of the files that stay are whole without them. */
function leaveOut(found: readonly Unusual[], flow: Flow): void {
  const { left } = flow.draft.value;
  const keys = found.map((one) => leftKey(sourceOf(one, flow) ?? "", slotOf(one)));
  changeDraft(flow, { left: new Set([...left, ...keys]) });
  // The question is gone with its buttons.
  requestAnimationFrame(() => document.getElementById("leaves-title")?.focus());
}

const slotOf = ({ ref: { domain, measure }, period }: Unusual): ReadingSlot => ({
  domain: domain.id,
  measure: measure.id,
  period,
});

/** Asks about unusual figures that are not confirmed yet. */
export function UnusualCard({ flow }: { flow: Flow }) {
  const { confirmed } = flow.draft.value;
  const open = unusualIn(flow).filter(({ key }) => !confirmed.has(key));
  if (open.length === 0) return null;
  const typed = open.filter((one) => sourceOf(one, flow) === TYPED_SOURCE_ID);
  const ofFiles = open.filter((one) => !typed.includes(one));
  const [first] = typed;
  return (
    <UnusualQuestion
      found={open}
      flow={flow}
      leave={ofFiles.length === 0 ? undefined : { count: ofFiles.length, run: () => leaveOut(ofFiles, flow) }}
      onRight={() => changeDraft(flow, { confirmed: new Set([...confirmed, ...open.map(({ key }) => key)]) })}
      onWrong={
        first === undefined
          ? undefined
          : () => {
              changeDraft(flow, { editing: billOf(first, flow) });
              flow.goTo(0);
            }
      }
    />
  );
}
