import { CODES, COLUMN_LABELS } from "../../contract/tables.ts";
import type { Labels } from "../../domains/index.ts";
import { labelsOf } from "../labels.ts";
import { type Dataset, type Library, unitOf } from "../library.ts";
import { COMPONENTS, type ComponentId, isCoded, TIME } from "./components.ts";
import { agencyName, agencyOf, type Kind, ROOT_AGENCY, sdmxId, urnOf } from "./ids.ts";

/** Everything that structure queries can find, as objects that both forms of the message are written from. */

export interface CodeItem {
  readonly id: string;
  readonly names: Labels;
  readonly parent?: string;
}

/** A dimension, measure or attribute of a data structure: its concept, and how its values are written. */
export interface Component {
  readonly id: string;
  readonly conceptIdentity: string;
  readonly localRepresentation: { readonly enumeration: string } | { readonly format: { readonly dataType: string } };
}

export interface Artefact {
  readonly kind: Kind;
  readonly agency: string;
  readonly id: string;
  readonly names: Labels;
  readonly descriptions?: Labels;
  /** of a scheme, in its order */
  readonly items?: readonly CodeItem[];
  /** urns of a dataflow or categorisation, by the name that messages give the reference */
  readonly references?: Readonly<Record<string, string>>;
  /** of a data structure, in the order of `COMPONENTS` */
  readonly components?: readonly Component[];
}

const CONCEPTS = "CONCEPTS";
const TOPICS = "TOPICS";

export function structureId(dataset: Dataset): string {
  return `DSD_${sdmxId(dataset.domain.id)}`;
}

/** The dataflow of a dataset has the dataset's own id. */
export function flowId(dataset: Dataset): string {
  return sdmxId(dataset.domain.id);
}

/** All artefacts of one commons, from its settings, its territory and its releases, in the order of `KINDS`. */
export function artefactsOf(library: Library): readonly Artefact[] {
  const { commons, territory } = library;
  const agency = agencyOf(territory);
  const datasets = [...library.datasets.values()];
  const codelists = new Map<string, Artefact>();
  for (const dataset of datasets)
    for (const component of COMPONENTS.filter(isCoded)) {
      const id = codelistId(component, dataset);
      if (!codelists.has(id)) codelists.set(id, codelist(id, component, dataset, library));
    }
  return [
    {
      kind: "agencyscheme",
      agency: ROOT_AGENCY,
      id: "AGENCIES",
      names: { fr: "Communs de données Voisinage", en: "Voisinage data commons" },
      items: [{ id: agencyName(territory), names: commons.name }],
    },
    ...codelists.values(),
    {
      kind: "conceptscheme",
      agency,
      id: CONCEPTS,
      names: { fr: "Concepts des publications", en: "Concepts of the releases" },
      items: COMPONENTS.map((id) => ({ id, names: COLUMN_LABELS[id] })),
    },
    ...datasets.map((dataset) => dataStructure(dataset, agency)),
    ...datasets.map((dataset) => dataflow(dataset, agency)),
    {
      kind: "categoryscheme",
      agency,
      id: TOPICS,
      names: { fr: "Thèmes", en: "Topics" },
      items: datasets.map((dataset) => ({ id: flowId(dataset), names: dataset.domain.labels })),
    },
    ...datasets.map((dataset) => categorisation(dataset, agency)),
  ];
}

function dataStructure(dataset: Dataset, agency: string): Artefact {
  const representation = (id: ComponentId) => {
    if (isCoded(id)) return { enumeration: urnOf("codelist", agency, codelistId(id, dataset)) };
    return { format: { dataType: id === TIME ? "ObservationalTimePeriod" : "Double" } };
  };
  const { fr, en } = dataset.domain.labels;
  return {
    kind: "datastructure",
    agency,
    id: structureId(dataset),
    names: { fr: `Structure : ${fr}`, en: `Structure: ${en}` },
    components: COMPONENTS.map((id) => ({
      id,
      conceptIdentity: urnOf("conceptscheme", agency, CONCEPTS, id),
      localRepresentation: representation(id),
    })),
  };
}

