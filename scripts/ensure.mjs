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

/** The first Node that vite builds with. */
const OLDEST_NODE = [20, 19];

/** @throws with both versions, where this Node is too old to build with */
function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new Error(`Voisinage is built with Node ${OLDEST_NODE.join(".")} or later; this is ${process.versions.node}.`);
}

/**
 * Compares what npm recorded as installed with the lock file, by content and not by date, because a checkout changes dates.
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

/** The file that better-sqlite3's installation leaves, prebuilt or compiled. */
const SQLITE = join(root, "node_modules", "better-sqlite3", "build", "Release", "better_sqlite3.node");

/** Points the compiler of better-sqlite3 to the headers beside this Node, which spares a download. */
function headersHere() {
  const prefix = dirname(dirname(process.execPath));
  return existsSync(join(prefix, "include", "node", "node.h")) ? { npm_config_nodedir: prefix } : {};
}

/**
 * Settings of the compiler of better-sqlite3, which its own would keep busy for twice as long: at the highest level SQLite's one file
 * takes more than a minute. They are for clones; `npm ci` by hand, and the installed package, compile as better-sqlite3 says.
 */
const QUICK_COMPILER = { CFLAGS: "-O1", CXXFLAGS: "-O1", JOBS: "2" };

function npm(...args) {
  return [
    "npm",
    args,
    {
      cwd: root,
      stdio: ["ignore", 2, 2],
      shell: process.platform === "win32",
      env: { ...QUICK_COMPILER, ...process.env, ...headersHere() },
    },
  ];
}

/** Runs `npm ci` without packages' scripts, with development packages, when a package of the lock file is missing. */
function installPackages() {
  const missing = missingPackage(root);
  if (missing === null) return;
  console.error(`Installing packages (${missing} is missing or differs) …`);
  const { status } = spawnSync(...npm("ci", "--ignore-scripts", "--include=dev", "--no-audit", "--no-fund"));
  if (status !== 0) throw new Error("npm ci failed.");
}

/** Runs the only package script that is needed, better-sqlite3's, unless it has run. Compiling takes a minute of one core. */
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
 * Installs what is missing. Work that needs no SQLite, such as a build, can run beside its compiler: `meanwhile` begins once the
 * packages are there. Resolves when both are done.
 */
export async function install(meanwhile = () => undefined) {
  requireNode();
  installPackages();
  const sqlite = installSqlite();
  // The failure is awaited below; without this, Node would report an unhandled rejection first.
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
