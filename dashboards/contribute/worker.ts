import { Refusal } from "../../src/contract/problem.ts";
import {
  type FileReport,
  type HouseholdFile,
  readable,
  readHouseholdFile,
  readHouseholdFiles,
  UNREAD,
  UnknownFile,
  UnnamedMeasure,
  VARIANTS,
} from "../../src/importers/index.ts";
import { LOOKS } from "../../src/importers/looks.ts";
import type { FailedReading, FileReading, ReaderMessage, ReadFault, ReadRequest } from "./protocol.ts";

/**
 * Reads households' files in a thread of its own. What leaves it is a report: integers, periods, closed codes and places. The
 * files' bytes and every identifier in them end with this thread.
 */
const say = (said: ReaderMessage): void => postMessage(said);

/** Progress is told at most so often, in milliseconds. */
const PROGRESS_INTERVAL_MS = 80;

function whyOf(error: unknown): ReadFault {
  if (error instanceof UnnamedMeasure) return { code: "unnamed-measure", unit: error.unit, measures: error.measures };
  if (error instanceof UnknownFile) return unknown(error);
  return { code: error instanceof Refusal && error.code === "unreadable-file" ? error.code : "internal" };
}

const unknown = ({ looks }: UnknownFile): ReadFault => {
  const { is, instead } = LOOKS[looks];
  const says = { fr: `${is.fr}. ${instead.fr}`, en: `${is.en}. ${instead.en}` };
  return { code: "unknown-file", looks, says, readable: readable() };
};

/** Which of several files is refused, and why: each is read alone. */
async function culprit(files: readonly HouseholdFile[], together: unknown): Promise<FailedReading> {
  for (const [at, file] of files.entries()) {
    try {
      await readHouseholdFile(file);
    } catch (error) {
      // Several files dropped together may be of different measures, so one question cannot settle what they are of.
      if (error instanceof UnnamedMeasure) return { ...unknown(error), at };
      return { ...whyOf(error), at };
    }
  }
  return { ...whyOf(together), at: null };
}

/** The first place that was not read, in words; nothing where months were kept, or nothing is amiss. */
function troubleOf({ readings, unread }: FileReport): Pick<FileReading, "trouble"> {
  const [first] = unread;
  if (readings.length > 0 || first === undefined) return {};
  const { fr, en } = UNREAD[first.reason];
  return { trouble: { fr: `${PLACE.fr[first.in]} ${first.at}, ${fr}`, en: `${PLACE.en[first.in]} ${first.at}, ${en}` } };
}

const PLACE = {
  fr: { line: "ligne", row: "rangée", item: "élément" },
  en: { line: "line", row: "row", item: "item" },
};

async function read({ files: given, currency, measure }: ReadRequest): Promise<ReaderMessage> {
  const files: HouseholdFile[] = [];
  try {
    for (const file of given) files.push({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
    let told = 0;
    const onProgress = (done: number, total: number): void => {
      const now = performance.now();
      if (now - told < PROGRESS_INTERVAL_MS) return;
      told = now;
      say({ kind: "progress", done, total });
    };
    const report = await readHouseholdFiles(files, { onProgress, currency, now: new Date(), ...(measure ? { measure } : {}) });
    const known = report.variant.split("+");
    return {
      kind: "read",
      report,
      ...troubleOf(report),
      variants: Object.entries(VARIANTS).flatMap(([id, labels]) => (known.includes(id) ? [labels] : [])),
    };
  } catch (error) {
    return { kind: "not-read", ...(files.length > 1 ? await culprit(files, error) : { ...whyOf(error), at: null }) };
  }
}

addEventListener("message", ({ data }: MessageEvent<ReadRequest>) => void read(data).then(say));
