import { DROPPED, IDENTIFIERS, UNREAD } from "../../src/importers/reasons.ts";
import type { FilePlace } from "../../src/importers/report.ts";
import { revealedBy } from "../../src/importers/reveals.ts";
import { h } from "../shared/dom.ts";
import { folded } from "../shared/folded.ts";
import { formatNumber } from "../shared/format.ts";
import { WORDS } from "../shared/i18n.ts";
import { measureLabel, measuresIn } from "../shared/labels.ts";
import type { Brought, Flow } from "./draft.ts";
import { isFrom } from "./offers.ts";
import type { Read } from "./protocol.ts";
import { fromField } from "./source-from.ts";
import { monthsOf, type OfMeasure } from "./source-months.ts";

/** Places that are listed one by one. */
const PLACES = 20;

/** What a file tells whoever had it whole: who it names, and what its step shows of a day. */
function says({ report, variants }: Read, flow: Flow): HTMLElement[] {
  const { words, lang } = flow;
  const w = words.report;
  const n = (value: number) => formatNumber(value, 0, lang);
  const names = report.identifiers.map(({ kind, count }) =>
    h("li", {}, w.identifier(IDENTIFIERS[kind][lang], n(count)), " ", h("span", { class: "masked" }, w.masked)),
  );
  const finest = report.finest === null ? "" : ` ${w.finest(w.minutes(report.finest))}`;
  return [
    h("p", {}, w.recognised(variants.map((label) => label[lang]).join(", "))),
    h("h4", {}, w.identifiers),
    names.length === 0 ? h("p", {}, w.noIdentifiers) : h("ul", { class: "identifiers" }, ...names),
    h("p", { class: "hint" }, w.nameToo),
    h("p", { class: "reveals" }, `${w.points(n(report.points))}${finest} ${revealedBy(report)[lang]}`),
  ];
}

function left({ report }: Read, flow: Flow): HTMLElement | null {
  const { words, lang } = flow;
  const w = words.report;
  const n = (value: number) => formatNumber(value, 0, lang);
  const dropped = report.dropped.map(({ what, count }) => h("li", {}, WORDS[lang].labelled(DROPPED[what][lang], n(count))));
  const place = ({ in: kind, at, entry }: FilePlace) => w.at(w.place[kind], n(at), entry === undefined ? "" : w.entry(n(entry)));
  const unread = report.unread
    .slice(0, PLACES)
    .map((one) => h("li", {}, WORDS[lang].labelled(place(one), UNREAD[one.reason][lang])));
  if (dropped.length + unread.length === 0) return null;
  const more = report.unreadTotal - unread.length;
  return folded(w.left, () =>
    h(
      "div",
      {},
      h("ul", {}, ...dropped),
      unread.length === 0 ? null : h("p", {}, w.unread(n(report.unreadTotal))),
      h("ul", {}, ...unread, more > 0 ? h("li", {}, w.more(n(more))) : null),
    ),
  );
}

/** What of a source the commons uses, by measure; and the names of what it does not. */
function byMeasure({ readings, read }: Brought, flow: Flow): { used: OfMeasure[]; unused: string } {
  const partial = read?.report.partial ?? [];
  const of = (key: string) => ({
    readings: readings.filter(({ domain, measure }) => `${domain}.${measure}` === key),
    partial: partial.filter(({ domain, measure }) => `${domain}.${measure}` === key),
  });
  const found = measuresIn([...readings, ...partial]);
  const used = found.filter((ref) => flow.measures.includes(ref)).map((ref) => ({ ref, ...of(ref.key) }));
  const unused = found.filter((ref) => !flow.measures.includes(ref)).map((ref) => measureLabel(ref, flow.lang));
  return { used, unused: unused.join(", ") };
}

export interface CardOptions {
  readonly width: number;
  readonly choose: (from: string) => void;
  readonly remove: () => void;
}

/** “What this file says about you”: who it names, what its step shows, what could be sent of it, month by month. */
export function sourceCard(brought: Brought, flow: Flow, { width, choose, remove }: CardOptions): HTMLElement {
  const { words, lang } = flow;
  const w = words.report;
  const { used, unused } = byMeasure(brought, flow);
  const readings = used.flatMap((of) => of.readings);
  const sent = readings.filter(({ period }) => isFrom(period, brought.from)).length;
  const points = formatNumber(brought.read?.report.points ?? brought.readings.length, 0, lang);
  const some = sent === 1 ? w.keptOne(points) : w.kept(formatNumber(sent, 0, lang), points);
  const kept = brought.readings.length === 0 ? w.keptNone : sent === 0 ? w.keptNothing : some;
  return h(
    "section",
    { class: "card source", "data-source": brought.id },
    h("h3", {}, brought.read === null ? words.sources.typed : w.title),
    brought.read === null ? null : h("p", { class: "note file-name" }, brought.title),
    ...(brought.read === null ? [] : says(brought.read, flow)),
    brought.read === null ? null : h("p", { class: sent === 0 ? "note kept" : "good kept" }, kept),
    unused === "" ? null : h("p", { class: "warn" }, w.notUsed(unused)),
    readings.length === 0 ? null : fromField(brought, readings, flow, choose),
    ...used.map((of) => monthsOf(of, brought.from, `months-${brought.id}-${of.ref.domain.id}-${of.ref.measure.id}`, width, flow)),
    brought.read === null ? null : left(brought.read, flow),
    brought.read === null ? null : h("button", { type: "button", class: "quiet", onClick: remove }, words.sources.remove),
  );
}
