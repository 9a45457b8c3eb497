import { colon, formatDate } from "../shared/format.ts";
import type { Flow } from "./flow.ts";
import { billLine } from "./typed-bills.tsx";
import { billOf, overlapOf, type TypedEntry, type TypedFault } from "./typed-source.ts";
import { plainEntry } from "./typed-words.ts";

interface TypedRefusalProps {
  readonly flow: Flow;
  readonly entry: TypedEntry;
  readonly fault: TypedFault | null;
  readonly set: (next: Partial<TypedEntry>) => void;
  /** leaves the figure out; null: there is nothing to go on with */
  readonly onGiveUp: (() => void) | null;
}

/** Why a figure cannot be added, under the field that it is about; and the dates that would not overlap another bill's, or to go on without it. */
export function TypedRefusal({ flow, entry, fault, set, onGiveUp }: TypedRefusalProps) {
  const { words, lang, draft } = flow;
  const w = words.type;
  const overlap = fault === "overlap" ? overlapOf(draft.value.bills, billOf(plainEntry(entry, flow))) : null;
  const mend = entry.kind === "bill" ? (overlap?.mend ?? null) : null;
  const stem = overlap?.day ? w.sharedDay(formatDate(overlap.day, lang)) : w.faults.overlap;
  const apply = (): void => {
    if (mend === null) return;
    set(mend);
    // The button is gone, so the focus goes on to what is left to type.
    document.getElementById("typed-amount")?.focus();
  };
  return (
    <div class="refusal">
      <p class="fault" id="typed-fault" role="alert">
        {fault === null ? "" : overlap ? `${stem}${colon(lang)}${billLine(overlap.other, flow)}.` : w.faults[fault]}
      </p>
      {mend === null ? null : (
        <button type="button" class="quiet" id="typed-mend" onClick={apply}>
          {"from" in mend ? w.startOn(formatDate(mend.from, lang)) : w.endOn(formatDate(mend.to, lang))}
        </button>
      )}
      {onGiveUp === null ? null : (
        <button type="button" class="quiet" id="typed-give-up" onClick={onGiveUp}>
          {w.giveUp}
        </button>
      )}
    </div>
  );
}
