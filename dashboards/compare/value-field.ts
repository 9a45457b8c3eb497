import { readAmount, type TypedFault } from "../../src/importers/typed-amount.ts";
import { h, put } from "../shared/dom.ts";
import { monthlyFromBill, monthlyFromYear } from "./prorata.ts";
import type { CompareWords } from "./words.ts";

export const KINDS = ["month", "year", "bill"] as const;
export type Kind = (typeof KINDS)[number];

/** What the visitor typed, as an average month in the display unit. */
export interface Typed {
  readonly kind: Kind;
  readonly perMonth: number;
  /** of the bill; null otherwise */
  readonly days: number | null;
}

export interface ValueField {
  readonly element: HTMLElement;
  kind(): Kind;
  setUnit(unit: string): void;
  /** null when something is wrong; the fault is then said at its field, which gets the focus */
  read(): Typed | null;
}

/** A month's value, a year's, or a bill with its dates. */
export function valueField(words: CompareWords, onKind: () => void): ValueField {
  let kind: Kind = "month";
  const unit = h("span", { class: "unit", id: "amount-unit" });
  const label = h("label", { for: "amount" }, words.amount.month);
  const amount = h("input", {
    id: "amount",
    inputmode: "decimal",
    autocomplete: "off",
    required: true,
    "aria-describedby": "amount-unit amount-fault",
  });
  const from = h("input", { id: "bill-from", type: "date", "aria-describedby": "amount-fault" });
  const to = h("input", { id: "bill-to", type: "date", "aria-describedby": "amount-fault" });
  const fault = h("p", { class: "fault", id: "amount-fault", role: "alert" });
  const dates = h(
    "div",
    { hidden: true },
    h(
      "div",
      { class: "fields" },
      h("div", {}, h("label", { for: "bill-from" }, words.from), from),
      h("div", {}, h("label", { for: "bill-to" }, words.to), to),
    ),
    h("p", { class: "hint" }, words.billHint),
  );
  const setKind = (next: Kind): void => {
    kind = next;
    put(label, words.amount[kind]);
    dates.hidden = kind !== "bill";
    forgive();
    onKind();
  };
  const inputs: Readonly<Record<TypedFault, HTMLInputElement>> = {
    empty: amount,
    negative: amount,
    amount,
    from,
    to,
    order: to,
    short: to,
    length: to,
  };
  const refuse = (what: TypedFault): null => {
    put(fault, words.faults[what]);
    inputs[what].setAttribute("aria-invalid", "true");
    inputs[what].focus();
    return null;
  };

  const forgive = (): void => {
    put(fault);
    for (const input of [amount, from, to]) input.removeAttribute("aria-invalid");
  };
  for (const input of [amount, from, to]) input.addEventListener("input", forgive);

  const read = (): Typed | null => {
    forgive();
    const typed = readAmount(amount.value);
    if (!typed.ok) return refuse(typed.fault);
    const { value } = typed;
    if (kind === "month") return { kind, perMonth: value, days: null };
    if (kind === "year") return { kind, perMonth: monthlyFromYear(value), days: null };
    const monthly = monthlyFromBill({ from: from.value, to: to.value, total: value });
    return monthly.ok ? { kind, ...monthly.value } : refuse(monthly.fault);
  };

  const choices = KINDS.map((one) =>
    h(
      "label",
      {},
      h("input", { type: "radio", name: "kind", value: one, checked: one === kind, onChange: () => setKind(one) }),
      words[one],
    ),
  );
  const element = h(
    "fieldset",
    {},
    h("legend", { class: "step" }, words.value),
    h("div", { class: "choices", role: "radiogroup", "aria-label": words.kind }, ...choices),
    h("div", { class: "amount" }, label, h("div", { class: "with-unit" }, amount, unit)),
    dates,
    fault,
  );
  return { element, kind: () => kind, setUnit: (text) => put(unit, text), read };
}
