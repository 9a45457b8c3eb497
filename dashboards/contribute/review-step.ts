import type { DonationInput } from "../../src/contract/donation.ts";
import { monthOf } from "../../src/contract/period.ts";
import { measureRef } from "../../src/domains/index.ts";
import { h, put } from "../shared/dom.ts";
import { formatNumber, formatPeriod } from "../shared/format.ts";
import { ATTRIBUTE_LABELS, measureLabel, VALUE_LABELS } from "../shared/labels.ts";
import { sayRefusal } from "../shared/refusals.ts";
import { dataTable } from "../shared/table.ts";
import { donationOf, idempotencyKey } from "./donation.ts";
import type { Flow, StepView } from "./draft.ts";
import { offersOf } from "./offers.ts";
import { amountIn } from "./source-months.ts";
import { broughtOf } from "./sources-step.ts";
import { tokenField } from "./token-field.ts";
import { unitOf } from "./typed-form.ts";

/** What is sent, made of the draft as it stands. */
export function donationOfDraft(flow: Flow): DonationInput {
  const { draft, notice, addTo } = flow;
  const month = monthOf(flow.now());
  const offers = offersOf(broughtOf(flow, draft.typedFrom, month), flow.measures, month);
  return donationOf(
    { area: draft.area ?? "", attributes: draft.attributes },
    {
      chosen: offers.filter(({ id }) => draft.ticked.has(id)),
      who: draft.who === "guardian" ? "guardian" : "adult",
      version: notice.version,
      given_at: draft.given?.at ?? flow.now().toISOString(),
      before: addTo?.covers ?? [],
    },
  );
}

type Sent = DonationInput["readings"][number];

function sentTable({ readings }: DonationInput, flow: Flow): HTMLElement {
  const { words, lang } = flow;
  const ref = ({ domain, measure }: Sent) => measureRef(domain, measure);
  return dataTable<Sent>({
    caption: words.review.table,
    rows: readings,
    columns: [
      {
        label: words.review.theme,
        cell: (row) => {
          const found = ref(row);
          return found ? measureLabel(found, lang) : "";
        },
      },
      { label: words.review.period, cell: ({ period }) => formatPeriod(period, lang) },
      {
        label: words.review.amount,
        numeric: true,
        cell: (row) => {
          const found = ref(row);
          if (!found) return "";
          const value = amountIn(found, row.value);
          return `${formatNumber(value, found.measure.decimals, lang)} ${unitOf(found, flow)}`;
        },
      },
    ],
  });
}

function homeLine({ household }: DonationInput, { words, lang, tree }: Flow): HTMLElement {
  const { area, ...attributes } = household;
  const place = [...tree.lineage(area)].reverse().slice(1);
  const labels: Readonly<Record<string, Readonly<Record<string, string>>>> = VALUE_LABELS[lang];
  const names: Readonly<Record<string, string>> = ATTRIBUTE_LABELS[lang];
  return h(
    "dl",
    { class: "home-line" },
    h("div", {}, h("dt", {}, words.review.home), h("dd", {}, place.map(({ name }) => name).join(" › "))),
    ...Object.entries(attributes).map(([name, value]) =>
      h("div", {}, h("dt", {}, names[name] ?? name), h("dd", {}, labels[name]?.[String(value)] ?? String(value))),
    ),
  );
}

/** What will be sent, in words and as it is; then it is sent, and nothing else. */
export function reviewStep(flow: Flow): StepView {
  const { words, lang, draft, intake, addTo, tokens } = flow;
  const w = words.review;
  const donation = donationOfDraft(flow);
  // Sent as it is shown, to the letter.
  const body = JSON.stringify(donation, null, 1);
  // The same text is the same request: sent twice, it is recorded once. Another text is another request.
  if (draft.request?.body !== body) {
    draft.request = { key: idempotencyKey((bytes) => crypto.getRandomValues(bytes)), body };
  }
  const request = draft.request;
  const fault = h("div", { role: "alert", id: "send-fault" });
  const button = h("button", { type: "button", id: "send", onClick: () => void send() }, w.send);

  /** it is under way, or may have arrived */
  let sent = false;
  async function send(): Promise<void> {
    put(fault);
    if (tokens !== null && draft.token === null) {
      put(fault, h("p", { class: "fault" }, words.token.needed));
      return;
    }
    button.disabled = true;
    sent = true;
    put(button, w.sending);
    const answer = await intake.json<{ receipt: string }>("v1/donations", {
      method: "POST",
      body,
      ...(addTo === null ? {} : { key: addTo.key }),
      headers: { "Idempotency-Key": request.key, ...(draft.token === null ? {} : { Eligibility: draft.token }) },
    });
    button.disabled = false;
    put(button, w.send);
    if (answer.ok) {
      draft.receipt = answer.value.receipt;
      flow.next();
      return;
    }
    // It may have arrived, and its answer not: sent again as it is, it is recorded once; changed, it would be another one.
    const unsure = answer.code === "network";
    sent = unsure;
    if (unsure) document.getElementById("back")?.remove();
    put(
      fault,
      h(
        "div",
        { class: "warn" },
        h("p", {}, h("strong", {}, unsure ? w.unsure : w.refused)),
        h("p", {}, sayRefusal(answer, lang)),
      ),
    );
    button.focus();
  }

  const element = h(
    "div",
    {},
    h(
      "div",
      { class: "card" },
      h("p", { class: "sentence" }, w.lead(donation.readings.length)),
      homeLine(donation, flow),
      sentTable(donation, flow),
      h("h3", {}, w.json),
      h("p", { class: "hint" }, w.jsonNote),
      h("pre", { class: "json", id: "json", tabindex: "0", role: "region", "aria-label": w.json }, body),
    ),
    tokens === null ? null : tokenField(tokens, flow),
    fault,
    h("p", {}, button),
  );
  return { element, ownNext: true, noBack: () => sent };
}
