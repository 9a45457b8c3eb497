import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { performance } from "node:perf_hooks";

/** Seconds of a monotonic clock. */
export function seconds(): number {
  return performance.now() / 1000;
}

/**
 * Measures some work: seconds, those of this process on all processors, and its peak of resident memory in MB (2²⁰ bytes); `made` is
 * what it returns.
 */
export async function measured<T>(work: () => T | Promise<T>) {
  forgetPeak();
  const begun = spentSince();
  const made = await work();
  return { made, ...spentSince(begun), peak_MB: ownPeak() };
}

/** Elapsed seconds, and seconds of all processors. */
type Spent = { readonly total_s: number; readonly processor_s: number };

/** Time since an earlier reading; without one, a reading to compare later ones with. */
function spentSince(before: Spent = { total_s: 0, processor_s: 0 }): Spent {
  const { user, system } = process.cpuUsage();
  return { total_s: seconds() - before.total_s, processor_s: (user + system) / 1e6 - before.processor_s };
}

/** Milliseconds between two looks at a tree of processes, and the least distance as a multiple of a look's own duration. */
const TREE_INTERVAL = 100;
const LOOK_DISTANCE = 100;

/**
 * Measures some work in this process and those it starts: elapsed seconds, processor seconds, and peak memory in MB. Other
 * processes are looked at ten times a second at most, so that looking costs one per cent; the figures of this process are exact.
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

/** This process and its descendants, with their resident memory; empty where the system does not provide it. */
function processTree() {
  const read = (pid: string, pattern: RegExp) => Number(pattern.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
  try {
    const all = readdirSync("/proc").flatMap((pid) => {
      try {
        return /^\d+$/.test(pid)
          ? [{ pid: Number(pid), parent: read(pid, /^PPid:\s+(\d+)$/m), kB: read(pid, /^VmRSS:\s+(\d+) kB$/m) }]
          : [];
      } catch {
        // The process has ended meanwhile.
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

/** Measures repeated work: the median time and the largest peak. The first run warms up and is not counted. */
export async function repeated(times: number, work: () => unknown) {
  await work();
  const runs = [];
  for (let run = 0; run < times; run++) runs.push(await measured(work));
  return { total_s: median(runs.map((run) => run.total_s)), peak_MB: Math.max(...runs.map((run) => run.peak_MB)) };
}

/** The median; of an even number of values, the mean of the middle two. */
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

/** This process's peak memory in MB; available on every system. */
export function ownPeak(): number {
  return peakOf("self") ?? process.resourceUsage().maxRSS / MEGABYTE;
}

/** A process's peak of resident memory in MB, since its start or the last reset: VmHWM on Linux; null elsewhere. */
export function peakOf(pid: number | "self" | undefined): number | null {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / MEGABYTE;
  } catch {
    return null;
  }
}

/** Clock ticks a second in /proc, on every Linux that Node runs on. */
const TICKS = 100;

/** Processor seconds of a process, in user and system mode; null where the system does not provide it. */
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
