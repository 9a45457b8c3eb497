import type { Observation } from "../../src/contract/observation.ts";
import { shares } from "../charts/words.ts";
import { h } from "../shared/dom.ts";
import { formatInterval, formatNumber, formatValue, statusWord, unitPerMonth } from "../shared/format.ts";
import { WORDS } from "../shared/i18n.ts";
import { type Context, measureName, periodName, rowAt } from "./context.ts";
import { participation } from "./view.ts";

function entry(label: string, value: string, notes: readonly (string | null)[]): HTMLElement {
  const said = notes.filter((note) => note !== null).map((note) => h("span", { class: "margin" }, note));
  return h("div", {}, h("dt", {}, label), h("dd", {}, value, ...said));
}

function amount(context: Context, label: string, row: Observation | undefined, decimals: number): HTMLElement | null {
  if (!row) return null;
  const { lang } = context;
  const value = formatValue(row, lang, decimals);
  const status = statusWord(row, lang);
  if (value === null) return entry(label, status ?? WORDS[lang].withheld, []);
  return entry(label, `${value} ${unitPerMonth(row.UNIT_MEASURE, lang)}`, [formatInterval(row, lang, decimals), status]);
}

function share(context: Context): HTMLElement | null {
  const { lang, words, area } = context;
  const cell = participation(rowAt(context, area.code, "COUNT"), area.dwellings);
  if (cell.value === null) return null;
  const { format } = shares(lang);
  const of = words.participationOf(formatNumber(area.dwellings, 0, lang));
  const [lower, upper] = [cell.lower, cell.upper].map((bound) => (bound === null ? null : format(bound)));
  // An interval that rounds to one figure would say nothing.
  const interval = lower == null || upper == null || lower === upper ? null : WORDS[lang].between(lower, upper);
  return entry(words.participation, format(cell.value), [of, interval]);
}

/** The figures of the area itself, each with its margin, and what participation does not say. */
export function headline(context: Context): HTMLElement {
  const { lang, words, area, ref } = context;
  const { decimals, whose } = ref.measure;
  const mean = rowAt(context, area.code, "MEAN");
  const figures = [
    amount(context, whose === "person" ? words.meanPerson : words.mean, mean, decimals),
    amount(context, words.median, rowAt(context, area.code, "P50"), decimals),
    amount(context, words.count, rowAt(context, area.code, "COUNT"), 0),
    share(context),
  ].filter((figure) => figure !== null);
  return h(
    "section",
    { class: "card", "aria-labelledby": "area-title" },
    h("h2", { id: "area-title", tabindex: "-1" }, words.headline(area.name, periodName(context))),
    h("p", { class: "lead" }, measureName(context)),
    context.note ? h("p", { class: "note measure-note" }, context.note) : null,
    figures.length === 0 ? h("p", {}, words.notHere) : h("dl", { class: "figures", "aria-label": words.figures }, ...figures),
    mean?.METHOD === "modelled" ? h("p", { class: "note" }, WORDS[lang].modelled) : null,
    h("p", { class: "note" }, words.participationNote),
  );
}
