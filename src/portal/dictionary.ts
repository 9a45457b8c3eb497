import { TABLES } from "../contract/tables.ts";
import { epsilonOf } from "../release/epsilon.ts";
import { LICENCE } from "../release/index.ts";
import { TEXTS } from "../texts/files.ts";
import { dictionary } from "../texts/index.ts";
import type { Dataset, Library } from "./library.ts";
import type { Language } from "./negotiate.ts";

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
