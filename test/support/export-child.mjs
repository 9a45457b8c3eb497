/**
 * A process that exports files as the library does, and kills itself: `node export-child.mjs DIR MOMENT`.
 * MOMENT is `filling` (half of the files are written) or `swapping` (what was there is aside, the new folder not yet in place).
 */
import { promises as fs } from "node:fs";
import { writeExport } from "../../dist/portal/export/index.js";

const [to, moment] = process.argv.slice(2);
const die = () => process.kill(process.pid, "SIGKILL");
const rename = fs.rename;
fs.rename = async (from, into) => {
  await rename(from, into);
  if (moment === "swapping") die();
};
const names = ["a.txt", "b/c.txt", "d.txt", "e.txt"];
const files = names.map((path, i) => ({
  path,
  bytes: async () => {
    if (moment === "filling" && i === 2) die();
    return Buffer.from(`new ${path}`);
  },
}));
await writeExport({ files, site: { path: "/", url: null, files: true, contribute: null }, to, compress: false });
