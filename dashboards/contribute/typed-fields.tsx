import type { RefObject } from "preact";
import { formatPeriod } from "../shared/format.ts";
import { topicLabel } from "../shared/labels.ts";
import { yearsOf } from "./coming.ts";
import { comingFor, type Flow, measuresOf, unitFor } from "./flow.ts";
import { typedKinds, typedPeriods } from "./typed-periods.ts";
import type { TypedEntry, TypedFault } from "./typed-source.ts";

/** Id of the field that a fault belongs to. */
export const FIELD_OF: Readonly<Record<TypedFault, string>> = {
  empty: "typed-amount",
  negative: "typed-amount",
  amount: "typed-amount",
  from: "typed-from",
  to: "typed-to",
  order: "typed-to",
  short: "typed-to",
  length: "typed-to",
  overlap: "typed-from",
  measure: "typed-measure",
  future: "typed-to",
};

export interface TypedFieldProps {
  readonly flow: Flow;
  readonly entry: TypedEntry;
  readonly set: (next: Partial<TypedEntry>) => void;
  readonly fault: TypedFault | null;
}

const isFaulty = (fault: TypedFault | null, id: string): true | undefined =>
  fault !== null && FIELD_OF[fault] === id ? true : undefined;

/** The measure of a figure. */
export function MeasureField({ flow, entry, set }: TypedFieldProps) {
  const { words, lang } = flow;
  return (
    <div class="fields">
      <div>
        <label for="typed-measure">{words.type.what}</label>
        <select
          id="typed-measure"
          autocomplete="off"
          onChange={(event) => set({ measure: event.currentTarget.value, period: "" })}
        >
          {measuresOf(flow).map((one) => (
            <option key={one.key} value={one.key} selected={one.key === entry.measure}>
              {topicLabel(one, lang)}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}

/** Whether the figure is of a bill, a month or a year. */
export function KindField({ flow, entry, set }: TypedFieldProps) {
  const w = flow.words.type;
  return (
    <fieldset class="kind">
      <legend class="visually-hidden">{w.kind}</legend>
      <div class="tabs">
        {typedKinds(flow.now(), comingFor(flow)).map((one) => (
          <label key={one}>
            <input
              type="radio"
              name="typed-kind"
              value={one}
              checked={one === entry.kind}
              autocomplete="off"
              onChange={() => set({ kind: one, period: "" })}
            />
            <span>{w.kinds[one]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** The dates of a bill, or a month or year from a list. */
export function WhenFields(props: TypedFieldProps) {
  const { flow, entry } = props;
  const w = flow.words.type;
  return (
    <div class="two-fields">
      {entry.kind === "bill" ? (
        <>
          <DateField {...props} id="typed-from" end="from" />
          <DateField {...props} id="typed-to" end="to" />
          <p class="hint" id="typed-days">
            {w.hint}
          </p>
        </>
      ) : entry.kind === "month" ? (
        <PeriodField {...props} id="typed-month" label={w.month} />
      ) : (
        <PeriodField {...props} id="typed-year" label={w.year} />
      )}
    </div>
  );
}

function DateField({ flow, entry, set, fault, id, end }: TypedFieldProps & { id: string; end: "from" | "to" }) {
  return (
    <div>
      <label for={id}>{flow.words.type[end]}</label>
      <input
        id={id}
        type="date"
        autocomplete="off"
        aria-describedby="typed-fault typed-days"
        aria-invalid={isFaulty(fault, id)}
        value={entry[end]}
        onInput={(event) => set({ [end]: event.currentTarget.value })}
      />
    </div>
  );
}

/** A list of periods: those that a publication to come uses, then the others under a heading. One of these can be chosen, and says so. */
function PeriodField({ flow, entry, set, id, label }: TypedFieldProps & { id: string; label: string }) {
  const w = flow.words.type.idle;
  const coming = comingFor(flow);
  const { used, idle } = typedPeriods(entry.kind, flow.now(), coming);
  const options = (periods: readonly string[]) =>
    periods.map((one) => (
      <option key={one} value={one} selected={one === entry.period}>
        {formatPeriod(one, flow.lang)}
      </option>
    ));
  return (
    <div class="period">
      <label for={id}>{label}</label>
      <select
        id={id}
        autocomplete="off"
        aria-describedby={`${id}-idle`}
        onChange={(event) => set({ period: event.currentTarget.value })}
      >
        {options(used)}
        {idle.length === 0 ? null : <optgroup label={w.group}>{options(idle)}</optgroup>}
      </select>
      <p class="hint" id={`${id}-idle`} role="status">
        {idle.includes(entry.period) ? w.text(yearsOf(coming)) : ""}
      </p>
    </div>
  );
}

interface TotalFieldProps extends TypedFieldProps {
  /** takes the focus when another figure is typed */
  readonly field: RefObject<HTMLInputElement | null>;
  /** called on Enter, as in any form */
  readonly onEnter: () => void;
}

/** The amount, with its unit beside it. */
export function TotalField({ flow, entry, set, fault, field, onEnter }: TotalFieldProps) {
  const ref = measuresOf(flow).find(({ key }) => key === entry.measure);
  const unit = ref ? unitFor(ref, flow) : "";
  return (
    <div class="field amount">
      <label for="typed-amount">{ref ? flow.words.type.amount(unit) : ""}</label>
      <span class="with-unit">
        <input
          ref={field}
          id="typed-amount"
          type="text"
          inputMode="decimal"
          autocomplete="off"
          aria-describedby="typed-fault typed-gives typed-doubt"
          aria-invalid={isFaulty(fault, "typed-amount")}
          value={entry.total}
          onInput={(event) => set({ total: event.currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key === "Enter") onEnter();
          }}
        />
        <span>{unit}</span>
      </span>
    </div>
  );
}
