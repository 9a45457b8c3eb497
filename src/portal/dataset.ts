import { COLUMN_LABELS, TABLES } from "../contract/tables.ts";
import { epsilonOf } from "../release/epsilon.ts";
import { LICENCE } from "../release/index.ts";
import { TEXTS } from "../texts/files.ts";
import { dictionary } from "../texts/index.ts";
import { addressOn } from "./addresses.ts";
import { EXPORT_FORMATS } from "./exports.ts";
import { DIMENSION_NAMES, type Dimension, labelsOf, unitPerMonth } from "./labels.ts";
import { type Dataset, type Library, unitOf } from "./library.ts";
import type { Language } from "./negotiate.ts";
import { agencyOf, sdmxId } from "./sdmx/ids.ts";

/** `/v1/datasets/{id}`: what the dataset holds, in words. */
export function datasetDocument(
  { commons, territory, site }: Library,
  { domain, measures, newest }: Dataset,
  language: Language,
) {
  const at = (path: string) => addressOn(site, `/v1/datasets/${domain.id}${path}`);
  // A file has one language: the one of the document that names it.
  const asked = site.files ? `?lang=${language}` : "";
  const sdmx = (kind: string) => `/sdmx/${kind}/dataflow/${agencyOf(territory)}/${sdmxId(domain.id)}`;
  return {
    id: domain.id,
    title: domain.labels[language],
    language,
    measures: measures.map((ref) => ({
      id: ref.measure.id,
      label: ref.measure.labels[language],
      unit: unitOf(ref, commons),
      unit_label: unitPerMonth(unitOf(ref, commons))[language],
      decimals: ref.measure.decimals,
      whose: ref.measure.whose,
      clamp: commons.clamps[ref.key] ?? ref.measure.clamp,
      experimental: ref.measure.experimental ?? false,
    })),
    dimensions: DIMENSION_NAMES.map((id) => ({ id, label: COLUMN_LABELS[id][language], codes: at(`/codes/${id}${asked}`) })),
    periods: newest.periods,
    releases: newest.releases,
    rows: newest.table.length,
    licence: LICENCE.name,
    dictionary: at(`/dictionary${asked}`),
    records: site.files ? null : at("/records"),
    exports: EXPORT_FORMATS.map((format) => at(`/exports/${format}`)),
    areas: site.files ? null : at("/areas"),
    sdmx: site.files
      ? null
      : {
          data: addressOn(site, sdmx("data")),
          structure: addressOn(site, `${sdmx("structure")}?references=descendants`),
        },
  };
}

/** `/v1/datasets/{id}/codes/{dimension}`: the codes in use in the newest rows, with their labels. */
export function codesDocument(library: Library, dataset: Dataset, language: Language, dimension: Dimension) {
  return {
    dataset: dataset.domain.id,
    dimension,
    label: COLUMN_LABELS[dimension][language],
    language,
    codes: dataset.newest.table.text[dimension]?.values.map((id) => {
      const area = dimension === "REF_AREA" ? library.territory.get(id) : undefined;
      return {
        id,
        label: labelsOf(dimension, id, dataset, library)[language],
        ...(area ? { level: area.level, parent: area.parent, dwellings: area.dwellings } : {}),
      };
    }),
  };
}

/** `/v1/datasets/{id}/dictionary`: whom the figures stand for, how they were protected, and what every column and code means. */
export function dictionaryDocument({ commons: settings, territory }: Library, dataset: Dataset, language: Language) {
  const { domain, measures } = dataset;
  const { title, sections } = dictionary(TEXTS, { domain, measures, settings, territory, epsilonOf }, language);
  return {
    dataset: domain.id,
    title,
    language,
    licence: LICENCE.name,
    sections,
    tables: TABLES.map(({ name, about, columns }) => ({
      name,
      about: about[language],
      columns: columns.map(({ name: column, type, nullable, about: words }) => ({
        name: column,
        type,
        nullable,
        about: words[language],
      })),
    })),
  };
}
