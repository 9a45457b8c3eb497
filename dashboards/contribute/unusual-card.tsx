import { change, type Flow } from "./flow.ts";
import { readingsOf } from "./offers.ts";
import { preparedOf } from "./prepared.ts";
import type { Unusual } from "./unusual.ts";
import { UnusualQuestion, unusualAmong } from "./unusual-question.tsx";

/** The figures of what is to be sent that are far from others'. */
export function unusualIn(flow: Flow): Unusual[] {
  return unusualAmong(readingsOf(preparedOf(flow).chosen), flow);
}

/** Asks about unusual figures; nothing is said of those that were looked at. */
export function UnusualCard({ flow }: { flow: Flow }) {
  const { confirmed } = flow.draft.value;
  const open = unusualIn(flow).filter(({ key }) => !confirmed.has(key));
  if (open.length === 0) return null;
  return (
    <UnusualQuestion
      found={open}
      flow={flow}
      onRight={() => change(flow, { confirmed: new Set([...confirmed, ...open.map(({ key }) => key)]) })}
      onWrong={() => flow.goTo(0)}
    />
  );
}
