import type { MeasureRef } from "../../src/domains/index.ts";

/** Address, relative to the page, of one value an area with its outline: what QGIS and the like open. Its rings are wound as their format asks. */
export function areasHref({ domain, measure }: MeasureRef, selected: Readonly<Record<string, string | null>>): string {
  const params = new URLSearchParams({ MEASURE: measure.id });
  for (const [name, value] of Object.entries(selected)) if (value !== null) params.set(name, value);
  params.set("winding", "rfc7946");
  return `v1/datasets/${encodeURIComponent(domain.id)}/areas?${params}`;
}
