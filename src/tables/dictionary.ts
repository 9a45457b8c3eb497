import type { Settings } from "../contract/settings.ts";
import { CODES } from "../contract/tables.ts";
import {
  type Document,
  type EpsilonOf,
  type Facts,
  factsOf,
  list,
  type Section,
  same,
  table,
  text,
  words,
} from "../documents/index.ts";
import type { Domain, Labels, MeasureRef } from "../domains/index.ts";
import type { Territory } from "../territory/index.ts";

/** What a dictionary is of; all of it is public. */
export interface DictionaryInput {
  readonly domain: Domain;
  /** of the domain, as the commons uses them */
  readonly measures: readonly MeasureRef[];
  readonly settings: Settings;
  readonly territory: Territory;
  readonly epsilonOf: EpsilonOf;
}

/**
 * The dictionary of a dataset, in both languages: whom its figures stand for, how they were protected, what each measure, kind of home and
 * code is, and how to read it all. Made from settings, territory and domain; nothing in it is written for one dataset.
 */
export function dictionary(input: DictionaryInput): Document {
  const { domain } = input;
  const facts = factsOf(input.settings, input.territory, input.epsilonOf);
  return {
    id: `dictionary-${domain.id}`,
    title: words(`Dictionnaire des données : ${domain.labels.fr}`, `Data dictionary: ${domain.labels.en}`),
    lead: [],
    sections: [
      population(input, facts),
      protection(input, facts),
      measures(input),
      homes(input),
      levels(facts),
      codes(),
      reading(),
    ],
  };
}

function population({ settings, territory, measures: used }: DictionaryInput, { commons }: Facts): Section {
  const notes = used.flatMap(({ key }) => settings.notes[key] ?? []);
  return {
    id: "population",
    title: words("De qui parlent les chiffres", "Whom the figures stand for"),
    blocks: [
      ...(commons.sample
        ? [text("Foyers inventés : ces chiffres ne décrivent personne.", "Made-up homes: these figures describe nobody.")]
        : []),
      text(
        `Les foyers participants de ${territory.name.fr}, et eux seuls : ceux qui ont choisi de contribuer cette mesure pour la période. Ils ne sont pas un échantillon tiré au sort, et aucun chiffre n’est étendu à ceux qui ne participent pas.`,
        `The participating homes of ${territory.name.en}, and they alone: those that chose to contribute this measure for the period. They are no random sample, and no figure is extended to those that do not take part.`,
      ),
      text(
        "COUNT dit combien ils sont ; à côté du nombre de logements du territoire, il dit quelle part participe.",
        "COUNT says how many they are; beside the dwellings of the area it says what share takes part.",
      ),
      ...notes.map((note) => text(note.fr, note.en)),
    ],
  };
}

function protection({ domain }: DictionaryInput, { protection: { k, epsilon, delta, streams } }: Facts): Section {
  const number = (value: number) => String(Number(value.toPrecision(3)));
  return {
    id: "protection",
    title: words("Comment ils ont été protégés", "How they were protected"),
    blocks: [
      list(
        words(
          `Un chiffre n’est publié que s’il y a au moins ${k} foyers derrière lui ; cette décision est elle-même floutée. Les autres sont des lignes sans valeur, avec la raison.`,
          `A figure is published only with at least ${k} homes behind it, and that decision has noise itself. The others are rows without a value, with the reason.`,
        ),
        words(
          `Chaque nombre porte un flou aléatoire (confidentialité différentielle) : toutes les mesures et tous les mois d’une année ensemble coûtent à un foyer au plus ε = ${number(epsilon).replace(".", ",")}, δ = ${number(delta).replace(".", ",")}. Chaque publication dit ce qu’elle a coûté, et le journal du budget le prouve.`,
          `Every number carries random noise (differential privacy): all measures and months of a year together cost a household at most ε = ${number(epsilon)}, δ = ${number(delta)}. Every release says what it has cost, and the privacy ledger proves it.`,
        ),
        words(
          "Ce qu’un foyer a au-delà du plafond de la mesure n’est pas compté.",
          "What a household has above the clamp of the measure is not counted.",
        ),
        words(
          `Un foyer compte dans ${streams} mesures au plus par an.`,
          `A household counts in at most ${streams} measures a year.`,
        ),
        words(
          "Une publication est figée : elle n’est jamais tirée à nouveau, et une révision est une autre publication.",
          "A release is frozen: it is never drawn again, and a revision is another release.",
        ),
      ),
      ...(domain.measures.some(({ experimental }) => experimental)
        ? [
            text(
              "Thème expérimental : ses lecteurs de fichiers n’ont pas encore été confrontés à de vrais exports.",
              "Experimental topic: its readers of files have not been held against real exports yet.",
            ),
          ]
        : []),
    ],
  };
}

