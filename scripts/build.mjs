/**
 * Builds `dist/` (library by tsc; command line and `dist/web` by Vite). The new folder is built beside the old one and replaces
 * it at the end, so that a process reading `dist/` never meets half of it.
 */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, "dist");
/** A file whose date is the time at which the build began. */
const stamp = join(dist, ".built");
const SOURCES = [
  "src",
  "dashboards",
  "pipelines",
  "package-lock.json",
  "tsconfig.json",
  "tsconfig.build.json",
  "scripts/build.mjs",
  "scripts/program.config.mjs",
];
const bin = (...path) => join(root, "node_modules", ...path);

/**
 * @param {string} path a file or a folder
 * @returns {number} the latest modification below it, in milliseconds; a folder's own date tells of removed files
 */
function newest(path) {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), stat.mtimeMs);
}

function run(...command) {
  const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: ["ignore", 2, 2] });
  if (status !== 0) throw new Error(`The build failed in: node ${command.map((part) => part.replace(`${root}/`, "")).join(" ")}`);
}

function vite(config, folder, ...more) {
  run(bin("vite", "bin", "vite.js"), "build", "-c", config, "--outDir", folder, "--logLevel", "warn", ...more);
}

/**
 * @param {{ typesAreChecked?: boolean }} [known] whether the types are checked by the caller, which spares tsc two thirds of its work
 * @throws Error when tsc or Vite fails; the old `dist/` then stays
 */
export function build({ typesAreChecked = false } = {}) {
  const began = new Date();
  const fresh = `${dist}.${process.pid}.tmp`;
  const old = `${dist}.${process.pid}.old`;
  try {
    const emitAlone = typesAreChecked ? ["--noCheck", "--singleThreaded"] : [];
    run(bin("typescript7", "bin", "tsc"), "-p", "tsconfig.build.json", "--outDir", fresh, ...emitAlone);
    // Files that are not TypeScript are read from beside their module, in dist as in src.
    const copied = (path) => statSync(path).isDirectory() || extname(path) !== ".ts";
    cpSync(join(root, "src"), fresh, { recursive: true, filter: copied });
    vite("scripts/program.config.mjs", fresh);
    chmodSync(join(fresh, "cli", "main.js"), 0o755);
    vite("dashboards/vite.config.ts", join(fresh, "web"), "--emptyOutDir");
    mkdirSync(fresh, { recursive: true });
    writeFileSync(join(fresh, ".built"), "");
    utimesSync(join(fresh, ".built"), began, began);
    if (existsSync(dist)) renameSync(dist, old);
    renameSync(fresh, dist);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
    rmSync(old, { recursive: true, force: true });
  }
}

/** Builds only when a source is newer than the last build. Parameters as of `build`. */
export function buildIfStale(known = {}) {
  const built = existsSync(stamp) ? statSync(stamp).mtimeMs : -1;
  if (SOURCES.every((source) => newest(join(root, source)) <= built)) return;
  console.error("Building dist/ …");
  build(known);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    build();
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
