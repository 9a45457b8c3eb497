import { UNITS } from "../../src/contract/units.ts";
import { measureRef } from "../../src/domains/index.ts";
import type { Asked, Said } from "../contribute/protocol.ts";
import type { OwnMonth } from "./visitor.ts";

/** Months of each measure, by `domain.measure`; null: the file was not understood. */
export type MonthsRead = ReadonlyMap<string, readonly OwnMonth[]> | null;

/**
 * The thread that reads files, the same as Contribuer's. It is begun before anybody drops one, so that a file causes no request, and it
 * stays: what it is given ends with each reading.
 */
export interface FileReader {
  /** fetches the reader's one file */
  begin(): void;
  read(files: readonly File[]): Promise<MonthsRead>;
}

export function fileReader(): FileReader {
  let worker: Worker | null = null;
  const begin = (): Worker => {
    worker ??= new Worker(new URL("../contribute/worker.ts", import.meta.url), { type: "module" });
    return worker;
  };
  return {
    begin: () => void begin(),
    read: (files) =>
      new Promise((resolve) => {
        const thread = begin();
        const end = (found: MonthsRead): void => {
          thread.removeEventListener("message", onMessage);
          thread.removeEventListener("error", onError);
          resolve(found);
        };
        const onError = (): void => end(null);
        const onMessage = ({ data }: MessageEvent<Said>): void => {
          if (data.kind === "read") end(monthsOf(data.report.readings));
          else if (data.kind === "not-read") end(null);
        };
        thread.addEventListener("message", onMessage);
        thread.addEventListener("error", onError);
        thread.postMessage({ files } satisfies Asked);
      }),
  };
}

type Readings = Extract<Said, { kind: "read" }>["report"]["readings"];

function monthsOf(readings: Readings): ReadonlyMap<string, readonly OwnMonth[]> {
  const found = new Map<string, OwnMonth[]>();
  for (const { domain, measure, period, amount } of readings) {
    const ref = measureRef(domain, measure);
    if (!ref || period.length !== 7) continue;
    const months = found.get(ref.key) ?? [];
    months.push({ period, value: amount / Number(UNITS[ref.measure.unit].factor) });
    found.set(ref.key, months);
  }
  return found;
}
