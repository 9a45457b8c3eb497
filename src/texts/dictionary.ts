import { textIn } from "../contract/labels.ts";
import type { Settings } from "../contract/settings.ts";
import { CODES } from "../contract/tables.ts";
import type { Domain, Labels, MeasureRef } from "../domains/index.ts";
import type { Territory } from "../territory/index.ts";
import { asCounted } from "./counted.ts";
import { writePage } from "./documents.ts";
import { type EpsilonOf, factsOf } from "./facts.ts";
import { frequencyText } from "./frequencies.ts";
import type { Language, TextPage, Texts } from "./page.ts";
import { betsView, count } from "./view.ts";

interface DictionaryInput {
  readonly domain: Domain;
  /** the domain's measures that the commons uses */
  readonly measures: readonly MeasureRef[];
  readonly settings: Settings;
  readonly territory: Territory;
  readonly epsilonOf: EpsilonOf;
}

const EXPLAINED_COLUMNS = ["STATISTIC", "OBS_STATUS", "CONF_STATUS", "METHOD"] as const;

/**
 * The dictionary of a dataset: which households its figures describe, how they were protected, what each measure, type of
 * household and code means, and how to read them. It is generated from settings, territory and domain; nothing is written by hand
 * for one dataset.
 */
export function dictionary(texts: Texts, input: DictionaryInput, language: Language): TextPage {
  const { domain, settings, territory, measures, epsilonOf } = input;
  const { protection } = factsOf(settings, territory, epsilonOf);
  const counted = (text: string) => asCounted(text, language, settings);
  const labelled = (entries: readonly (readonly [code: string, labels: Labels])[]) =>
    entries.map(([code, labels]) => ({ code, label: counted(labels[language]) }));
  const page = writePage(texts, "dictionary", language, {
    domain: domain.labels[language],
    is_sample: settings.sample,
    territory: territory.name[language],
    origin: settings.origin?.[language] ?? null,
    home: counted({ fr: "foyer", en: "home" }[language]),
    notes: measures.flatMap(({ key }) => settings.notes[key]?.[language] ?? []).map((value) => ({ value })),
    k: protection.k,
    epsilon: protection.epsilon,
    delta: protection.delta,
    ...betsView(protection, texts[language]),
    streams: count(protection.streams, language),
    is_experimental: domain.measures.some(({ experimental }) => experimental),
    measures: measures.map(({ key, measure }) => ({
      id: measure.id,
      name: measure.labels[language],
      unit: measure.unit === "currency" ? settings.currency : measure.unit,
      is_personal: measure.whose === "person",
      clamp: (settings.clamps[key] ?? measure.clamp).upper,
      source: textIn((settings.clamps[key] ?? measure.clamp).source, language),
      coverage: measure.coverage,
      types: [
        ...measure.similarity.classes.map(({ code, labels }) => ({ code, label: counted(labels[language]), classes: null })),
        ...measure.similarity.rungs.map((rung) => ({
          code: rung.code,
          label: counted(rung.labels[language]),
          classes: rung.classes.join(", "),
        })),
      ],
    })),
    levels: protection.levels.map(({ level, name, frequency }) => ({
      level,
      name: name[language],
      frequency: frequencyText(frequency, protection.levels, texts[language]),
    })),
    codes: EXPLAINED_COLUMNS.map((column) => ({ column, values: labelled(Object.entries(CODES[column] ?? {})) })).filter(
      ({ values }) => values.length > 0,
    ),
  });
  return { ...page, id: `dictionary-${domain.id}` };
}
