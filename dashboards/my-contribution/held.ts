import type { Period } from "../../src/contract/period.ts";
import { UNITS } from "../../src/contract/units.ts";
import { DOMAINS, measureRef } from "../../src/domains/index.ts";
import { comingOf, isOfUse } from "../contribute/coming.ts";
import type { Catalog, Notice } from "../shared/data.ts";
import { h } from "../shared/dom.ts";
import { folded } from "../shared/folded.ts";
import { formatDate, formatNumber, formatPeriod, unitLabel } from "../shared/format.ts";
import { ATTRIBUTE_LABELS, measureLabel, VALUE_LABELS } from "../shared/labels.ts";
import { dataTable } from "../shared/table.ts";
import type { Contribution, HeldReading } from "./contribution.ts";
import type { Opened } from "./opened.ts";

const domainNames = (ids: readonly string[], { lang }: Opened): string =>
  DOMAINS.filter(({ id }) => ids.includes(id))
    .map(({ labels }) => labels[lang])
    .join(", ");

/** The period of the first publication to come that is about any reading of the contribution: the one that is over first. */
export function nextPeriod(
  {
    notice,
    catalog,
    held,
  }: { notice: Pick<Notice, "facts">; catalog: Pick<Catalog, "releases">; held: Pick<Contribution, "readings"> },
  now: Date,
): string | null {
  const coming = comingOf(notice.facts, catalog.releases, now.toISOString().slice(0, 7));
  const about = coming.filter((one) => held.readings.some(({ period }) => isOfUse(period, [one])));
  const end = ({ months }: Period): string => months.at(-1) ?? "";
  return [...about].sort((a, b) => end(a).localeCompare(end(b)) || a.months.length - b.months.length)[0]?.id ?? null;
}

/** How it stands: whether it counts, from when a change does, and until when it is kept. */
export function stateCard(opened: Opened): HTMLElement {
  const { held, words, lang } = opened;
  const w = words.state;
  const { objection } = held;
  const period = nextPeriod(opened, opened.now());
  const erased = held.donations.map(({ erased_from }) => erased_from).sort()[0];
  const names = domainNames(held.covers, opened);
  return h(
    "section",
    { class: "card state" },
    h("h2", {}, w.title),
    h("p", { class: held.paused ? "warn" : "good", id: "standing" }, held.paused ? w.paused : w.active),
    objection === null
      ? null
      : h(
          "p",
          { class: "warn" },
          w.objected(objection.domains === null ? w.all : domainNames(objection.domains, opened), formatDate(objection.at, lang)),
        ),
    h("p", {}, names === "" ? w.coversNothing : w.covers(names)),
    h("p", {}, period === null ? w.nextNone : w.next(formatPeriod(period, lang))),
    erased === undefined ? null : h("p", {}, w.erased(formatPeriod(erased.slice(0, 7), lang))),
  );
}

/** A reading's amount as people read it, with its unit. */
export function amountOf(
  reading: HeldReading,
  { lang, catalog }: Pick<Opened, "lang" | "catalog">,
): { value: string; unit: string } {
  const ref = measureRef(reading.domain, reading.measure);
  if (ref === undefined) return { value: formatNumber(reading.amount, 0, lang), unit: "" };
  const { unit, decimals } = ref.measure;
  const value = reading.amount / Number(UNITS[unit].factor);
  // As many decimals as the amount has, at most those of a base unit: what is held is shown as it is.
  const most = Math.max(decimals, Math.min(3, (String(value).split(".")[1] ?? "").length));
  return { value: formatNumber(value, most, lang), unit: unitLabel(unit === "currency" ? catalog.commons.currency : unit, lang) };
}

/** `Eau, janvier 2026`. */
export function nameOf({ domain, measure, period }: HeldReading, { lang }: Pick<Opened, "lang">): string {
  const ref = measureRef(domain, measure);
  return `${ref === undefined ? domain : measureLabel(ref, lang)}, ${formatPeriod(period, lang)}`;
}

function readings(
  rows: readonly HeldReading[],
  caption: string,
  opened: Opened,
  change: (row: HeldReading) => void,
): HTMLElement {
  const { words, lang } = opened;
  const w = words.held;
  const sorted = [...rows].sort((a, b) => (a.domain + a.measure + a.period).localeCompare(b.domain + b.measure + b.period));
  return dataTable<HeldReading>({
    caption,
    rows: sorted,
    columns: [
      {
        label: w.theme,
        cell: ({ domain, measure }) => {
          const ref = measureRef(domain, measure);
          return ref === undefined ? domain : measureLabel(ref, lang);
        },
      },
      { label: w.period, cell: ({ period }) => formatPeriod(period, lang) },
      {
        label: w.amount,
        numeric: true,
        cell: (row) => {
          const { value, unit } = amountOf(row, opened);
          return `${value} ${unit}`;
        },
      },
      { label: w.source, cell: ({ source }) => w.sources[source] ?? source },
      {
        label: w.change,
        cell: (row) =>
          h(
            "button",
            {
              type: "button",
              class: "quiet",
              "aria-label": words.correct.title(nameOf(row, opened)),
              onClick: () => change(row),
            },
            w.change,
          ),
      },
    ],
  });
}

/** All that is kept of the contribution. @param change opens a reading to be corrected or erased */
export function heldCard(opened: Opened, areaName: string, change: (row: HeldReading, counts: boolean) => void): HTMLElement {
  const { held, words, lang } = opened;
  const w = words.held;
  const labels: Readonly<Record<string, string>> = ATTRIBUTE_LABELS[lang];
  const values: Readonly<Record<string, Readonly<Record<string, string>>>> = VALUE_LABELS[lang];
  const said = Object.entries(held.household).filter(([name, value]) => name !== "area" && value !== "unknown");
  return h(
    "section",
    { class: "card held" },
    h("h2", {}, w.title),
    h(
      "dl",
      { class: "home-line" },
      h("div", {}, h("dt", {}, w.area), h("dd", {}, areaName)),
      ...said.map(([name, value]) =>
        h("div", {}, h("dt", {}, labels[name] ?? name), h("dd", {}, values[name]?.[value] ?? value)),
      ),
    ),
    said.length === 0 ? h("p", { class: "hint" }, w.notSaid) : null,
    held.readings.length === 0 ? h("p", {}, w.none) : readings(held.readings, w.table, opened, (row) => change(row, true)),
    held.unused.length === 0
      ? null
      : folded(w.unused(formatNumber(held.unused.length, 0, lang)), () =>
          h(
            "div",
            {},
            h("p", { class: "hint" }, w.unusedWhy),
            readings(held.unused, w.unused(formatNumber(held.unused.length, 0, lang)), opened, (row) => change(row, false)),
          ),
        ),
  );
}
