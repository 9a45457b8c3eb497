import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { z } from "zod";
import { type PortalOptions, portalApp } from "../../src/portal/index.ts";
import { problemSchema } from "../../src/portal/schemas.ts";
import { loadReleases, writeRelease } from "../../src/release/index.ts";
import { sampleRelease, sampleTerritory } from "./release.ts";

/** A portal over sample releases, the newest year of which is revised, with a small folder of pages. */
export async function samplePortal(ids: readonly string[] = ["2026-01", "2026-02", "2026", "2026-r1"]) {
  const root = mkdtempSync(join(tmpdir(), "portal-"));
  const releases = join(root, "releases");
  for (const id of ids) await writeRelease(sampleRelease(releases, id));
  const webRoot = join(root, "web");
  mkdirSync(join(webRoot, "assets"), { recursive: true });
  writeFileSync(join(webRoot, "index.html"), "<!doctype html><title>home</title>");
  for (const page of ["compare", "explore", "district", "privacy", "docs"])
    writeFileSync(join(webRoot, `${page}.html`), `<!doctype html><title>${page}</title>\n${"<!-- a page -->\n".repeat(100)}`);
  mkdirSync(join(webRoot, "embed"));
  writeFileSync(join(webRoot, "embed", "index.html"), "<!doctype html><head></head><title>embed</title>");
  writeFileSync(join(webRoot, "assets", "main-B3x9_aQ1.js"), "export {};\n");
  writeFileSync(join(webRoot, "sw.js"), "self;\n");
  writeFileSync(join(webRoot, "notes.secret"), "not a page");
  const territory = sampleTerritory();
  const clock = () => new Date("2027-03-01T00:00:00Z");
  const commons = sampleRelease(releases).manifest.settings;
  const open = async (more: Partial<PortalOptions> = {}) => {
    const { releases: found, damaged } = await loadReleases(releases);
    return portalApp({ releases: found, damaged, commons, territory, webRoot, clock, ...more });
  };
  return {
    app: await open(),
    open,
    releases,
    webRoot,
    territory,
    commons,
    clock,
    close: () => rmSync(root, { recursive: true, force: true }),
  };
}

export type SamplePortal = Awaited<ReturnType<typeof samplePortal>>;
type App = SamplePortal["app"];

/** Requests a path and parses the body of the answer by its schema. */
export async function read<T>(app: App, path: string, schema: z.ZodType<T>, headers: Record<string, string> = {}): Promise<T> {
  return schema.parse(await (await app.request(path, { headers })).json());
}

/** The problem that the body of a response describes. */
export async function problemOf(response: Response): Promise<z.infer<typeof problemSchema>> {
  return problemSchema.parse(await response.json());
}
