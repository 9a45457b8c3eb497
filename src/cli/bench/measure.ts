import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { performance } from "node:perf_hooks";

/** Seconds on a clock that only goes forward. */
export function seconds(): number {
  return performance.now() / 1000;
}

/** The cost of one piece of work, and this process's largest resident memory meanwhile, in MB (2²⁰ bytes). */
export async function measured(work: () => unknown) {
  forgetPeak();
  const begun = seconds();
  await work();
  return { total_s: seconds() - begun, peak_MB: ownPeak() };
}

/** Seconds of the clock and of all processors. */
type Spent = { readonly total_s: number; readonly processor_s: number };

/** Reads both at once. The difference of two readings is the time spent between them. */
function spentSince(before: Spent = { total_s: 0, processor_s: 0 }): Spent {
  const { user, system } = process.cpuUsage();
  return { total_s: seconds() - before.total_s, processor_s: (user + system) / 1e6 - before.processor_s };
}

/** How often a tree of processes is looked at, in milliseconds, and how many times as long as a look takes lies between two at least. */
const TREE_INTERVAL = 100;
const LOOK_DISTANCE = 100;

/**
 * What one piece of work took of the clock, of the processors, and of memory, in MB: this process and those that it started meanwhile
 * together. The others are seen ten times a second at most, so that looking costs a hundredth; this one's own figures are never missed.
 */
export async function measuredTree(work: () => unknown) {
  forgetPeak();
  let most = 0;
  const started = new Map<number, number>();
  const look = () => {
    const tree = processTree();
    most = Math.max(most, tree.reduce((sum, { kB }) => sum + kB, 0) / MEGABYTE);
    for (const { pid } of tree) if (pid !== process.pid) started.set(pid, processorTime(pid) ?? started.get(pid) ?? 0);
  };
  let timer = setTimeout(function lookAgain() {
    const before = performance.now();
    look();
    timer = setTimeout(lookAgain, Math.max(TREE_INTERVAL, LOOK_DISTANCE * (performance.now() - before)));
  }, TREE_INTERVAL);
  const begun = spentSince();
  try {
    await work();
    look();
    const { total_s, processor_s } = spentSince(begun);
    const others = [...started.values()].reduce((sum, time) => sum + time, 0);
    return { total_s, processor_s: processor_s + others, peak_MB: Math.max(most, ownPeak()) };
  } finally {
    clearTimeout(timer);
  }
}

/** This process and all that it started, with their resident memory; none where the system does not tell. */
function processTree() {
  const read = (pid: string, pattern: RegExp) => Number(pattern.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
  try {
    const all = readdirSync("/proc").flatMap((pid) => {
      try {
        return /^\d+$/.test(pid)
          ? [{ pid: Number(pid), parent: read(pid, /^PPid:\s+(\d+)$/m), kB: read(pid, /^VmRSS:\s+(\d+) kB$/m) }]
          : [];
      } catch {
        // It has ended meanwhile.
        return [];
      }
    });
    const inTree = new Set([process.pid]);
    for (let size = 0; size < inTree.size; ) {
      size = inTree.size;
      for (const { pid, parent } of all) if (inTree.has(parent)) inTree.add(pid);
    }
    return all.filter(({ pid }) => inTree.has(pid));
  } catch {
    return [];
  }
}

/** The same of work that is repeated: the median, and the largest peak. The first run warms up, and is not counted. */
export async function repeated(times: number, work: () => unknown) {
  await work();
  const runs = [];
  for (let run = 0; run < times; run++) runs.push(await measured(work));
  return { total_s: median(runs.map((run) => run.total_s)), peak_MB: Math.max(...runs.map((run) => run.peak_MB)) };
}

/** The middle one; of an even number the mean of the two. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] as number) + (sorted[Math.ceil(middle)] as number)) / 2;
}

/** The median of each figure over several runs with the same figures. */
export function medians<Name extends string>(runs: readonly Readonly<Record<Name, number>>[]): Record<Name, number> {
  const names = Object.keys(runs[0] ?? {}) as Name[];
  return Object.fromEntries(names.map((name) => [name, median(runs.map((run) => run[name]))])) as Record<Name, number>;
}

const MEGABYTE = 1024;

/**
 * Resets this process's memory peak, so that the next reading covers only what runs from here. Works on Linux only; elsewhere the
 * peak is since the start.
 */
export function forgetPeak(): void {
  try {
    writeFileSync("/proc/self/clear_refs", "5");
  } catch {
    // The peak is then since the start, which is never too small.
  }
}

/** This process's peak in MB, of which every system tells. */
export function ownPeak(): number {
  return peakOf("self") ?? process.resourceUsage().maxRSS / MEGABYTE;
}

/** Largest resident memory of a process since its start, or since it was forgotten, in MB: VmHWM of Linux; null elsewhere. */
export function peakOf(pid: number | "self" | undefined): number | null {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / MEGABYTE;
  } catch {
    return null;
  }
}

/** Clock ticks a second in /proc, on every Linux that Node runs on. */
const TICKS = 100;

/** Seconds that a process has had of the processors, in its own code and in the system's; null where the system does not tell. */
export function processorTime(pid: number | undefined): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /, "")
      .split(" ");
    return (Number(fields[11]) + Number(fields[12])) / TICKS;
  } catch {
    return null;
  }
}
