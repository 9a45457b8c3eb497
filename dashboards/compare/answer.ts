import { h } from "../shared/dom.ts";
import {
  formatInterval,
  formatNumber,
  formatPeriod,
  formatValue,
  lowerFirst,
  statusWord,
  unitLabel,
  unitPerMonth,
} from "../shared/format.ts";
import { type Lang, ordinal } from "../shared/i18n.ts";
import { ATTRIBUTE_LABELS, typeLabel } from "../shared/labels.ts";
import type { Commons } from "./commons.ts";
import { type Group, ownCell, type Question, typesFor, untold } from "./group.ts";
import { bandOf, quantilesOf, verdictOf } from "./position.ts";
import { referenceFor } from "./reference.ts";
import { centreSaid, decimalsOf, stripFigure } from "./strip-figure.ts";
import type { Typed } from "./value-field.ts";
import type { CompareWords } from "./words.ts";

export interface AnswerInput {
  readonly question: Question;
  readonly typed: Typed;
  readonly groups: readonly Group[];
  /** the release's own choice, if it has one */
  readonly advised: Group | undefined;
  readonly chosen: Group;
  readonly commons: Commons;
  /** what must be said beside the measure's figures */
  readonly note: string | null;
  readonly lang: Lang;
  readonly words: CompareWords;
  readonly width: number;
  readonly onGroup: (group: Group) => void;
}

const list = (items: readonly (string | null)[]): string[] => items.filter((item) => item !== null);

/** What a choice of group needs. */
export type Choice = Pick<AnswerInput, "question" | "groups" | "commons" | "lang" | "words" | "onGroup">;

/** The sentence, the strip, the band; then whom the home is compared with, and why. */
export function answer(input: AnswerInput): HTMLElement[] {
  return [sentenceCard(input), groupCard(input), ...referenceCard(input)];
}

/** The strip alone: it is drawn again when the window's width changes. */
export function strip({ chosen, typed, question, lang, words, width }: AnswerInput): HTMLElement {
  const { cell, centre } = chosen;
  const unit = unitPerMonth(cell.get(centre.statistic)?.UNIT_MEASURE ?? "", lang);
  const most = question.ref.measure.decimals;
  return stripFigure({ cell, centre, quantiles: quantilesOf(cell), typed, unit, most, lang, words, width });
}

function sentenceCard(input: AnswerInput): HTMLElement {
  const { chosen, typed, question, lang, words } = input;
  const { centre, cell } = chosen;
  const row = cell.get(centre.statistic);
  const most = question.ref.measure.decimals;
  const unit = unitPerMonth(row?.UNIT_MEASURE ?? "", lang);
  const you = formatNumber(typed.perMonth, decimalsOf(centre, most), lang);
  const interval = row ? formatInterval(row, lang, most) : null;
  const others = `${centreSaid(centre, most, lang)}${interval ? ` (${interval})` : ""}`;
  const verdict = verdictOf(typed.perMonth, centre);
  const quantiles = quantilesOf(cell);
  const band = bandOf(typed.perMonth, quantiles);
  const p25 = cell.get("P25");
  const thrifty = p25 && quantiles.some((q) => q.rank === 25) ? formatValue(p25, lang, most) : null;
  const notes = list([
    centre.reliable ? null : words.unreliable,
    typed.days === null ? null : words.estimated(typed.days),
    typed.kind === "year" ? words.yearly : null,
    typed.kind === "month" && question.period.length !== 7 ? words.seasonal : null,
    question.ref.measure.whose === "person" ? words.person : null,
    row?.METHOD === "modelled" ? words.modelled : null,
    question.ref.measure.experimental ? words.experimental : null,
  ]);
  return h(
    "section",
    { class: "card answer" },
    h("h2", { id: "result", tabindex: "-1" }, words.result),
    h("p", { class: "sentence" }, words.sentence(you, unit, centre.statistic === "P50" ? words.median : words.mean, others)),
    input.note ? h("p", { class: "note measure-note" }, input.note) : null,
    h("p", { class: `verdict ${verdict}` }, words.verdicts[verdict], verdict === "below" ? ` ${words.approval}` : null),
    h("p", { class: "band" }, band ? words.band(ordinal(Math.max(1, band.from), lang), ordinal(band.to, lang)) : words.noBand),
    thrifty ? h("p", {}, words.thrifty(`${thrifty} ${unitLabel(p25?.UNIT_MEASURE ?? "", lang)}`)) : null,
    strip(input),
    notes.length > 0 ? h("ul", { class: "notes" }, ...notes.map((note) => h("li", {}, note))) : null,
  );
}

