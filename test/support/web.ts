import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const CONFIG = fileURLToPath(new URL("../../dashboards/vite.config.ts", import.meta.url));

export interface Web {
  readonly folder: string;
  remove(): void;
}

/** The pages as they are now, built into a folder of their own: `dist/` is left alone. */
export async function buildWeb(): Promise<Web> {
  const folder = mkdtempSync(join(tmpdir(), "voisinage-web-"));
  await build({ configFile: CONFIG, logLevel: "error", build: { outDir: folder, emptyOutDir: true } });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
