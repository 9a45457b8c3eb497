/**
 * Brings a fresh clone to the point where the code can run: packages installed, `dist/` current.
 * Plain Node without packages, because it runs before there are any.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildIfStale } from "./build.mjs";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * What npm recorded as installed, held against the lock file. Contents, not dates: a checkout
 * touches dates without changing what is needed.
 *
 * @param {string} folder with package-lock.json
 * @returns {string | null} the first difference, or null when everything needed is there
 */
export function missingPackage(folder) {
  const record = join(folder, "node_modules", ".package-lock.json");
  if (!existsSync(record)) return "node_modules";
  const wanted = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8")).packages;
  const installed = JSON.parse(readFileSync(record, "utf8")).packages;
  for (const [path, { version, optional }] of Object.entries(wanted)) {
    if (path === "") continue;
    if (installed[path] === undefined ? !optional : installed[path].version !== version) return path;
  }
  return null;
}

/** Runs `npm ci`, development packages included, when something of the lock file is not installed. */
export function install() {
  const missing = missingPackage(root);
  if (missing === null) return;
  console.error(`Installing packages (${missing} is missing or differs) …`);
  const headers = join(dirname(dirname(process.execPath)), "include", "node", "node.h");
  const { status } = spawnSync("npm", ["ci", "--include=dev", "--no-audit", "--no-fund"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
    env: {
      ...process.env,
      // The build follows in the open: npm would hide its output.
      VOISINAGE_SKIP_PREPARE: "1",
      // Where better-sqlite3 has to be compiled, the headers beside this Node spare a download.
      ...(existsSync(headers) ? { npm_config_nodedir: dirname(dirname(dirname(headers))) } : {}),
    },
  });
  if (status !== 0) {
    throw new Error(
      "npm ci failed. Without a network for the prebuilt SQLite, better-sqlite3 is compiled and needs python3, make and g++ " +
        "(Debian: apt-get install python3 make g++).",
    );
  }
}

/** Installs and builds whatever is missing or out of date; does nothing when all is current. */
export function ensure() {
  install();
  buildIfStale();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    if (process.argv[2] === "packages") install();
    else ensure();
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
