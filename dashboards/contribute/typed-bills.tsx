import { type MeasureRef, measureRef } from "../../src/domains/index.ts";
import type { Bill } from "../../src/importers/bill.ts";
import { readAmount } from "../../src/importers/typed-amount.ts";
import { periodOfBill } from "../compare/own-figures.ts";
import { formatDate, formatPeriod, withUnit } from "../shared/format.ts";
import { WORDS } from "../shared/i18n.ts";
import { topicLabel } from "../shared/labels.ts";
import { amountWords, type Flow, unitFor } from "./flow.ts";
import { becomesOf, billDoubt, type MiddleOf } from "./typed-words.ts";

interface TypedBillsProps {
  readonly flow: Flow;
  readonly middleOf: MiddleOf;
  readonly onEdit: (bill: Bill) => void;
  readonly onRemove: (bill: Bill) => void;
}

/** Typed figures up to this number are listed; more are folded, because two years of months fill a phone's screen twice. */
export const FEW_FIGURES = 4;

/** The figures added so far, each with buttons to correct or remove it. */
export function TypedBills({ flow, middleOf, onEdit, onRemove }: TypedBillsProps) {
  const { bills } = flow.draft.value;
  if (bills.length === 0) return null;
  return (
    <details class="typed-fold" open={bills.length <= FEW_FIGURES}>
      <summary>{flow.words.type.list(bills.length)}</summary>
      <ul class="typed-list" translate={false}>
        {[...bills].sort(byMeasureAndDay).map((bill) => (
          <BillLine
            key={`${bill.measure} ${bill.from}`}
            bill={bill}
            flow={flow}
            middleOf={middleOf}
            onEdit={() => onEdit(bill)}
            onRemove={() => onRemove(bill)}
          />
        ))}
      </ul>
    </details>
  );
}

/** Figures of one measure stand together, in the order of their days. */
export const byMeasureAndDay = (a: Bill, b: Bill): number =>
  `${a.domain}.${a.measure} ${a.from}`.localeCompare(`${b.domain}.${b.measure} ${b.from}`);

/** A total in words: `60 000 m³`. */
function totalOf({ total }: Bill, ref: MeasureRef, flow: Flow): string {
  const read = readAmount(total);
  return read.ok ? amountWords(ref, read.value, flow) : withUnit(total, unitFor(ref, flow), flow.lang);
}

/** A figure in words: its measure, its dates and its total. */
export function billLine(bill: Bill, flow: Flow): string {
  const { words, lang } = flow;
  const ref = measureRef(bill.domain, bill.measure);
  const period = periodOfBill(bill);
  const dates =
    period === null ? words.type.between(formatDate(bill.from, lang), formatDate(bill.to, lang)) : formatPeriod(period, lang);
  return ref ? `${topicLabel(ref, lang)}, ${dates} – ${totalOf(bill, ref, flow)}` : dates;
}

/** What becomes of a typed figure and, instead where there is one, the question about it. */
export function BillNote({ bill, flow, middleOf }: Pick<TypedBillsProps, "flow" | "middleOf"> & { bill: Bill }) {
  const doubt = billDoubt(bill, flow, middleOf);
  const text = doubt || becomesOf(bill, flow);
  return text === "" ? null : <small class={doubt === "" ? undefined : "doubt"}>{text}</small>;
}

interface BillLineProps extends Pick<TypedBillsProps, "flow" | "middleOf"> {
  readonly bill: Bill;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

function BillLine({ bill, flow, middleOf, onEdit, onRemove }: BillLineProps) {
  const { words, lang } = flow;
  const line = billLine(bill, flow);
  return (
    <li>
      <span>
        {line}
        <BillNote bill={bill} flow={flow} middleOf={middleOf} />
      </span>
      <button type="button" class="quiet" aria-label={WORDS[lang].labelled(words.type.edit, line)} onClick={onEdit}>
        {words.type.edit}
      </button>
      <button type="button" class="quiet" aria-label={WORDS[lang].labelled(words.sources.remove, line)} onClick={onRemove}>
        {words.sources.remove}
      </button>
    </li>
  );
}