function groupCard(input: AnswerInput): HTMLElement {
  const { chosen, question, groups, commons, lang, words } = input;
  const { ref } = question;
  const area = (code: string): string => commons.tree.get(code)?.name ?? code;
  const type = (code: string): string => typeLabel(ref, code, lang);
  const own = typesFor(ref, question.household)[0] ?? "_T";
  const count = chosen.cell.get("COUNT");
  const donors = count && count.OBS_VALUE !== null ? formatValue(count, lang, 0) : null;
  const unsaid = untold(ref, question.household).map((name) => lowerFirst(ATTRIBUTE_LABELS[lang][name]));
  const sources = { cells: commons.cells, groups: [], tree: commons.tree };
  const widened = [
    ...(chosen.relaxed.includes("area") ? [words.widenedArea(area(question.area), area(chosen.area))] : []),
    ...(chosen.relaxed.includes("type") ? [words.widenedType(type(own), type(chosen.type))] : []),
  ];
  return h(
    "section",
    { class: "card group" },
    h("h2", {}, words.group),
    h(
      "p",
      { class: "which" },
      words.groupIs(type(chosen.type), area(chosen.area), formatPeriod(question.period, lang)),
      donors ? ` ${words.donors(donors)}` : null,
    ),
    unsaid.length === 0 ? null : h("p", { class: "untold" }, words.untold(unsaid.join(", "))),
    widened.length === 0 && chosen === input.advised
      ? unsaid.length === 0
        ? h("p", {}, words.exact)
        : null
      : h(
          "p",
          { class: "widened" },
          [...widened, chosen === input.advised ? words.why[ownCell(question, sources)] : words.yours].join(" "),
        ),
    groups.length > 1 ? groupField(input, words.change) : null,
  );
}

/** The groups that a home may be compared with, to choose from. */
function groupField(input: Choice & { readonly chosen?: Group }, label: string): HTMLElement {
  const { groups, chosen, commons, question, lang } = input;
  const name = ({ type, area }: Group): string =>
    `${typeLabel(question.ref, type, lang)}, ${commons.tree.get(area)?.name ?? area}`;
  const select = h(
    "select",
    {
      id: "group",
      onChange: () => {
        const group = groups[Number(select.value)];
        if (group) input.onGroup(group);
      },
    },
    chosen ? null : h("option", { value: "" }, "–"),
    ...groups.map((group, i) => {
      const status = statusWord(group.cell.get(group.centre.statistic) ?? { OBS_STATUS: "A", CONF_STATUS: "F" }, lang);
      return h("option", { value: i, selected: group === chosen }, `${name(group)}${status ? ` (${status})` : ""}`);
    }),
  );
  return h("div", { class: "no-print" }, h("label", { for: "group" }, label), select);
}

/** Where the release compares the home with nobody: why, and the groups that are published, for the visitor to choose. */
export function unanswered(input: Choice): HTMLElement {
  const { groups, words } = input;
  const text = groups.length === 0 ? words.nothing : words.noAdvice;
  return h(
    "div",
    { class: "unanswered" },
    h("p", { class: "warn", id: "result", tabindex: "-1" }, text),
    groups.length === 0 ? null : groupField(input, words.choose),
  );
}

function referenceCard(input: AnswerInput): HTMLElement[] {
  const { question, commons, lang, words } = input;
  const reference = referenceFor(question, commons.references, commons.tree);
  if (!reference) return [];
  const value = formatNumber(reference.value, question.ref.measure.decimals > 0 && reference.value < 100 ? 1 : 0, lang);
  return [
    h(
      "section",
      { class: "card reference" },
      h("h2", {}, words.reference),
      h("p", {}, words.referenceIs(value, unitPerMonth(reference.unit, lang), formatPeriod(reference.period, lang))),
      // A territory's references name their sources as the publisher does, in French.
      h("p", { class: "note" }, words.source, h("span", { lang: "fr" }, reference.source), words.apart(reference.licence)),
    ),
  ];
}
