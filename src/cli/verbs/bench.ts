import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { systemRandom } from "../../commons/commons.ts";
import { PROGRAM_VERSION } from "../../contract/program.ts";
import { MEASURES } from "../../domains/index.ts";
import { BENCHES, type Figures, YEAR } from "../bench/index.ts";
import { columns, listOf, makeVerb, option, text, UsageError, wholeOption, withDefault } from "../verb.ts";

const NAMES = BENCHES.map(({ name }) => name).join(", ");

const size = (usual: string, most: number, help: string) => withDefault(usual, wholeOption("N", help, 1, most));

export const bench = makeVerb({
  more: `Benchmarks: ${NAMES}.`,
  words: "[names...]",
  options: {
    rows: withDefault(
      "100000,1000000,10000000",
      option("N,…", "household-months of each release, and of the scale", (list, name) =>
        listOf(list).map((text) => {
          if (!/^\d+$/.test(text) || Number(text) < 12 || Number(text) > 1e9)
            throw new UsageError(`--${name} must be whole numbers from 12 to 1000000000; got ${text}`);
          return Number(text);
        }),
      ),
    ),
    households: size("3000", 10_000_000, "households of the year"),
    measures: size("6", MEASURES.length, "measures that each of these gives"),
    periods: option("ID,…", `those of the year that are published, such as ${YEAR}-01,${YEAR}; by default all 13`, (list, name) =>
      listOf(list).map((id) => {
        if (!new RegExp(`^${YEAR}(-(0[1-9]|1[0-2]))?$`).test(id))
          throw new UsageError(`--${name} must be ${YEAR} or months of it; got ${id}`);
        return id;
      }),
    ),
    cells: size("1000000", 1e9, "cells that get noise; a fifth of them at each σ"),
    requests: size("20000", 20_000, "donations, and questions to the portal, over HTTP"),
    megabytes: size("100", 256, "of the household's file that is read"),
    repeats: size("5", 1000, "measured repetitions, after one that warms up; the median is printed"),
    runs: size("50", 10_000, "runs of the small release"),
    draws: size("200", 1_000_000, "draws of the noise of each publication of the utility"),
    contributors: size("700000", 1e9, "households of the largest world whose utility is measured"),
    data: text(
      "DIR",
      "sets of openly published households whose utility is measured too (territory/, settings.json, donations.ndjson each)",
    ),
    folder: text("DIR", "where temporary homes are made: the disk that is measured; by default the system's"),
  },
  run: async ({ words, json: _json, say: _say, data, periods, folder: place = tmpdir(), progress, ...sizes }) => {
    for (const word of words)
      if (!BENCHES.some(({ name }) => name === word)) throw new UsageError(`benchmarks are ${NAMES}; got ${word}`);
    const results: { name: string; about: string; figures: Figures[] }[] = [];
    const texts: string[] = [];
    for (const { name, about, run, shown } of BENCHES) {
      if (words.length > 0 && !words.includes(name)) continue;
      const folder = mkdtempSync(join(place, "voisinage-bench-"));
      try {
        const figures = await run({ sizes, folder, random: systemRandom, clock: () => new Date(), data, periods, progress });
        results.push({ name, about, figures });
        texts.push(`${name}: ${about}\n\n${table(figures, shown)}`);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    }
    const [cpu, voisinage] = [cpus()[0]?.model ?? "unknown", PROGRAM_VERSION];
    const machine = { cpu, cores: availableParallelism(), node: process.version, voisinage };
    const head = `voisinage ${voisinage}, node ${machine.node}, ${machine.cores} × ${cpu}`;
    return { json: { machine, sizes, results }, text: [head, ...texts].join("\n\n") };
  },
});

function table(results: readonly Figures[], names: readonly string[] = Object.keys(results[0]?.figures ?? {})): string {
  const rows = results.map(({ what, figures }) => [what, ...names.map((name) => rounded(figures[name] ?? null))]);
  return columns([["", ...names.map((name) => name.replaceAll("_", " "))], ...rows]);
}

/** A number with three significant digits, or rounded to a whole number from 100 on. */
function rounded(value: number | null): string {
  if (value === null) return "-";
  return Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}
