import { toBase } from "../../src/contract/units.ts";
import { measureRef } from "../../src/domains/index.ts";
import { readAmount } from "../../src/importers/typed-amount.ts";
import { h, put } from "../shared/dom.ts";
import { correctionOf, type HeldReading } from "./contribution.ts";
import { amountOf, nameOf } from "./held.ts";
import type { Opened } from "./opened.ts";

/** The exact base units of a number in the measure's own unit; null where it has none. */
function baseUnits(value: number, { domain, measure }: HeldReading): number | null {
  const unit = measureRef(domain, measure)?.measure.unit;
  try {
    return unit === undefined ? null : toBase(value, unit);
  } catch {
    return null;
  }
}

/**
 * One figure, to be put right or erased.
 *
 * @param counts a figure that no consent covers can be erased, and not corrected
 */
export function correctCard(reading: HeldReading, counts: boolean, opened: Opened, close: () => void): HTMLElement {
  const { key, held, words, lang, intake, notice } = opened;
  const w = words.correct;
  const { value, unit } = amountOf(reading, opened);
  const field = h("input", {
    id: "right-value",
    inputmode: "decimal",
    autocomplete: "off",
    "aria-describedby": "correct-fault",
    placeholder: value,
  });
  const fault = h("p", { class: "fault", id: "correct-fault", role: "alert" });

  async function save(): Promise<void> {
    const typed = readAmount(field.value);
    const amount = typed.ok ? baseUnits(typed.value, reading) : null;
    if (amount === null) {
      put(fault, w.fault);
      field.focus();
      return;
    }
    const body = correctionOf(held, reading, amount, notice.facts.attributes);
    await opened.done(await intake.json("v1/donations", { method: "POST", key, body }), w.saved);
  }
  async function erase(): Promise<void> {
    const { domain, measure, period } = reading;
    const body = { remove: [{ domain, measure, period }] };
    await opened.done(await intake.json("v1/my-contribution/corrections", { method: "POST", key, body }), w.erased);
  }
  const button = (id: string, label: string, run: () => void, quiet = true) =>
    h("button", { type: "button", id, class: quiet ? "quiet" : null, onClick: run }, label);
  return h(
    "section",
    { class: "card correct", lang },
    h("h3", { tabindex: "-1", id: "correct-title" }, w.title(nameOf(reading, opened))),
    counts ? h("div", { class: "from" }, h("label", { for: "right-value" }, w.value(unit)), field) : null,
    fault,
    h("p", { class: "hint" }, w.stays),
    h(
      "div",
      { class: "tools" },
      counts ? button("save", w.save, () => void save(), false) : null,
      button("erase", w.erase, () => void erase()),
      button("cancel", w.cancel, close),
    ),
  );
}
