import type { Manifest, PrivacyReport } from "../../src/contract/manifest.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import {
  type BudgetTerms,
  type ForecastTable,
  forecasting,
  type PublicYear,
  searchTerms,
  type TableForecast,
  tablesUnder,
  WORTHWHILE,
} from "../../src/privacy/forecast/index.ts";
import { parse, toNumber } from "../../src/privacy/odds/index.ts";
import type { TerritoryDocument } from "../shared/data.ts";
import { h, put } from "../shared/dom.ts";
import { formatNumber } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { levelLabel } from "../shared/labels.ts";
import { percent } from "../shared/percent.ts";
import { type Column, dataTable } from "../shared/table.ts";
import { sizesOf } from "./forecast.ts";
import { forecastText, margin } from "./forecast-text.ts";
import { paused } from "./pause.ts";
import { FORECAST } from "./words.ts";

/**
 * Public facts of the year's budget: how the ledger opened it, and how the settings divide it; null where the ledger has no
 * opening.
 */
export function publicYear(report: PrivacyReport, { settings }: Manifest): (PublicYear & { readonly streams: number }) | null {
  const opened = report.ledger
    .flatMap((entry) => (entry.kind === "opened" && entry.year === report.year.year ? [entry] : []))
    .at(-1);
  if (!opened) return null;
  const number = (fraction: string) => toNumber(parse(fraction));
  const { streams, k } = opened;
  return { rho: number(opened.rho), gates: number(opened.gates), k, streams, shares: settings.budget.shares };
}

/** A measure's clamp, and the lower ones of leaves, as a manifest states them. */
type StatedClamps = Pick<Manifest["measures"][number], "upper" | "leaf">;

type Given = ForecastTable & TableForecast;

/**
 * The proposed calendar for a number of homes, with what its tables of all homes would publish; null: none would be worthwhile.
 */
export interface CalendarProposal {
  readonly households: number;
  readonly found: (BudgetTerms & { readonly given: readonly Given[] }) | null;
}

/** Searches the calendar that `voisinage plan` proposes, in floating point, with pauses between attempts. */
export async function proposed(
  year: PublicYear & { readonly streams: number },
  territory: Pick<TerritoryDocument, "levels" | "areas">,
  { measure }: MeasureRef,
  households: number,
  clamps?: StatedClamps,
): Promise<CalendarProposal> {
  const { levels, areas } = territory;
  const leafClamps = clamps?.leaf && {
    usual: clamps.leaf.upper / clamps.upper,
    named: new Map(Object.entries(clamps.leaf.areas ?? {}).map(([code, upper]) => [code, upper / clamps.upper])),
  };
  // Whether a calendar is worthwhile depends only on the tables of all homes, which are independent of those by type, so the
  // latter are not computed.
  const giving = function* (terms: BudgetTerms): Generator<undefined, Given[], undefined> {
    const { similarity, heaped } = measure;
    const shape = { typeCount: similarity.classes.length, heaped, leafClamps };
    const allTables = tablesUnder(year, territory, terms, shape, households);
    yield;
    const tables = allTables.filter(({ table }) => table === "_T");
    const found = yield* forecasting({ areas, tables, households });
    return tables.map((table, i) => ({ ...table, ...(found[i] as TableForecast) }));
  };
  return { households, found: await paused(searchTerms({ levels, areas, households, streams: year.streams, giving })) };
}

export interface ProposalInput {
  readonly year: PublicYear & { readonly streams: number };
  readonly measure: MeasureRef;
  readonly clamps: StatedClamps | undefined;
  readonly territory: TerritoryDocument;
  readonly lang: Lang;
}

/** The proposed calendars as a table, which `fill` completes row by row, because each search takes a moment. */
export function proposalSection(input: ProposalInput): { readonly element: HTMLElement; readonly fill: () => Promise<void> } {
  const { year, measure, clamps, territory, lang } = input;
  const words = FORECAST[lang];
  const place = h("div", {});
  const element = h(
    "section",
    { class: "proposal" },
    h("p", {}, words.proposedText(percent(100 * WORTHWHILE.published, lang), margin(100 * WORTHWHILE.halfWidth, lang))),
    place,
    h("p", { class: "note" }, words.proposedNote),
  );
  const fill = async (): Promise<void> => {
    const rows: CalendarProposal[] = [];
    for (const size of sizesOf(territory)) {
      rows.push(await proposed(year, territory, measure, size, clamps));
      put(place, proposalTable(rows, territory, lang));
    }
  };
  return { element, fill };
}

function proposalTable(rows: readonly CalendarProposal[], territory: TerritoryDocument, lang: Lang): HTMLElement {
  const words = FORECAST[lang];
  const columns = territory.levels.map(
    (level, i): Column<CalendarProposal> => ({
      label: levelLabel(territory.level_names, level, lang),
      cell: ({ found }) => {
        if (!found) return i === 0 ? words.noCalendar : "–";
        const step = words.steps[found.calendar[level] ?? "never"];
        const given = found.given.find((table) => table.level === level && table.table === "_T");
        return given ? `${step} (${forecastText(given, lang)})` : step;
      },
    }),
  );
  return dataTable<CalendarProposal>({
    caption: words.proposedCaption,
    rows,
    columns: [
      { label: words.size, cell: ({ households }) => words.households(formatNumber(households, 0, lang)) },
      { label: words.streams, cell: ({ found }) => (found ? String(found.streams) : "–") },
      ...columns,
    ],
  });
}
