import type { Dataset, Library } from "../library.ts";
import type { Artefact } from "./artefact.ts";
import { codeItems, codelistId, codelistNames } from "./codelists.ts";
import {
  ATTRIBUTE_COMPONENTS,
  COMPONENT_NAMES,
  COMPONENTS,
  type ComponentId,
  isCoded,
  KEY_DIMENSIONS,
  MEASURE_COMPONENTS,
  TIME,
} from "./components.ts";
import { agencyName, agencyOf, ROOT_AGENCY, sdmxId, urn } from "./ids.ts";

export const CONCEPTS = "CONCEPTS";
export const TOPICS = "TOPICS";

export function structureId(dataset: Dataset): string {
  return `DSD_${sdmxId(dataset.domain.id)}`;
}

/** The dataflow of a dataset is called as the dataset is. */
export function flowId(dataset: Dataset): string {
  return sdmxId(dataset.domain.id);
}

/** Everything that structure queries can find, of one commons: from its settings, its territory and its releases. */
export function artefactsOf(library: Library): readonly Artefact[] {
  const agency = agencyOf(library.territory);
  const agencies = urn("agencyscheme", ROOT_AGENCY, "AGENCIES");
  const datasets = [...library.datasets.values()];
  const codelists = new Map<string, Artefact>();
  for (const dataset of datasets)
    for (const component of COMPONENTS.filter(isCoded)) {
      const id = codelistId(component, dataset);
      if (codelists.has(id)) continue;
      const items = codeItems(component, dataset, library);
      codelists.set(id, { kind: "codelist", agency, id, names: codelistNames(component, dataset), items, refersTo: [agencies] });
    }
  return [
    agencyScheme(library),
    conceptScheme(agency, agencies),
    topicScheme(datasets, agency, agencies),
    ...codelists.values(),
    ...datasets.flatMap((dataset) => [
      dataStructure(dataset, agency, agencies),
      dataflow(dataset, agency, agencies),
      categorisation(dataset, agency, agencies),
    ]),
  ];
}

function agencyScheme({ commons, territory }: Library): Artefact {
  return {
    kind: "agencyscheme",
    agency: ROOT_AGENCY,
    id: "AGENCIES",
    names: { fr: "Communs de données Voisinage", en: "Voisinage data commons" },
    items: [{ id: agencyName(territory), names: commons.name }],
    refersTo: [],
  };
}

function conceptScheme(agency: string, agencies: string): Artefact {
  return {
    kind: "conceptscheme",
    agency,
    id: CONCEPTS,
    names: { fr: "Concepts des publications", en: "Concepts of the releases" },
    items: COMPONENTS.map((id) => ({ id, names: COMPONENT_NAMES[id] })),
    refersTo: [agencies],
  };
}

function topicScheme(datasets: readonly Dataset[], agency: string, agencies: string): Artefact {
  const items = datasets.map((dataset) => ({ id: flowId(dataset), names: dataset.domain.labels }));
  const names = { fr: "Thèmes", en: "Topics" };
  return { kind: "categoryscheme", agency, id: TOPICS, names, items, refersTo: [agencies] };
}

function dataflow(dataset: Dataset, agency: string, agencies: string): Artefact {
  const structure = urn("datastructure", agency, structureId(dataset));
  return {
    kind: "dataflow",
    agency,
    id: flowId(dataset),
    names: dataset.domain.labels,
    descriptions: {
      fr: "Chiffres des foyers participants, protégés par un flou aléatoire. Moyennes, totaux et centiles sont par mois, à tout pas de temps ; COUNT est un nombre de foyers. Une observation sans valeur est masquée, ou trop imprécise (CONF_STATUS F).",
      en: "Figures of participating homes, protected by random noise. Means, totals and percentiles are per month, at every step of time; COUNT is a number of homes. An observation without a value is withheld, or too imprecise (CONF_STATUS F).",
    },
    body: { structure },
    refersTo: [structure, agencies],
  };
}

function categorisation(dataset: Dataset, agency: string, agencies: string): Artefact {
  const source = urn("dataflow", agency, flowId(dataset));
  return {
    kind: "categorisation",
    agency,
    id: `CAT_${flowId(dataset)}`,
    names: dataset.domain.labels,
    body: { source, target: urn("category", agency, TOPICS, flowId(dataset)) },
    refersTo: [source, urn("categoryscheme", agency, TOPICS), agencies],
  };
}

function dataStructure(dataset: Dataset, agency: string, agencies: string): Artefact {
  const concept = (id: ComponentId) => ({ id, conceptIdentity: urn("concept", agency, CONCEPTS, id) });
  const listOf = (id: ComponentId) => urn("codelist", agency, codelistId(id, dataset));
  const coded = (id: ComponentId) => ({ ...concept(id), localRepresentation: { enumeration: listOf(id) } });
  const number = (id: ComponentId) => ({ ...concept(id), localRepresentation: { format: { dataType: "Double" } } });
  const dimensions = KEY_DIMENSIONS.map((id, position) => ({ ...coded(id), position: position + 1 }));
  const { fr, en } = dataset.domain.labels;
  return {
    kind: "datastructure",
    agency,
    id: structureId(dataset),
    names: { fr: `Structure : ${fr}`, en: `Structure: ${en}` },
    body: {
      dataStructureComponents: {
        dimensionList: {
          id: "DimensionDescriptor",
          dimensions,
          timeDimension: { ...concept(TIME), localRepresentation: { format: { dataType: "ObservationalTimePeriod" } } },
        },
        measureList: {
          id: "MeasureDescriptor",
          // A withheld cell has none of them.
          measures: MEASURE_COMPONENTS.map((id) => ({ ...number(id), usage: "optional" })),
        },
        attributeList: {
          id: "AttributeDescriptor",
          attributes: ATTRIBUTE_COMPONENTS.map((id) => ({
            ...(isCoded(id) ? coded(id) : number(id)),
            usage: "mandatory",
            attributeRelationship: { observation: {} },
          })),
        },
      },
    },
    refersTo: [urn("conceptscheme", agency, CONCEPTS), ...COMPONENTS.filter(isCoded).map(listOf), agencies],
  };
}
