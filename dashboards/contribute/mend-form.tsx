import { useEffect, useRef, useState } from "preact/hooks";
import { formatPeriod } from "../shared/format.ts";
import { topicLabel } from "../shared/labels.ts";
import { type Flow, unitFor } from "./flow.ts";
import { typedBase } from "./typed-base.ts";
import { typedTotal } from "./typed-words.ts";
import type { Unusual } from "./unusual.ts";

interface MendFormProps {
  /** figures of files, each with its own field */
  readonly found: readonly Unusual[];
  readonly flow: Flow;
  /** takes the amounts in base units of those that were changed */
  readonly onMend: (amounts: ReadonlyMap<Unusual, number>) => void;
}

/** Fields for the right amounts of figures of a file, which begin with what it says. The file itself stays as it is. */
export function MendForm({ found, flow, onMend }: MendFormProps) {
  const { words, lang } = flow;
  const w = words.unusual;
  const said = found.map(({ value }) => typedTotal(String(value), flow));
  const [typed, setTyped] = useState<readonly string[]>(said);
  const [fault, setFault] = useState<{ readonly at: number; readonly text: string } | null>(null);
  const fields = useRef<(HTMLInputElement | null)[]>([]);
  useEffect(() => fields.current[0]?.select(), []);
  const save = (): void => {
    const changed = found.flatMap((one, i) =>
      typed[i] === said[i] ? [] : [{ one, i, read: typedBase(typed[i] ?? "", one.ref, unitFor(one.ref, flow), lang) }],
    );
    const wrong = changed.flatMap(({ i, read }) => (read.ok ? [] : [{ at: i, text: words.type.faults[read.fault] }]))[0];
    const stop = wrong ?? (changed.length === 0 ? { at: 0, text: w.mendSame } : null);
    setFault(stop);
    if (stop === null) onMend(new Map(changed.flatMap(({ one, read }) => (read.ok ? [[one, read.value]] : []))));
    else fields.current[stop.at]?.focus();
  };
  return (
    <form
      class="mend"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {found.map(({ key, ref, period }, i) => (
        <div class="field" key={key}>
          <label for={`mend-${i}`}>{w.mend(topicLabel(ref, lang), formatPeriod(period, lang), unitFor(ref, flow))}</label>
          <input
            ref={(field) => {
              fields.current[i] = field;
            }}
            id={`mend-${i}`}
            type="text"
            inputMode="decimal"
            autocomplete="off"
            aria-describedby="mend-fault mend-hint"
            aria-invalid={fault?.at === i ? true : undefined}
            value={typed[i]}
            onInput={({ currentTarget: { value } }) => {
              setFault(null);
              setTyped(typed.map((one, j) => (j === i ? value : one)));
            }}
          />
        </div>
      ))}
      <p class="fault" id="mend-fault" role="alert">
        {fault?.text ?? ""}
      </p>
      <p class="hint" id="mend-hint">
        {w.mendHint}
      </p>
      <button type="submit" id="mend">
        {words.type.edit}
      </button>
    </form>
  );
}