function measures({ measures: used, settings }: DictionaryInput): Section {
  const whose: Readonly<Record<"household" | "person", Labels>> = {
    household: words("du foyer", "the household's"),
    person: words("d’une personne", "one person's"),
  };
  return {
    id: "measures",
    title: words("Mesures", "Measures"),
    blocks: [
      table(
        [
          words("MEASURE", "MEASURE"),
          words("nom", "name"),
          words("unité, par mois", "unit, per month"),
          words("de qui", "whose"),
          words("plafond par mois", "clamp per month"),
          words("mois qu’il faut pour une année", "months needed for a year"),
        ],
        used.map(({ key, measure }) => {
          const clamp = settings.clamps[key] ?? measure.clamp;
          return [
            same(measure.id),
            measure.labels,
            same(measure.unit === "currency" ? settings.currency : measure.unit),
            whose[measure.whose],
            words(`${clamp.upper} (source : ${clamp.source})`, `${clamp.upper} (source: ${clamp.source})`),
            same(measure.coverage),
          ];
        }),
      ),
    ],
  };
}

function homes({ measures: used }: DictionaryInput): Section {
  return {
    id: "homes",
    title: words("Types de foyers participants", "Kinds of participating homes"),
    blocks: used.flatMap(({ measure }) => [
      text(measure.labels.fr, measure.labels.en),
      table(
        [words("HOUSEHOLD_TYPE", "HOUSEHOLD_TYPE"), words("foyers", "homes")],
        [
          [same("_T"), words("tous les foyers participants", "all participating homes")],
          ...[...measure.similarity.classes, ...measure.similarity.rungs].map(({ code, labels }) => [same(code), labels]),
        ],
      ),
    ]),
  };
}

const FREQUENCIES: Readonly<Record<string, Labels>> = {
  month: words("chaque mois", "every month"),
  quarter: words("chaque trimestre", "every quarter"),
  year: words("chaque année", "every year"),
  never: words("jamais", "never"),
};

function levels({ protection: { levels: all } }: Facts): Section {
  return {
    id: "levels",
    title: words("Niveaux du territoire", "Levels of the territory"),
    blocks: [
      table(
        [words("AREA_LEVEL", "AREA_LEVEL"), words("nom", "name"), words("publié", "published")],
        all.map(({ level, name, frequency }) => [same(level), name, FREQUENCIES[frequency] ?? same(frequency)]),
      ),
    ],
  };
}

function codes(): Section {
  return {
    id: "codes",
    title: words("Codes", "Codes"),
    blocks: (["STATISTIC", "OBS_STATUS", "CONF_STATUS", "METHOD"] as const).map((column) =>
      table(
        [same(column), words("sens", "meaning")],
        Object.entries(CODES[column]).map(([code, labels]) => [same(code), labels]),
      ),
    ),
  };
}

function reading(): Section {
  return {
    id: "reading",
    title: words("Bien lire", "How to read it"),
    blocks: [
      list(
        words(
          "Une valeur vide n’est jamais un zéro. OBS_STATUS Q et CONF_STATUS A ou D : donnée masquée. Q et F : trop imprécis pour être donné, un centile le plus souvent. M : sans objet. Pour compter ce qui est masqué, comptez CONF_STATUS A et D.",
          "An empty value is never a zero. OBS_STATUS Q with CONF_STATUS A or D: withheld. Q with F: too imprecise to be given, a percentile most often. M: not applicable. To count what is withheld, count CONF_STATUS A and D.",
        ),
        words(
          "CI_LOWER et CI_UPPER bornent la marge de protection : elle couvre le flou, pas qui a choisi de contribuer.",
          "CI_LOWER and CI_UPPER bound the protection margin: it covers the noise, not who chose to contribute.",
        ),
        words(
          "Les montants (MEAN, TOTAL, P10 à P90) sont par mois, même pour un trimestre ou une année : ceux d’un mois moyen de la période. TOTAL est celui des foyers participants ; pour une année, × 12. COUNT est un nombre de foyers.",
          "Amounts (MEAN, TOTAL, P10 to P90) are per month, for a quarter or a year too: those of an average month of the period. TOTAL is that of the participating homes; for a year, × 12. COUNT is a number of homes.",
        ),
        words(
          "Une borne sous zéro vient du flou seul : la marge n’est pas coupée à zéro, pour que valeur et marge restent celles du calcul. Aucun foyer n’a de quantité négative.",
          "A bound below zero comes of the noise alone: the margin is not cut at zero, so that value and margin stay those of the computation. No home has a negative amount.",
        ),
        words(
          "Comptes et totaux sont la somme de leurs parties où toutes sont publiées ; moyennes et centiles ne s’additionnent pas.",
          "Counts and totals are the sum of their parts where all are published; means and percentiles do not add up.",
        ),
        words(
          "OBS_STATUS U : la marge est trop large pour s’y fier. METHOD modelled : la mesure d’un petit groupe, rapprochée de celle du groupe plus large.",
          "OBS_STATUS U: the margin is too wide to rely on. METHOD modelled: the measure of a small group, drawn towards that of the wider one.",
        ),
      ),
    ],
  };
}
