import { CODES, COLUMN_LABELS } from "../../contract/tables.ts";
import type { Labels } from "../../domains/index.ts";
import { describedFigures, originOf } from "../describe/description.ts";
import { type Dataset, type Library, labelsAsCounted, labelsOf, publicUnit } from "../library.ts";
import {
  agencyName,
  agencyOf,
  COMPONENTS,
  type ComponentId,
  hasCodelist,
  type Kind,
  ROOT_AGENCY,
  sdmxId,
  TIME,
  urnOf,
} from "./ids.ts";

/** The artefacts that structure queries find, as objects; the JSON and XML messages are written from them. */

interface CodeItem {
  readonly id: string;
  readonly names: Labels;
  readonly parent?: string;
  /** the code as every other format writes it, where SDMX forbids one of its characters */
  readonly plain?: string;
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
  /** what the figures of a dataflow were taken from, as an annotation; absent: households brought them */
  readonly origin?: Labels | undefined;
  /** items of a scheme, in order */
  readonly items?: readonly CodeItem[];
  /** URNs that a dataflow or categorisation refers to, by the reference's name in messages */
  readonly references?: Readonly<Record<string, string>>;
  /** components of a data structure, in the order of `COMPONENTS` */
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

/** Components whose codes differ from one dataset to another. */
const OWN_CODES: readonly ComponentId[] = ["MEASURE", "HOUSEHOLD_TYPE", "UNIT_MEASURE"];

function codelistId(component: ComponentId, dataset: Dataset): string {
  return `CL_${component}${OWN_CODES.includes(component) ? `_${flowId(dataset)}` : ""}`;
}

/** All artefacts of a commons, made from its settings, territory and releases; in the order of `KINDS`. */
export function artefactsOf(library: Library): readonly Artefact[] {
  const { commons, territory } = library;
  const agency = agencyOf(territory);
  const datasets = [...library.datasets.values()];
  const codelists = datasets.flatMap((dataset, i) =>
    COMPONENTS.filter((id) => hasCodelist(id) && (i === 0 || OWN_CODES.includes(id))).map((id) => codelist(id, dataset, library)),
  );
  const artefact = (kind: Kind, id: string, names: Labels, more: Partial<Artefact>) => ({ kind, agency, id, names, ...more });
  return [
    artefact(
      "agencyscheme",
      "AGENCIES",
      { fr: "Communs de données Voisinage", en: "Voisinage data commons" },
      { agency: ROOT_AGENCY, items: [{ id: agencyName(territory), names: commons.name }] },
    ),
    ...codelists,
    artefact(
      "conceptscheme",
      CONCEPTS,
      { fr: "Concepts des publications", en: "Concepts of the releases" },
      { items: COMPONENTS.map((id) => ({ id, names: labelsAsCounted(COLUMN_LABELS[id], commons) })) },
    ),
    ...datasets.map((dataset) => {
      const { fr, en } = dataset.domain.labels;
      const names = { fr: `Structure : ${fr}`, en: `Structure: ${en}` };
      return artefact("datastructure", structureId(dataset), names, { components: componentsOf(dataset, agency) });
    }),
    ...datasets.map((dataset) => {
      const measures = dataset.measures.map(({ domain, measure }) => ({ domain: domain.id, measure: measure.id }));
      return artefact("dataflow", flowId(dataset), dataset.domain.labels, {
        descriptions: describedFigures(FLOW_DESCRIPTION, commons, measures),
        origin: originOf(commons, measures),
        references: { structure: urnOf("datastructure", agency, structureId(dataset)) },
      });
    }),
    artefact(
      "categoryscheme",
      TOPICS,
      { fr: "Thèmes", en: "Topics" },
      { items: datasets.map((dataset) => ({ id: flowId(dataset), names: dataset.domain.labels })) },
    ),
    ...datasets.map((dataset) => {
      const id = flowId(dataset);
      const references = { source: urnOf("dataflow", agency, id), target: urnOf("categoryscheme", agency, TOPICS, id) };
      return artefact("categorisation", `CAT_${id}`, dataset.domain.labels, { references });
    }),
  ];
}

const FLOW_DESCRIPTION: Labels = {
  fr: "Chiffres des foyers comptés, protégés par un flou aléatoire. Moyennes, totaux et centiles sont par mois, à tout pas de temps ; COUNT est un nombre de foyers. Une observation sans valeur est masquée, ou trop imprécise (CONF_STATUS F).",
  en: "Figures of homes counted, protected by random noise. Means, totals and percentiles are per month, at every step of time; COUNT is a number of homes. An observation without a value is withheld, or too imprecise (CONF_STATUS F).",
};

function componentsOf(dataset: Dataset, agency: string): Component[] {
  return COMPONENTS.map((id) => ({
    id,
    conceptIdentity: urnOf("conceptscheme", agency, CONCEPTS, id),
    localRepresentation: hasCodelist(id)
      ? { enumeration: urnOf("codelist", agency, codelistId(id, dataset)) }
      : { format: { dataType: id === TIME ? "ObservationalTimePeriod" : "Double" } },
  }));
}

/** The codelist of a component. An area's parent is the area it lies in. */
function codelist(component: ComponentId, dataset: Dataset, library: Library): Artefact {
  const { territory } = library;
  const { fr, en } = labelsAsCounted(COLUMN_LABELS[component], library.commons);
  const { labels } = dataset.domain;
  const isOwn = OWN_CODES.includes(component);
  return {
    kind: "codelist",
    agency: agencyOf(territory),
    id: codelistId(component, dataset),
    names: { fr: `Codes : ${fr}${isOwn ? ` (${labels.fr})` : ""}`, en: `Codes: ${en}${isOwn ? ` (${labels.en})` : ""}` },
    items: codesOf(component, isOwn ? [dataset] : [...library.datasets.values()], library).map((code) => {
      const parent = component === "REF_AREA" && territory.get(code)?.parent;
      const names = labelsOf(component, code, dataset, library);
      const id = sdmxId(code);
      return { id, names, ...(parent && { parent: sdmxId(parent) }), ...(id !== code && { plain: code }) };
    }),
  };
}

/** The codes that a component may have, used or not; then other codes found in rows, which older releases left. */
function codesOf(component: ComponentId, datasets: readonly Dataset[], { territory, commons }: Library): string[] {
  const measures = datasets.flatMap((dataset) => dataset.measures);
  const types = measures.flatMap(({ measure: { similarity } }) => [...similarity.classes, ...similarity.rungs]);
  const defined: Partial<Record<ComponentId, readonly string[]>> = {
    DOMAIN: datasets.map(({ domain }) => domain.id),
    MEASURE: measures.map(({ measure }) => measure.id),
    REF_AREA: territory.areas.map((area) => area.code),
    AREA_LEVEL: territory.levels,
    HOUSEHOLD_TYPE: ["_T", ...types.map((one) => one.code)],
    UNIT_MEASURE: ["households", ...measures.map((ref) => publicUnit(ref, commons))],
  };
  const inRows = datasets.flatMap(({ newest }) => newest.table.text[component]?.values ?? []);
  return [...new Set([...(defined[component] ?? Object.keys(CODES[component as keyof typeof CODES])), ...inRows])];
}
