import { Refusal } from "../../src/contract/problem.ts";
import {
  type FileReport,
  type HouseholdFile,
  hintIn,
  readHouseholdFile,
  readHouseholdFiles,
  UNREAD,
  UnknownFile,
  UnnamedMeasure,
  VARIANTS,
} from "../../src/importers/index.ts";
import { FILE_KINDS } from "../../src/importers/looks.ts";
import type { FailedReading, FileReading, ReaderMessage, ReadFault, ReadRequest } from "./protocol.ts";

/**
 * Reads households' files in a thread of its own. Only a report leaves it: integers, periods, closed codes and places. The bytes
 * of the files, and every identifier in them, end with the thread.
 */
const say = (message: ReaderMessage): void => postMessage(message);

/** Least time between two progress messages, in milliseconds. */
const PROGRESS_INTERVAL_MS = 80;

type Asked = Pick<ReadRequest, "measure" | "unit">;

const questionOf = ({ unit, measures, mayBeMeter }: UnnamedMeasure, { measure, unit: said }: Asked, file: HouseholdFile) => ({
  unit,
  measures,
  mayBeMeter,
  hint: hintIn(file),
  answered: { ...(measure ? { measure } : {}), ...(said ? { unit: said } : {}) },
});

function whyOf(error: unknown, asked: Asked, file?: HouseholdFile): ReadFault {
  if (error instanceof UnnamedMeasure && file) return { code: "unnamed-measure", ...questionOf(error, asked, file) };
  if (error instanceof UnknownFile) return unknown(error);
  return { code: error instanceof Refusal && error.code === "unreadable-file" ? error.code : "internal" };
}

const unknown = ({ looks }: UnknownFile) => {
  const { is, instead } = FILE_KINDS[looks];
  const says = { fr: `${is.fr}. ${instead.fr}`, en: `${is.en}. ${instead.en}` };
  return { code: "unknown-file" as const, looks, says };
};

/** Finds which of several files is refused, and why, by reading each alone. */
async function findRefused(files: readonly HouseholdFile[], together: unknown, asked: Asked): Promise<FailedReading> {
  for (const [at, file] of files.entries()) {
    try {
      await readHouseholdFile(file);
    } catch (error) {
      // Files dropped together may be of different measures, so one question cannot name the measure of all.
      if (error instanceof UnnamedMeasure) return { ...unknown(error), unnamed: questionOf(error, {}, file), at };
      return { ...whyOf(error, asked), at };
    }
  }
  return { ...whyOf(together, asked), at: null };
}

/** Most places not read that are put in words. */
const MOST_PLACES = 3;

/** The first places that were not read, in words, and the very first where no month was kept. */
function troubleOf({ readings, unread }: FileReport): Pick<FileReading, "trouble" | "places"> {
  const places = unread.slice(0, MOST_PLACES).map((one) => ({ fr: placeText(one, "fr"), en: placeText(one, "en") }));
  const [trouble] = places;
  return trouble === undefined ? {} : { places, ...(readings.length > 0 ? {} : { trouble }) };
}

/** `ligne 4, la valeur n’est pas un nombre`: nothing of the file itself, which may have a name or a meter's number there. */
function placeText({ in: kind, at, entry, reason }: FileReport["unread"][number], lang: "fr" | "en"): string {
  const place = PLACE[lang];
  return `${entry === undefined ? "" : `${place.entry} ${entry}, `}${place[kind]} ${at}, ${UNREAD[reason][lang]}`;
}

const PLACE = {
  fr: { entry: "fichier", line: "ligne", row: "rangée", item: "élément" },
  en: { entry: "file", line: "line", row: "row", item: "item" },
};

async function read({ files: given, currency, isMeter, ...asked }: ReadRequest): Promise<ReaderMessage> {
  const { measure, unit } = asked;
  const files: HouseholdFile[] = [];
  try {
    for (const file of given) files.push({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
    let lastProgress = 0;
    const onProgress = (done: number, total: number): void => {
      const now = performance.now();
      if (now - lastProgress < PROGRESS_INTERVAL_MS) return;
      lastProgress = now;
      say({ kind: "progress", done, total });
    };
    const report = await readHouseholdFiles(files, {
      onProgress,
      currency,
      now: new Date(),
      ...(measure ? { measure } : {}),
      ...(unit ? { unit } : {}),
      ...(isMeter === undefined ? {} : { isMeter }),
    });
    const recognised = report.variant.split("+");
    return {
      kind: "read",
      report,
      ...troubleOf(report),
      variants: Object.entries(VARIANTS).flatMap(([id, labels]) => (recognised.includes(id) ? [labels] : [])),
    };
  } catch (error) {
    return {
      kind: "not-read",
      ...(files.length > 1 ? await findRefused(files, error, asked) : { ...whyOf(error, asked, files[0]), at: null }),
    };
  }
}

addEventListener("message", ({ data }: MessageEvent<ReadRequest>) => void read(data).then(say));
