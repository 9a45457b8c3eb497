import type { AttributeName } from "../contract/attributes.ts";
import type { Frequency } from "../contract/settings.ts";
import { same, type Words, words } from "./document.ts";
import type { Facts } from "./facts.ts";

/** What the documents say where the operator said nothing: nothing is made up. */
export const NOT_STATED: Words = words("non précisé par l’opérateur", "not stated by the operator");

/** An operator's own words, or that there are none. */
export function stated(value: string | number | null | undefined): Words {
  return value === null || value === undefined ? NOT_STATED : same(value);
}

/** A list of the operator's; an empty one says that there are none. */
export function statedList(values: readonly string[] | null): Words {
  if (values === null) return NOT_STATED;
  return values.length === 0 ? words("aucun", "none") : words(values.join(" ; "), values.join("; "));
}

/** What a form asks for and the settings have no place for, or leave out. */
export const TO_FILL_IN: Words = words("à compléter par l’opérateur", "to be filled in by the operator");

/** A fact that a form must have: where the settings leave it out, somebody has to fill it in. */
export function needed(value: string | null | undefined): Words {
  if (value !== null && value !== undefined) return same(value);
  return words(`${NOT_STATED.fr} : à compléter`, `${NOT_STATED.en}: to be filled in`);
}

/** A number and what it counts, in the number that each language has for it: French has 0 and 1 in the singular, English 1 alone. */
export function counted(n: number, fr: readonly [one: string, more: string], en: readonly [one: string, more: string]): Words {
  return words(`${n} ${fr[n < 2 ? 0 : 1]}`, `${n} ${en[n === 1 ? 0 : 1]}`);
}

const MONTH = ["mois", "mois"] as const;
export const monthsSaid = (n: number): Words => counted(n, MONTH, ["month", "months"]);
export const yearsSaid = (n: number): Words => counted(n, ["an", "ans"], ["year", "years"]);

/** A number with so many significant digits, with the language's decimal mark. */
export function number(value: number, digits = 3): Words {
  const rounded = Number(value.toPrecision(digits));
  const en = Math.abs(value) < 1e-3 && value !== 0 ? powerOfTen(rounded) : String(rounded);
  return words(en.replace(".", ","), en);
}

/** `10⁻⁶`, `1.2 × 10⁻⁷` */
function powerOfTen(value: number): string {
  const [mantissa = "", exponent = ""] = value.toExponential().split("e");
  const raised = [...exponent].map((digit) => (digit === "-" ? "⁻" : (SUPERSCRIPTS[Number(digit)] ?? ""))).join("");
  return mantissa === "1" ? `10${raised}` : `${mantissa} × 10${raised}`;
}

const SUPERSCRIPTS = [..."⁰¹²³⁴⁵⁶⁷⁸⁹"];

/** Names put together: "a, b". */
export function joined(all: readonly Words[]): Words {
  return words(all.map(({ fr }) => fr).join(", "), all.map(({ en }) => en).join(", "));
}

/** Clauses put together: "a ; b". */
export function together(...all: readonly Words[]): Words {
  return words(all.map(({ fr }) => fr).join(" ; "), all.map(({ en }) => en).join("; "));
}

/** `fr` and `en` with the words in the place of `…`. */
export function around(fr: string, en: string, inside: Words): Words {
  return words(
    fr.replace("…", () => inside.fr),
    en.replace("…", () => inside.en),
  );
}

export const FREQUENCY: Readonly<Record<Frequency, Words>> = {
  month: words("chaque mois", "every month"),
  quarter: words("chaque trimestre", "every quarter"),
  year: words("chaque année", "every year"),
  never: words("jamais", "never"),
};

const ATTRIBUTE: Readonly<Record<AttributeName, Words>> = {
  size: words("nombre de personnes du foyer", "number of people in the household"),
  dwelling: words("type de logement", "kind of dwelling"),
  surface: words("tranche de surface", "floor area, by band"),
  heating: words("chauffage principal", "main heating"),
  heating_mode: words("mode de chauffage", "heating system"),
  tenure: words("statut d’occupation", "tenure"),
  built: words("période de construction", "period of construction"),
};

/** What is asked about the home. */
export function attributesOf({ attributes }: Facts): Words {
  return joined(attributes.map((name) => ATTRIBUTE[name]));
}

/** Units as people write them; the others are written as they are coded. */
const UNIT: Readonly<Record<string, Words>> = { trip: words("nombre", "number"), m3: same("m³"), EUR: same("€") };

/** "Eau : eau consommée au logement (m³)" */
export function measuresOf({ measures }: Pick<Facts, "measures">): Words[] {
  return measures.map(({ domain_labels, labels, unit }) =>
    words(
      `${domain_labels.fr} : ${lower(labels.fr)} (${UNIT[unit]?.fr ?? unit})`,
      `${domain_labels.en}: ${lower(labels.en)} (${UNIT[unit]?.en ?? unit})`,
    ),
  );
}

function lower(label: string): string {
  return label.charAt(0).toLowerCase() + label.slice(1);
}

/** The topics that one contributes to, each once. */
export function topicsOf({ measures }: Facts): Words {
  const topics = new Map(measures.map(({ domain, domain_labels }) => [domain, domain_labels]));
  return joined([...topics.values()].map(({ fr, en }) => words(lower(fr), lower(en))));
}

/** Who answers, in one line. */
export function controllerOf({ operator: { controller } }: Facts): Words {
  if (controller === null) return NOT_STATED;
  const { name, address, registration } = controller;
  return same([name, address, registration].filter((part) => part !== undefined).join(", "));
}

export function authorityOf({ authority: { name, address, url } }: Facts): Words {
  return same([name, address, url].filter((part) => part !== undefined).join(", "));
}

export function hostingOf({ operator: { hosting } }: Facts): Words {
  return hosting === null ? NOT_STATED : same(`${hosting.name} (${hosting.country})`);
}

/** What happens to backups of what was withdrawn. */
export function backupsOf({ operator: { backup_days } }: Facts): Words {
  if (backup_days === null) {
    return words("durée des sauvegardes : non précisé par l’opérateur", "how long backups are kept: not stated by the operator");
  }
  if (backup_days === 0)
    return words("aucune sauvegarde n’est gardée, selon l’opérateur", "no backup is kept, the operator states");
  const { fr, en } = counted(backup_days, ["jour", "jours"], ["day", "days"]);
  return words(
    `sauvegardes effacées après ${fr} au plus ; ce qui fut retiré l’est de nouveau si l’une d’elles est restaurée`,
    `backups erased after ${en} at most; what was withdrawn is withdrawn again if one of them is restored`,
  );
}

/** What the commons is for, in the operator's words; the statistics are said beside. */
export function purposesOf({ operator: { purposes } }: Facts): readonly Words[] {
  return purposes ?? [NOT_STATED];
}