function dataflow(dataset: Dataset, agency: string): Artefact {
  return {
    kind: "dataflow",
    agency,
    id: flowId(dataset),
    names: dataset.domain.labels,
    descriptions: {
      fr: "Chiffres des foyers participants, protégés par un flou aléatoire. Moyennes, totaux et centiles sont par mois, à tout pas de temps ; COUNT est un nombre de foyers. Une observation sans valeur est masquée, ou trop imprécise (CONF_STATUS F).",
      en: "Figures of participating homes, protected by random noise. Means, totals and percentiles are per month, at every step of time; COUNT is a number of homes. An observation without a value is withheld, or too imprecise (CONF_STATUS F).",
    },
    references: { structure: urnOf("datastructure", agency, structureId(dataset)) },
  };
}

function categorisation(dataset: Dataset, agency: string): Artefact {
  return {
    kind: "categorisation",
    agency,
    id: `CAT_${flowId(dataset)}`,
    names: dataset.domain.labels,
    references: {
      source: urnOf("dataflow", agency, flowId(dataset)),
      target: urnOf("categoryscheme", agency, TOPICS, flowId(dataset)),
    },
  };
}

/** Components whose codes differ from one dataset to another. */
const OWN_CODES: readonly ComponentId[] = ["MEASURE", "HOUSEHOLD_TYPE", "UNIT_MEASURE"];

function codelistId(component: ComponentId, dataset: Dataset): string {
  return `CL_${component}${OWN_CODES.includes(component) ? `_${flowId(dataset)}` : ""}`;
}

/** The codes of a component; an area's parent is the area that it lies in. */
function codelist(id: string, component: ComponentId, dataset: Dataset, library: Library): Artefact {
  const { fr, en } = COLUMN_LABELS[component];
  const { labels } = dataset.domain;
  const isOwn = OWN_CODES.includes(component);
  return {
    kind: "codelist",
    agency: agencyOf(library.territory),
    id,
    names: { fr: `Codes : ${fr}${isOwn ? ` (${labels.fr})` : ""}`, en: `Codes: ${en}${isOwn ? ` (${labels.en})` : ""}` },
    items: codesOf(component, isOwn ? [dataset] : [...library.datasets.values()], library).map((code) => {
      const parent = component === "REF_AREA" ? library.territory.get(code)?.parent : undefined;
      const names = labelsOf(component, code, dataset, library);
      return { id: sdmxId(code), names, ...(parent ? { parent: sdmxId(parent) } : {}) };
    }),
  };
}

/** Codes that a component may have, those of no row included; then codes of rows alone, which an older release left behind. */
function codesOf(component: ComponentId, datasets: readonly Dataset[], library: Library): string[] {
  const inRows = datasets.flatMap(({ newest }) => newest.table.text[component]?.values ?? []);
  return [...new Set([...definedCodes(component, datasets, library), ...inRows])];
}

function definedCodes(component: ComponentId, datasets: readonly Dataset[], { territory, commons }: Library): readonly string[] {
  const measures = datasets.flatMap((dataset) => dataset.measures);
  switch (component) {
    case "DOMAIN":
      return datasets.map(({ domain }) => domain.id);
    case "MEASURE":
      return measures.map(({ measure }) => measure.id);
    case "REF_AREA":
      return territory.areas.map((area) => area.code);
    case "AREA_LEVEL":
      return territory.levels;
    case "HOUSEHOLD_TYPE":
      return [
        "_T",
        ...measures.flatMap(({ measure: { similarity } }) => [...similarity.classes, ...similarity.rungs].map((one) => one.code)),
      ];
    case "UNIT_MEASURE":
      return ["households", ...measures.map((ref) => unitOf(ref, commons))];
    default:
      return Object.keys(CODES[component as keyof typeof CODES]);
  }
}
