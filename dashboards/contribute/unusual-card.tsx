import { publicMiddle } from "../compare/months-standing.tsx";
import { formatNumber, formatPeriod } from "../shared/format.ts";
import { measureLabel } from "../shared/labels.ts";
import { amountWords, change, type Flow } from "./flow.ts";
import { readingsOf } from "./offers.ts";
import { preparedOf } from "./prepared.ts";
import { type Unusual, unusualOf } from "./unusual.ts";

/** How many are named one by one. */
const NAMED = 4;

/** The figures of what is to be sent that are far from others'. Only public files are looked at. */
export function unusualIn(flow: Flow): Unusual[] {
  const { commons, visitor, lang } = flow;
  return unusualOf(readingsOf(preparedOf(flow).chosen), (ref) => ({
    clamp:
      commons.catalog.measures.find((one) => `${one.domain}.${one.measure}` === ref.key)?.clamp.upper ?? ref.measure.clamp.upper,
    middle: publicMiddle(commons, visitor, ref, lang),
  }));
}

/** Asks about figures that look like a wrong unit, before they are sent; nothing is said of those that were looked at. */
export function UnusualCard({ flow }: { flow: Flow }) {
  const { words, lang, draft } = flow;
  const w = words.unusual;
  const open = unusualIn(flow).filter(({ key }) => !draft.value.confirmed.has(key));
  if (open.length === 0) return null;
  const line = ({ ref, period, value, kind, times, clamp }: Unusual): string => {
    const name = `${measureLabel(ref, lang)}, ${formatPeriod(period, lang)}`;
    const amount = amountWords(ref, value, flow);
    return kind === "clamp"
      ? w.clamp(name, amount, amountWords(ref, clamp, flow))
      : w.middle(name, amount, formatNumber(times ?? 0, (times ?? 0) < 100 ? 0 : -1, lang));
  };
  return (
    <section class="warn unusual" id="unusual" aria-labelledby="unusual-title">
      <h2 id="unusual-title">{open.length === 1 ? w.title : w.titleMany(open.length)}</h2>
      <ul>
        {open.slice(0, NAMED).map((one) => (
          <li key={one.key}>{line(one)}</li>
        ))}
        {open.length > NAMED ? <li>{w.more(open.length - NAMED)}</li> : null}
      </ul>
      <div class="tools">
        <button
          type="button"
          class="quiet"
          onClick={() => change(flow, { confirmed: new Set([...draft.value.confirmed, ...open.map(({ key }) => key)]) })}
        >
          {w.right}
        </button>
        <button type="button" class="quiet" onClick={() => flow.goTo(0)}>
          {w.wrong}
        </button>
      </div>
    </section>
  );
}
