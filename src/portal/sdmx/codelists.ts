import { STATISTICS } from "../../contract/observation.ts";
import type { Labels } from "../../domains/index.ts";
import { labelOf } from "../labels.ts";
import type { Dataset, Library } from "../library.ts";
import { unitOf } from "../library.ts";
import { LANGUAGES } from "../negotiate.ts";
import type { Item } from "./artefact.ts";
import { COMPONENT_NAMES, type ComponentId } from "./components.ts";
import { sdmxId } from "./ids.ts";

/** Components whose list is the same in every dataset of the commons. */
const SHARED: readonly ComponentId[] = ["DOMAIN", "STATISTIC", "REF_AREA", "AREA_LEVEL", "OBS_STATUS", "CONF_STATUS", "METHOD"];

/** The list's name: one for all datasets, or one each. */
export function codelistId(component: ComponentId, dataset: Dataset): string {
  return SHARED.includes(component) ? `CL_${component}` : `CL_${component}_${sdmxId(dataset.domain.id)}`;
}

/**
 * All codes that a component may have, those that no row has included; then what only rows know, which an older release
 * left behind.
 */
export function codesOf(component: ComponentId, dataset: Dataset, library: Library): string[] {
  const shared = SHARED.includes(component);
  const among = shared ? [...library.datasets.values()] : [dataset];
  const used = among.flatMap(({ newest }) => newest.table.text[component]?.values ?? []);
  return [...new Set([...defined(component, dataset, library), ...used])];
}

function defined(component: ComponentId, dataset: Dataset, { territory, commons, datasets }: Library): readonly string[] {
  const measures = dataset.measures.map((ref) => ref.measure);
  switch (component) {
    case "DOMAIN":
      return [...datasets.keys()];
    case "MEASURE":
      return measures.map((measure) => measure.id);
    case "STATISTIC":
      return STATISTICS;
    case "REF_AREA":
      return territory.areas.map((area) => area.code);
    case "AREA_LEVEL":
      return territory.levels;
    case "HOUSEHOLD_TYPE":
      return ["_T", ...measures.flatMap(({ similarity }) => [...similarity.classes, ...similarity.rungs].map((one) => one.code))];
    case "UNIT_MEASURE":
      return ["households", ...dataset.measures.map((ref) => unitOf(ref, commons))];
    case "OBS_STATUS":
      return ["A", "E", "U", "Q", "M", "P"];
    case "CONF_STATUS":
      return ["F", "A", "D"];
    case "METHOD":
      return ["measured", "modelled"];
    default:
      return [];
  }
}

/** What a code is called in both languages. */
export function codeNames(component: ComponentId, code: string, dataset: Dataset, { territory, datasets }: Library): Labels {
  const topic = component === "DOMAIN" ? datasets.get(code)?.domain.labels : undefined;
  const level = component === "AREA_LEVEL" && Object.hasOwn(territory.levelNames, code) ? territory.levelNames[code] : undefined;
  const named = topic ?? level;
  if (named) return named;
  if (component === "DOMAIN") return { fr: code, en: code };
  const label = (language: "fr" | "en") =>
    labelOf(component as Parameters<typeof labelOf>[0], code, dataset, territory, language);
  const [fr, en] = LANGUAGES.map(label);
  return { fr: fr ?? code, en: en ?? code };
}

/** The codes as items; an area's parent is the area that it lies in. */
export function codeItems(component: ComponentId, dataset: Dataset, library: Library): Item[] {
  return codesOf(component, dataset, library).map((code) => {
    const parent = component === "REF_AREA" ? library.territory.get(code)?.parent : undefined;
    return {
      id: sdmxId(code),
      names: codeNames(component, code, dataset, library),
      ...(parent ? { parent: sdmxId(parent) } : {}),
    };
  });
}

export function codelistNames(component: ComponentId, dataset: Dataset): Labels {
  const { fr, en } = COMPONENT_NAMES[component];
  if (SHARED.includes(component)) return { fr: `Codes : ${fr}`, en: `Codes: ${en}` };
  const { labels } = dataset.domain;
  return { fr: `Codes : ${fr} (${labels.fr})`, en: `Codes: ${en} (${labels.en})` };
}
