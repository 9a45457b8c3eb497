import { selectionOf, unknownIn, wantedPeriods } from "../../../dashboards/explore/selection.ts";
import { type ExploreFacts, type ExploreState, factsOf } from "../../../dashboards/explore/store.ts";
import type { Catalog, TerritoryDocument } from "../../../dashboards/shared/data.ts";
import { sampleTables, sampleTerritory } from "../../support/release.ts";

const RELEASED = ["2026-02", "2026-01", "2025"];
const LABELS = { town: "ville", district: "arrondissement", quarter: "secteur (IRIS)" };

/** The sample town with three publications, as the page knows it: no server, no browser. */
export function sampleFacts(): ExploreFacts {
  const { id, name, levels, areas, references } = sampleTerritory();
  const level_names = Object.fromEntries(Object.entries(LABELS).map(([level, fr]) => [level, { fr, en: level }]));
  const territory: TerritoryDocument = { id, name, levels, level_names, areas, references };
  const measure = (domain: string, one: string, unit: string, upper: number) => ({
    domain,
    measure: one,
    unit,
    clamp: { upper, source: "made up" },
    note: null,
  });
  const releases = RELEASED.map((period) => ({
    id: period,
    identifier: `ni:///sha-256;digest-of-${period}`,
    period,
    step: period.length > 4 ? ("month" as const) : ("year" as const),
    year: Number(period.slice(0, 4)),
    revision: 0,
    created_at: `${period}T00:00:00Z`,
    url: "",
    files: [],
  }));
  const catalog: Catalog = {
    commons: { name: { fr: "Communs", en: "Commons" }, sample: true, currency: "EUR", languages: ["fr", "en"] },
    territory: { id, name, levels, level_names, url: "", shapes_url: null },
    intake: null,
    k: 11,
    measures: [measure("water", "volume", "m3", 40), measure("electricity", "energy", "kWh", 1600)],
    datasets: [],
    releases,
    privacy: null,
  };
  return factsOf(catalog, territory);
}

/** What the page shows at an address, over the sample town. */
export function shownAt(search: string): ExploreState {
  const facts = sampleFacts();
  const asked = new URLSearchParams(search);
  const periods = wantedPeriods(asked, facts.released);
  const tables = periods.map((period) => sampleTables(period));
  const rows = tables.flatMap(({ observations }) => observations);
  const { refs, released, tree, territory } = facts;
  const releaseIds = facts.releases.flatMap(({ id, period }) => (periods.includes(period) ? [id] : []));
  const context = { refs, released, releaseIds, tree, levels: territory.levels, rows };
  const selection = selectionOf(asked, context);
  return {
    facts,
    selection,
    chosen: null,
    unknown: unknownIn(asked, context),
    rows,
    distributions: tables.flatMap(({ distributions }) => distributions),
    measurements: tables.flatMap(({ measurements }) => measurements),
    report: null,
    shapes: null,
  };
}
