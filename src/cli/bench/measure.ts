import { readFileSync, writeFileSync } from "node:fs";
import { performance } from "node:perf_hooks";

/** Seconds on a clock that only goes forward. */
export function seconds(): number {
  return performance.now() / 1000;
}

/** The middle one; of an even number the mean of the two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1
    ? (sorted[Math.floor(middle)] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** The median of each figure over several runs with the same figures. */
export function medians(runs: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const names = Object.keys(runs[0] ?? {});
  return Object.fromEntries(names.map((name) => [name, median(runs.map((run) => run[name] as number))]));
}

const MEGABYTE = 1024;

/**
 * Largest resident memory of a process since its start, or since it was forgotten: VmHWM of Linux.
 *
 * @param pid another process; absent: this one, of which every system tells
 * @returns MB (2²⁰ bytes), null where the system does not tell
 */
export function peakMemory(pid?: number): number | null {
  try {
    const status = readFileSync(`/proc/${pid ?? "self"}/status`, "utf8");
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / MEGABYTE;
  } catch {
    return pid === undefined ? process.resourceUsage().maxRSS / MEGABYTE : null;
  }
}

/** Forgets this process's peak, so that the next one is of what runs from here. Only Linux can: elsewhere a peak is since the start. */
export function forgetPeak(): void {
  try {
    writeFileSync("/proc/self/clear_refs", "5");
  } catch {
    // The peak stays since the start: larger, never smaller, than what is asked.
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
