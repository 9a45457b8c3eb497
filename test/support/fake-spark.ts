import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Makes a folder in which `bin/spark-sql` is the test's own program (`fake-spark.mjs`). */
export function fakeSpark(folder: string): { readonly home: string; readonly behave: (mode: "whole" | "stalls") => void } {
  const home = join(folder, "spark");
  mkdirSync(home);
  mkdirSync(join(home, "bin"));
  symlinkSync(fileURLToPath(new URL("fake-spark.mjs", import.meta.url)), join(home, "bin/spark-sql"));
  return { home, behave: (mode) => writeFileSync(join(home, "mode"), mode) };
}
