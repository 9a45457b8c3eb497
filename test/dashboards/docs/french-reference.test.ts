import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inFrench } from "../../../dashboards/docs/french-reference.ts";
import { openSite } from "../../support/site.ts";

/** Every sentence of a description: what addresses, parameters, answers and fields are said to be. */
function sentences(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value !== "object" || value === null) return found;
  for (const [key, inner] of Object.entries(value)) {
    if ((key === "description" || key === "summary") && typeof inner === "string") found.add(inner);
    else sentences(inner, found);
  }
  return found;
}

test("every sentence of the portal's description is said in French, and in other words", async () => {
  const folder = mkdtempSync(join(tmpdir(), "voisinage-described-"));
  const site = await openSite(folder);
  try {
    const { info: _, ...described } = (await (await fetch(`${site.url}openapi.json`)).json()) as Record<string, unknown>;
    const all = [...sentences(described)].filter((text) => text !== "OpenAPI 3.1");
    expect(all.length).toBeGreaterThan(100);
    expect(all.filter((text) => inFrench(text) === null)).toEqual([]);
    expect(all.filter((text) => inFrench(text) === text)).toEqual([]);
  } finally {
    await site.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
