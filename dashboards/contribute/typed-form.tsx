import { useRef, useState } from "preact/hooks";
import { UNITS } from "../../src/contract/units.ts";
import { type MeasureRef, measureRef } from "../../src/domains/index.ts";
import { type Bill, billDays, readBills } from "../../src/importers/bill.ts";
import { readAmount } from "../../src/importers/typed-amount.ts";
import { formatDate, formatPeriod } from "../shared/format.ts";
import { WORDS } from "../shared/i18n.ts";
import { measureLabel } from "../shared/labels.ts";
import { amountWords, change, type Flow, measuresOf, unitFor } from "./flow.ts";
import { added, billOf, type Entry, monthsOver, TYPED_KINDS, type TypedFault } from "./typed-source.ts";
import { unusualOf } from "./unusual.ts";
import { clampOf, unusualLines } from "./unusual-words.ts";

/** Months and years that are offered: what contributions can still be of use to, and some more. */
const MONTHS = 36;

/** Which field a fault is of. */
const FIELD: Readonly<Record<TypedFault, string>> = {
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

/** The figures of bills, typed. @param measure that it opens at; @param onChange when one was added or removed */
export function TypedForm({ flow, measure, onChange }: { flow: Flow; measure: string; onChange: () => void }) {
  const { words, lang, draft } = flow;
  const w = words.type;
  const refs = measuresOf(flow);
  const months = monthsOver(flow.now(), MONTHS);
  const years = [...new Set(months.filter((one) => one.endsWith("-12")).map((one) => one.slice(0, 4)))];
  const [entry, setEntry] = useState<Entry>({
    measure: measure || (refs[0]?.key ?? ""),
    kind: "bill",
    from: "",
    to: "",
    period: "",
    total: "",
  });
  const [fault, setFault] = useState<TypedFault | null>(null);
  const amount = useRef<HTMLInputElement>(null);
  const set = (next: Partial<Entry>): void => setEntry({ ...entry, ...next });
  const whole: Entry = { ...entry, period: entry.period || ((entry.kind === "year" ? years[0] : months[0]) ?? "") };
  const ref = refs.find(({ key }) => key === entry.measure);
  const invalid = (id: string): true | undefined => (fault !== null && FIELD[fault] === id ? true : undefined);

  const add = (): void => {
    const found = added(draft.value.bills, whole, flow.now());
    if (typeof found === "string") {
      setFault(found);
      document.getElementById(FIELD[found])?.focus();
      return;
    }
    setFault(null);
    change(flow, { bills: [...found] });
    set({ total: "" });
    onChange();
    document.getElementById("next")?.scrollIntoView({ block: "nearest" });
  };
  const input = (id: string, key: "from" | "to") => (
    <div>
      <label for={id}>{w[key]}</label>
      <input
        id={id}
        type="date"
        autocomplete="off"
        aria-describedby="typed-fault"
        aria-invalid={invalid(id)}
        value={entry[key]}
        onInput={(event) => set({ [key]: event.currentTarget.value })}
      />
    </div>
  );
  const period = (id: string, label: string, options: readonly string[]) => (
    <div>
      <label for={id}>{label}</label>
      <select id={id} autocomplete="off" onChange={(event) => set({ period: event.currentTarget.value })}>
        {options.map((one) => (
          <option key={one} value={one} selected={one === whole.period}>
            {formatPeriod(one, lang)}
          </option>
        ))}
      </select>
    </div>
  );
  return (
    <div class="typed">
      <div class="fields">
        <div>
          <label for="typed-measure">{w.what}</label>
          <select id="typed-measure" autocomplete="off" onChange={(event) => set({ measure: event.currentTarget.value })}>
            {refs.map((one) => (
              <option key={one.key} value={one.key} selected={one.key === entry.measure}>
                {measureLabel(one, lang)}
              </option>
            ))}
          </select>
        </div>
      </div>
      <fieldset>
        <legend>{w.kind}</legend>
        <div class="choices">
          {TYPED_KINDS.map((one) => (
            <label key={one}>
              <input
                type="radio"
                name="typed-kind"
                value={one}
                checked={one === entry.kind}
                autocomplete="off"
                onChange={() => set({ kind: one, period: "" })}
              />
              {w.kinds[one]}
            </label>
          ))}
        </div>
      </fieldset>
      <div class="two-fields">
        {entry.kind === "bill" ? (
          <>
            {input("typed-from", "from")}
            {input("typed-to", "to")}
          </>
        ) : entry.kind === "month" ? (
          period("typed-month", w.month, months)
        ) : (
          period("typed-year", w.year, years)
        )}
      </div>
      <div class="field amount">
        <label for="typed-amount">{ref ? w.amount(unitFor(ref, flow)) : ""}</label>
        <span class="with-unit">
          <input
            ref={amount}
            id="typed-amount"
            type="text"
            inputMode="decimal"
            autocomplete="off"
            aria-describedby="typed-fault typed-gives typed-doubt"
            aria-invalid={invalid("typed-amount")}
            value={entry.total}
            onInput={(event) => set({ total: event.currentTarget.value })}
          />
          <span>{ref ? unitFor(ref, flow) : ""}</span>
        </span>
      </div>
      <p class="gives" id="typed-gives" aria-live="polite">
        {gives(whole, flow) ?? (entry.kind === "bill" ? w.hint : "")}
      </p>
      <p class="doubt" id="typed-doubt" role="status">
        {doubtOf(whole, flow)}
      </p>
      <p class="fault" id="typed-fault" role="alert">
        {fault === null ? "" : w.faults[fault]}
      </p>
      <button type="button" id="typed-add" class="quiet" onClick={add}>
        {w.add}
      </button>
      {draft.value.bills.length === 0 ? null : (
        <>
          <h3>{w.list}</h3>
          <ul>
            {draft.value.bills.map((bill) => (
              <BillLine
                key={`${bill.measure} ${bill.from}`}
                bill={bill}
                flow={flow}
                onEdit={() => {
                  change(flow, { bills: draft.value.bills.filter((one) => one !== bill) });
                  const { domain, measure: id, from, to, total } = bill;
                  setEntry({ ...entry, measure: `${domain}.${id}`, kind: "bill", from, to, total });
                  onChange();
                  amount.current?.focus();
                }}
                onRemove={() => {
                  change(flow, { bills: draft.value.bills.filter((one) => one !== bill) });
                  onChange();
                  amount.current?.focus();
                }}
              />
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** A total as people read it: `60 000 m³`. */
function totalOf({ total }: Bill, ref: MeasureRef, flow: Flow): string {
  const read = readAmount(total);
  return read.ok ? amountWords(ref, read.value, flow) : `${total}\u00a0${unitFor(ref, flow)}`;
}

function BillLine({ bill, flow, onEdit, onRemove }: { bill: Bill; flow: Flow; onEdit: () => void; onRemove: () => void }) {
  const { words, lang } = flow;
  const ref = measureRef(bill.domain, bill.measure);
  const dates = words.type.between(formatDate(bill.from, lang), formatDate(bill.to, lang));
  const line = ref ? `${measureLabel(ref, lang)}, ${dates} – ${totalOf(bill, ref, flow)}` : dates;
  return (
    <li>
      {line}{" "}
      <button type="button" class="quiet" aria-label={WORDS[lang].labelled(words.type.edit, line)} onClick={onEdit}>
        {words.type.edit}
      </button>{" "}
      <button type="button" class="quiet" aria-label={WORDS[lang].labelled(words.sources.remove, line)} onClick={onRemove}>
        {words.sources.remove}
      </button>
    </li>
  );
}

/** What is asked of a figure that looks like a wrong unit, as soon as it is typed: of its largest month, or its year. */
function doubtOf(entry: Entry, flow: Flow): string {
  const bill = billOf(entry);
  if (!billDays(bill.from, bill.to).ok || !readAmount(bill.total).ok) return "";
  const found = unusualOf(readBills([bill]).readings, (ref) => ({ clamp: clampOf(flow, ref), middle: null }));
  return unusualLines(found, flow).join(" ");
}

/** What a bill comes to before it is added: a day's worth, the months that are whole, those that are not; null: it cannot be read yet. */
function gives(entry: Entry, flow: Flow): string | null {
  const { words, lang } = flow;
  if (entry.kind !== "bill") return null;
  const bill = billOf(entry);
  const days = billDays(bill.from, bill.to);
  const total = readAmount(bill.total);
  const ref = measureRef(bill.domain, bill.measure);
  if (!days.ok || !total.ok || !ref) return null;
  const { readings, partial } = readBills([bill]);
  const w = words.bring;
  const value = (amount: number): string => amountWords(ref, amount / Number(UNITS[ref.measure.unit].factor), flow);
  const named = (length: number): string =>
    readings
      .filter(({ period }) => period.length === length)
      .map(({ period, amount }) => `${formatPeriod(period, lang)} (${value(amount)})`)
      .join(", ");
  const [months, years] = [named(7), named(4)];
  const left = partial.map(({ period }) => formatPeriod(period, lang)).join(", ");
  const parts = [
    w.lines(days.value.days, amountWords(ref, total.value / days.value.days, flow)),
    years === "" ? (months === "" ? w.noWhole : w.whole(months)) : w.year(years),
    left === "" || months === "" ? "" : w.partial(left),
  ];
  return parts.filter(Boolean).join(" ");
}
