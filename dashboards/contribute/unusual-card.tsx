import { publicMiddle } from "../compare/months-standing.tsx";
import { clampOf } from "../visit/commons.ts";
import { change, type Flow } from "./flow.ts";
import { readingsOf } from "./offers.ts";
import { preparedOf } from "./prepared.ts";
import { type Unusual, unusualOf } from "./unusual.ts";
import { unusualLines } from "./unusual-words.ts";

/** The figures of what is to be sent that are far from others'. Only public files are looked at. */
export function unusualIn(flow: Flow): Unusual[] {
  const { commons, visitor, lang } = flow;
  return unusualOf(readingsOf(preparedOf(flow).chosen), (ref) => ({
    clamp: clampOf(commons.catalog, ref),
    middle: publicMiddle(commons, visitor, ref, lang),
  }));
}

/** Asks about figures that look like a wrong unit, before they are sent; nothing is said of those that were looked at. */
export function UnusualCard({ flow }: { flow: Flow }) {
  const { words, draft } = flow;
  const w = words.unusual;
  const open = unusualIn(flow).filter(({ key }) => !draft.value.confirmed.has(key));
  if (open.length === 0) return null;
  return (
    <section class="warn unusual" id="unusual" aria-labelledby="unusual-title">
      <h2 id="unusual-title">{open.length === 1 ? w.title : w.titleMany(open.length)}</h2>
      <ul>
        {unusualLines(open, flow).map((line) => (
          <li key={line}>{line}</li>
        ))}
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
