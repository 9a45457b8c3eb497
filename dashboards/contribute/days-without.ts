import type { ImportedReading } from "../../src/importers/report.ts";
import { formatDate } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";

/** The days of these months of which a file has no reading, as dates. */
export const daysWithout = (readings: readonly ImportedReading[], lang: Lang): string[] =>
  readings.flatMap(({ without = [] }) => without.map((day) => formatDate(day, lang)));
