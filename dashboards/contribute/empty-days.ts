import type { ImportedReading } from "../../src/importers/report.ts";
import { formatDate } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";

/** The days of these months of which a file has no reading, as dates. */
export const emptyDays = (readings: readonly ImportedReading[], lang: Lang): string[] =>
  readings.flatMap(({ emptyDays: days = [] }) => days.map((day) => formatDate(day, lang)));
