import type { MeasureRef } from "../../src/domains/index.ts";
import type { Bill } from "../../src/importers/bill.ts";
import { h, put } from "../shared/dom.ts";
import { formatDate, formatPeriod, unitLabel } from "../shared/format.ts";
import { WORDS } from "../shared/i18n.ts";
import { measureLabel } from "../shared/labels.ts";
import type { Flow } from "./draft.ts";
import { added, monthsOver, TYPED_KINDS, type TypedFault, type TypedKind } from "./typed-source.ts";

/** Months and years that are offered: what contributions can still be of use to, and some more. */
const MONTHS = 36;

export interface TypedForm {
  readonly element: HTMLElement;
  /** opens it at a measure */
  open(measure: string): void;
}

/** The unit of a measure as the commons has it: its currency where it is an amount of money. */
export function unitOf(ref: MeasureRef, { notice, lang }: Pick<Flow, "notice" | "lang">): string {
  return unitLabel(notice.facts.measures.find(({ key }) => key === ref.key)?.unit ?? ref.measure.unit, lang);
}

/** The figures of bills, typed. @param changed when one was added or removed */
export function typedForm(flow: Flow, changed: () => void): TypedForm {
  const { words, lang, draft, measures } = flow;
  const w = words.type;
  let kind: TypedKind = "bill";
  const input = (id: string, props: Readonly<Record<string, string>> = {}) =>
    h("input", { id, autocomplete: "off", "aria-describedby": "typed-fault", ...props });
  const what = h(
    "select",
    { id: "typed-measure", onChange: () => showKind() },
    ...measures.map((ref) => h("option", { value: ref.key }, measureLabel(ref, lang))),
  );
  const from = input("typed-from", { type: "date" });
  const to = input("typed-to", { type: "date" });
  const months = monthsOver(flow.now(), MONTHS);
  const month = h("select", { id: "typed-month" }, ...months.map((one) => h("option", { value: one }, formatPeriod(one, lang))));
  const years = [...new Set(months.filter((one) => one.endsWith("-12")).map((one) => one.slice(0, 4)))];
  const year = h("select", { id: "typed-year" }, ...years.map((one) => h("option", { value: one }, one)));
  const amount = input("typed-amount", { inputmode: "decimal" });
  const amountLabel = h("label", { for: "typed-amount" });
  const fault = h("p", { class: "fault", id: "typed-fault", role: "alert" });
  const when = h("div", { class: "fields" });
  const list = h("div");

  const field = (label: string, control: HTMLElement) => h("div", {}, h("label", { for: control.id }, label), control);
  function showKind(): void {
    const ref = measures.find(({ key }) => key === what.value);
    put(amountLabel, w.amount(ref ? unitOf(ref, flow) : ""));
    const fields = {
      bill: [field(w.from, from), field(w.to, to)],
      month: [field(w.month, month)],
      year: [field(w.year, year)],
    }[kind];
    put(when, ...fields);
    hint.hidden = kind !== "bill";
  }
  const inputs: Readonly<Record<TypedFault, HTMLElement>> = {
    empty: amount,
    negative: amount,
    amount,
    from,
    to,
    order: to,
    short: to,
    length: to,
    overlap: from,
    measure: what,
    future: to,
  };

  function add(): void {
    put(fault);
    for (const one of Object.values(inputs)) one.removeAttribute("aria-invalid");
    const period = kind === "month" ? month.value : year.value;
    const found = added(
      draft.bills,
      { measure: what.value, kind, from: from.value, to: to.value, period, total: amount.value },
      flow.now(),
    );
    if (typeof found === "string") {
      put(fault, w.faults[found]);
      inputs[found].setAttribute("aria-invalid", "true");
      inputs[found].focus();
      return;
    }
    draft.bills = [...found];
    amount.value = "";
    showList();
    changed();
  }

  function showList(): void {
    const rows = draft.bills;
    if (rows.length === 0) {
      put(list);
      return;
    }
    const removing = (bill: Bill) => {
      draft.bills = draft.bills.filter((one) => one !== bill);
      showList();
      changed();
      amount.focus();
    };
    const line = (bill: Bill): string => {
      const ref = measures.find(({ key }) => key === `${bill.domain}.${bill.measure}`);
      const name = ref ? measureLabel(ref, lang) : "";
      const unit = ref ? unitOf(ref, flow) : "";
      return `${name}, ${w.between(formatDate(bill.from, lang), formatDate(bill.to, lang))} – ${bill.total} ${unit} `;
    };
    put(
      list,
      h("h4", {}, w.list),
      h(
        "ul",
        {},
        ...rows.map((bill) =>
          h(
            "li",
            {},
            line(bill),
            h(
              "button",
              {
                type: "button",
                class: "quiet",
                "aria-label": WORDS[lang].labelled(words.sources.remove, line(bill)),
                onClick: () => removing(bill),
              },
              words.sources.remove,
            ),
          ),
        ),
      ),
    );
  }

  const hint = h("p", { class: "hint" }, w.hint);
  const element = h(
    "details",
    { class: "card typed", id: "typed", open: draft.bills.length > 0 },
    h("summary", {}, words.sources.typeTitle),
    h("div", { class: "fields" }, field(w.what, what)),
    h(
      "fieldset",
      {},
      h("legend", {}, w.kind),
      h(
        "div",
        { class: "choices" },
        ...TYPED_KINDS.map((one) =>
          h(
            "label",
            {},
            h("input", {
              type: "radio",
              name: "typed-kind",
              value: one,
              checked: one === kind,
              onChange: () => {
                kind = one;
                showKind();
              },
            }),
            w.kinds[one],
          ),
        ),
      ),
    ),
    when,
    hint,
    h("div", { class: "fields" }, h("div", {}, amountLabel, amount)),
    fault,
    h("button", { type: "button", onClick: add }, w.add),
    list,
  );
  showKind();
  showList();
  return {
    element,
    open: (measure) => {
      element.open = true;
      what.value = measure;
      showKind();
      what.focus();
      element.scrollIntoView({ block: "start" });
    },
  };
}
