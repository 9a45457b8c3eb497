import type { OBSERVATION_COLUMNS } from "../contract/observation.ts";
import { CODES } from "../contract/tables.ts";
import { unitLabels } from "../contract/units.ts";
import type { Labels } from "../domains/index.ts";
import type { Dataset, Library } from "./library.ts";

/** The columns that tell a dataset's rows apart or describe them; each has a list of codes. */
export const DIMENSION_NAMES = [
  "MEASURE",
  "STATISTIC",
  "AREA_LEVEL",
  "REF_AREA",
  "HOUSEHOLD_TYPE",
  "TIME_PERIOD",
  "UNIT_MEASURE",
  "OBS_STATUS",
  "CONF_STATUS",
  "METHOD",
] as const satisfies readonly (typeof OBSERVATION_COLUMNS)[number][];
export type Dimension = (typeof DIMENSION_NAMES)[number];

/** The unit of an amount in words: means, percentiles and totals are per month, at every step; a year's are of its average month. */
export function unitPerMonth(unit: string): Labels {
  const { fr, en } = unitLabels(unit);
  return { fr: `${fr} par mois`, en: `${en} per month` };
}

/** What a code is called; the code itself where nobody named it. */
export function labelsOf(column: string, code: string, dataset: Dataset, library: Library): Labels {
  const fixed = ownValue<Readonly<Record<string, Labels>>>(CODES, column);
  return (fixed && ownValue(fixed, code)) ?? variableLabels(column, code, dataset, library) ?? { fr: code, en: code };
}

function variableLabels(column: string, code: string, { measures }: Dataset, { territory, datasets }: Library) {
  switch (column) {
    case "DOMAIN":
      return datasets.get(code)?.domain.labels;
    case "MEASURE":
      return measures.find(({ measure }) => measure.id === code)?.measure.labels;
    case "AREA_LEVEL":
      return ownValue(territory.levelNames, code);
    case "REF_AREA": {
      const name = territory.get(code)?.name;
      return name === undefined ? undefined : { fr: name, en: name };
    }
    case "UNIT_MEASURE":
      return unitPerMonth(code);
    case "HOUSEHOLD_TYPE":
      return measures
        .flatMap(({ measure: { similarity } }) => [...similarity.classes, ...similarity.rungs])
        .find((one) => one.code === code)?.labels;
    default:
      return undefined;
  }
}

/** Codes come from territories and releases: one may be called `toString`. */
function ownValue<V>(record: Readonly<Record<string, V>>, key: string): V | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
