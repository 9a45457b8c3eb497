import { afterAll, beforeAll, expect, test } from "vitest";
import { answered, recordsUrls, selected } from "../../../dashboards/explore/selection.ts";
import { mapAddresses } from "../../../dashboards/explore/take.tsx";
import { STATISTICS } from "../../../src/contract/observation.ts";
import { areasSchema, recordsSchema } from "../../../src/portal/schemas.ts";
import { read, type SamplePortal, samplePortal } from "../../support/portal.ts";
import { shownAt as shownBare } from "./shown.ts";

let portal: SamplePortal;
beforeAll(async () => {
  portal = await samplePortal(["2025", "2026-01", "2026-02"]);
});
afterAll(() => portal.close());

const BOTH = "measure=water.volume,electricity.energy";
const BASE = "https://example.org/";

/** What is shown, in a territory whose outlines are known. */
function shownAt(search: string) {
  const shown = shownBare(search);
  const { catalog } = shown.facts;
  const territory = { ...catalog.territory, shapes_url: "/v1/territory/shapes.geojson" };
  return { ...shown, facts: { ...shown.facts, catalog: { ...catalog, territory } } };
}

test("the file for maps has the figures of the table, whichever statistic is chosen", async () => {
  for (const statistic of STATISTICS) {
    const shown = shownAt(`statistic=${statistic}`);
    const [address, ...others] = mapAddresses(shown);
    expect([statistic, others]).toEqual([statistic, []]);
    const { features } = await read(portal.app, `/${address?.href}`, areasSchema);
    const table = selected(shown.rows, shown.selection, shown.facts.tree).filter((row) => row.STATISTIC === statistic);
    expect(features.map(({ properties }) => [properties.REF_AREA, properties.STATISTIC, properties.OBS_VALUE])).toEqual(
      table.map((row) => [row.REF_AREA, statistic, row.OBS_VALUE]),
    );
  }
});

test("a distribution, of several figures a place, has no file for maps", () => {
  expect(mapAddresses(shownAt("view=distribution"))).toEqual([]);
});

test("no address asks a topic for kinds of homes that it does not have", async () => {
  for (const type of ["size=1", "size=1,_T", "heating=gas", "size=2,heating=gas", "_T"]) {
    const shown = shownAt(`${BOTH}&view=scatter&type=${type}`);
    const urls = recordsUrls(shown, BASE);
    let rows = 0;
    for (const url of urls) rows += (await read(portal.app, url.slice(BASE.length - 1), recordsSchema)).total;
    expect([type, rows]).toEqual([type, selected(shown.rows, shown.selection, shown.facts.tree).length]);
    for (const { href } of mapAddresses(shown)) expect((await portal.app.request(`/${href}`)).status).toBe(200);
  }
  const topics = (type: string) => answered(shownAt(`${BOTH}&type=${type}`).selection, shownAt(BOTH).rows).measures;
  expect(topics("size=1")).toEqual(["water.volume"]);
  expect(topics("heating=gas,_T")).toEqual(["water.volume", "electricity.energy"]);
});
