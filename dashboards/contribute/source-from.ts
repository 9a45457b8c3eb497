import { monthOf } from "../../src/contract/period.ts";
import type { ImportedReading } from "../../src/importers/report.ts";
import { h } from "../shared/dom.ts";
import { formatPeriod } from "../shared/format.ts";
import { isOfUse, startOf, yearsOf } from "./coming.ts";
import type { Brought, Flow } from "./draft.ts";
import { isFrom } from "./offers.ts";

/** Readings that no publication to come is about: which they are, what that means, and whether they were chosen all the same. */
function idleNote(
  brought: Brought,
  used: readonly ImportedReading[],
  { words, lang, coming, notice, now }: Flow,
): { readonly all: boolean; readonly said: readonly HTMLElement[] } | null {
  const w = words.report.idle;
  const periods = used.map(({ period }) => period).sort();
  const idle = periods.filter((period) => !isOfUse(period, coming));
  const chosen = idle.filter((period) => isFrom(period, brought.from)).length;
  if (idle.length < periods.length) return chosen === 0 ? null : { all: false, said: [h("p", {}, w.some(chosen))] };
  const [first, last] = [periods[0], periods.at(-1)];
  if (first === undefined || last === undefined) return null;
  const start = startOf(coming, monthOf(now()));
  const said = [
    h("p", {}, h("strong", {}, isFrom(last, start) ? w.none : w.older)),
    h("p", {}, w.means(formatPeriod(first, lang), formatPeriod(last, lang), yearsOf(coming), notice.facts.retention_months)),
    h("p", {}, chosen === 0 ? w.left : w.chosen),
  ];
  return { all: true, said };
}

/**
 * From when on: of the Januaries of the source's years, of where a publication to come begins, and of what was chosen. What none
 * of them is about is not chosen beforehand.
 */
export function fromField(
  brought: Brought,
  used: readonly ImportedReading[],
  flow: Flow,
  choose: (from: string) => void,
): HTMLElement {
  const { words, lang, coming, now } = flow;
  const periods = used.map(({ period }) => period);
  const januaries = periods.map((period) => `${period.slice(0, 4)}-01`);
  const begins = [...new Set([...januaries, startOf(coming, monthOf(now())), brought.from])].sort();
  const id = `from-${brought.id}`;
  const note = idleNote(brought, used, flow);
  const warning = note === null ? null : h("div", { class: "warn idle", id: `${id}-idle` }, ...note.said);
  const hint = note?.all ? null : h("p", { class: "hint", id: `${id}-hint` }, words.report.fromHint(yearsOf(coming)));
  const described = [warning, hint].flatMap((one) => one?.id ?? []).join(" ");
  const select = h(
    "select",
    { id, "aria-describedby": described, onChange: () => choose(select.value) },
    ...begins.map((from) =>
      h(
        "option",
        { value: from, selected: from === brought.from },
        periods.some((period) => isFrom(period, from)) ? formatPeriod(from, lang) : words.report.fromNone,
      ),
    ),
  );
  return h("div", {}, warning, h("div", { class: "from" }, h("label", { for: id }, words.report.from), select, hint));
}
