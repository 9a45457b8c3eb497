import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { systemRandom } from "../../commons/commons.ts";
import { packageVersion } from "../../commons/version.ts";
import { BENCHES, type Bench, type BenchSizes, type Figures } from "../bench/index.ts";
import { columns, UsageError, type Verb, type VerbInput, wholeNumber } from "../verb.ts";

const NAMES = BENCHES.map(({ name }) => name);

export const bench: Verb = {
  more: `Benchmarks: ${NAMES.join(", ")}.`,
  words: "[names...]",
  options: {
    rows: { type: "string", value: "N,…", help: "household-months of each release", default: "100000,1000000,10000000" },
    households: { type: "string", value: "N", help: "households of the year", default: "3000" },
    cells: { type: "string", value: "N", help: "cells that get noise; a fifth of them at each σ", default: "1000000" },
    requests: { type: "string", value: "N", help: "donations, and questions to the portal, over HTTP", default: "20000" },
    megabytes: { type: "string", value: "N", help: "of the household's file that is read", default: "100" },
    repeats: {
      type: "string",
      value: "N",
      help: "measured repetitions, after one that warms up; the median is printed",
      default: "5",
    },
    runs: { type: "string", value: "N", help: "runs of the small release", default: "50" },
    draws: { type: "string", value: "N", help: "draws of the noise of each publication of the utility", default: "200" },
    contributors: {
      type: "string",
      value: "N",
      help: "households of the largest world whose utility is measured",
      default: "700000",
    },
    data: {
      type: "string",
      value: "DIR",
      help: "sets of openly published households whose utility is measured too (territory/, settings.json, donations.ndjson each)",
    },
    folder: {
      type: "string",
      value: "DIR",
      help: "where temporary homes are made: the disk that is measured; by default the system's",
    },
  },
  run: async (input) => {
    const unknown = input.words.find((word) => !NAMES.includes(word));
    if (unknown !== undefined) throw new UsageError(`benchmarks are ${NAMES.join(", ")}; got ${unknown}`);
    const chosen = BENCHES.filter(({ name }) => input.words.length === 0 || input.words.includes(name));
    const sizes = sizesOf(input);
    const results: { name: string; about: string; figures: Figures[] }[] = [];
    const texts: string[] = [];
    for (const one of chosen) {
      const figures = await inFolder(one, sizes, input);
      results.push({ name: one.name, about: one.about, figures });
      texts.push(`${one.name}: ${one.about}\n\n${(one.text ?? table)(figures)}`);
    }
    const machine = {
      cpu: cpus()[0]?.model ?? "unknown",
      cores: availableParallelism(),
      node: process.version,
      voisinage: packageVersion(),
    };
    const head = `voisinage ${machine.voisinage}, node ${machine.node}, ${machine.cores} × ${machine.cpu}`;
    return {
      json: { machine, sizes, results },
      text: [head, ...texts].join("\n\n"),
    };
  },
};

function sizesOf(input: VerbInput): BenchSizes {
  const whole = (name: string, most: number) => wholeNumber(input, name, 1, most) as number;
  const rows = String(input.options.rows)
    .split(",")
    .map((text) => {
      const value = Number(text);
      if (!/^\d+$/.test(text) || value < 12 || value > 1e9)
        throw new UsageError(`--rows must be whole numbers from 12 to 1000000000; got ${text}`);
      return value;
    });
  return {
    rows,
    households: whole("households", 1_000_000),
    cells: whole("cells", 1e9),
    requests: whole("requests", 20_000),
    megabytes: whole("megabytes", 256),
    repeats: whole("repeats", 1000),
    runs: whole("runs", 10_000),
    draws: whole("draws", 1_000_000),
    contributors: whole("contributors", 1e9),
  };
}

async function inFolder(one: Bench, sizes: BenchSizes, { options, progress }: VerbInput): Promise<Figures[]> {
  const folder = mkdtempSync(join(options.folder ?? tmpdir(), "voisinage-bench-"));
  try {
    return await one.run({ sizes, folder, random: systemRandom, clock: () => new Date(), data: options.data, progress });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function table(results: readonly Figures[]): string {
  const names = Object.keys(results[0]?.figures ?? {});
  const rows = results.map(({ what, figures }) => [what, ...names.map((name) => shown(figures[name] ?? null))]);
  return columns([["", ...names.map((name) => name.replaceAll("_", " "))], ...rows]);
}

/** Three digits that count; whole from a hundred up. */
function shown(value: number | null): string {
  if (value === null) return "-";
  return Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}
