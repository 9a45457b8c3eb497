import { billId } from "./carried.ts";
import { changeDraft, type Flow, TYPED_SOURCE_ID } from "./flow.ts";
import { readingsOf } from "./offers.ts";
import { preparedOf } from "./prepared.ts";
import type { Unusual } from "./unusual.ts";
import { UnusualQuestion, unusualAmong } from "./unusual-question.tsx";

/** Figures about to be sent that are far from others'. */
export function unusualIn(flow: Flow): Unusual[] {
  return unusualAmong(readingsOf(preparedOf(flow).chosen), flow);
}

/** Id of the place where a figure can be corrected: the bill in which it was typed, or its file; null where there is none. */
function whereOf({ ref, period }: Unusual, flow: Flow): string | null {
  const isOf = ({ domain, measure }: { domain: string; measure: string }): boolean => `${domain}.${measure}` === ref.key;
  const { source } =
    preparedOf(flow).chosen.find((one) => one.readings.some((reading) => isOf(reading) && reading.period === period)) ?? {};
  if (source?.id !== TYPED_SOURCE_ID) return source?.id ?? null;
  const { length } = period;
  const bill = flow.draft.value.bills.find(
    (one) => isOf(one) && one.from.slice(0, length) <= period && period <= one.to.slice(0, length),
  );
  return bill === undefined ? null : billId(bill);
}

/** Asks about unusual figures that are not confirmed yet. */
export function UnusualCard({ flow }: { flow: Flow }) {
  const { confirmed } = flow.draft.value;
  const open = unusualIn(flow).filter(({ key }) => !confirmed.has(key));
  if (open.length === 0) return null;
  return (
    <UnusualQuestion
      found={open}
      flow={flow}
      onRight={() => changeDraft(flow, { confirmed: new Set([...confirmed, ...open.map(({ key }) => key)]) })}
      onWrong={() => {
        changeDraft(flow, { editing: open[0] === undefined ? null : whereOf(open[0], flow) });
        flow.goTo(0);
      }}
    />
  );
}
