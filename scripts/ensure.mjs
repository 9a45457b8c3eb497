/**
 * Brings a fresh clone to the point where the code can run: packages installed, `dist/` current.
 * Plain Node without packages, because it runs before there are any.
 */
import { spawn, spawnSync } from "node:child_process";
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

/** What better-sqlite3's installation leaves: a prebuilt file, or what the compiler made. */
const SQLITE = join(root, "node_modules", "better-sqlite3", "build", "Release", "better_sqlite3.node");

/** Where better-sqlite3 has to be compiled, the headers beside this Node spare a download. */
function headersHere() {
  const prefix = dirname(dirname(process.execPath));
  return existsSync(join(prefix, "include", "node", "node.h")) ? { npm_config_nodedir: prefix } : {};
}

function npm(...args) {
  return [
    "npm",
    args,
    {
      cwd: root,
      stdio: ["ignore", 2, 2],
      shell: process.platform === "win32",
      env: { ...process.env, ...headersHere() },
    },
  ];
}

/** Runs `npm ci` without any package's scripts, development packages included, when something of the lock file is not installed. */
function installPackages() {
  const missing = missingPackage(root);
  if (missing === null) return;
  console.error(`Installing packages (${missing} is missing or differs) …`);
  const { status } = spawnSync(...npm("ci", "--ignore-scripts", "--include=dev", "--no-audit", "--no-fund"));
  if (status !== 0) throw new Error("npm ci failed.");
}

/** Runs the one script of a package that is needed, better-sqlite3's, where it has not run: a compiler's minute on one core. */
async function installSqlite() {
  if (existsSync(SQLITE)) return;
  const status = await new Promise((resolve) => {
    spawn(...npm("rebuild", "better-sqlite3"))
      .on("error", () => resolve(1))
      .on("close", resolve);
  });
  if (status === 0 && existsSync(SQLITE)) return;
  throw new Error(
    "better-sqlite3 was not installed. Without a network for the prebuilt SQLite it is compiled, and needs python3, make and g++ " +
      "(Debian: apt-get install python3 make g++).",
  );
}

/**
 * Installs what is missing. What needs no SQLite, such as a build, can go on beside its compiler.
 *
 * @param {() => unknown} [meanwhile] begins once the packages are there
 * @returns {Promise<void>} when both are done
 */
export async function install(meanwhile = () => undefined) {
  installPackages();
  const sqlite = installSqlite();
  // A failure is told at the end, not as one that nobody waits for.
  sqlite.catch(() => undefined);
  await meanwhile();
  await sqlite;
}

/** Installs and builds whatever is missing or out of date; does nothing when all is current. */
export async function ensure() {
  await install(buildIfStale);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await (process.argv[2] === "packages" ? install() : ensure());
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
