/**
 * npm's `prepare`: builds what is out of date after `npm ci`. `npx voisinage` runs it too, the first time in a clone. Without
 * development packages (`--omit=dev`) there is no compiler, so an existing `dist/` is kept, and a message says so.
 */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildIfStale } from "./build.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const compilers = ["typescript7", "vite"].every((name) => existsSync(join(root, "node_modules", name, "package.json")));

if (compilers) {
  try {
    buildIfStale();
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
} else if (existsSync(join(root, "dist", ".built"))) {
  console.error("prepare: no development packages; the dist/ that is here is used as it is.");
} else {
  console.error("prepare: no development packages, so dist/ is not built. `npm ci --include=dev` builds it.");
}
