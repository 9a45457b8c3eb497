import { effect } from "@preact/signals";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { exploreStore } from "../../../dashboards/explore/store.ts";
import type { Catalog, DataSource } from "../../../dashboards/shared/data.ts";
import { sampleFacts } from "./shown.ts";

beforeEach(() => {
  vi.stubGlobal("location", { pathname: "/explore", search: "" });
  vi.stubGlobal("addEventListener", () => undefined);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** Tells whether the page has begun to select something, as soon as it knows the commons. */
async function selectsWith(releases: Catalog["releases"]): Promise<boolean> {
  const { catalog, territory } = sampleFacts();
  // The files of a release never come: what is asked is whether they are waited for.
  const never = () => new Promise<never>(() => undefined);
  const source = { catalog: async () => ({ ...catalog, releases }), territory: async () => territory };
  const store = exploreStore(
    { ...source, observations: never, distributions: never, privacyReport: never } as unknown as DataSource,
    "fr",
    { base: "" },
    async () => undefined,
  );
  await new Promise<void>((resolve) => effect(() => (store.facts.value ? resolve() : undefined)));
  return store.pending.value;
}

test("before the first release nothing is selected, so that no empty selection is seen while the page's own words load", async () => {
  expect(await selectsWith([])).toBe(false);
  expect(await selectsWith(sampleFacts().catalog.releases)).toBe(true);
});
