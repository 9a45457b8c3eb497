import type { BreachEntry, BreachNotice } from "../contract/breach.ts";
import { type Document, type Section, same, table, text, type Words, words } from "./document.ts";
import type { Facts } from "./facts.ts";
import { around, authorityOf, NOT_STATED, stated } from "./sayings.ts";

/** Hours within which the authority is told (GDPR art. 33(1)). */
const HOURS = 72;

/** What people are told of breaches (GDPR art. 34): public, for there are no addresses to write to. */
export function breachDocument(facts: Facts, notices: readonly BreachNotice[]): Document {
  const { operator, commons } = facts;
  return {
    id: "breaches",
    title: words(`Incidents de sécurité : ${commons.name.fr}`, `Security incidents: ${commons.name.en}`),
    lead: [
      notices.length === 0
        ? text("Aucun incident n’a été déclaré par l’opérateur.", "The operator has stated no incident.")
        : text(
            "Nous n’avons pas d’adresse où vous écrire : voici ce qui s’est passé, et ce que vous pouvez faire.",
            "We have no address to write to you: here is what happened, and what you can do.",
          ),
      { kind: "text", text: around("Questions : ….", "Questions: ….", stated(operator.dpo ?? operator.contact)) },
      { kind: "text", text: around("Réclamation : ….", "Complaint: ….", authorityOf(facts)) },
    ],
    sections: [...notices].reverse().map(told),
  };
}

function day(instant: string): string {
  return instant.slice(0, 10);
}

function happened({ happened: when }: Pick<BreachNotice, "happened">): Words {
  if (when === undefined) return words("non connu", "not known");
  const { from, until } = when;
  if (until === undefined || day(from) === day(until)) return words(`le ${day(from)}`, `on ${day(from)}`);
  return words(`du ${day(from)} au ${day(until)}`, `from ${day(from)} to ${day(until)}`);
}

function told(notice: BreachNotice): Section {
  return {
    id: `breach-${notice.number}`,
    title: words(
      `Incident ${notice.number}, connu le ${day(notice.known_at)}`,
      `Incident ${notice.number}, known on ${day(notice.known_at)}`,
    ),
    blocks: [
      table(
        [words("question", "question"), words("réponse", "answer")],
        [
          [words("ce qui s’est passé", "what happened"), notice.what],
          [words("quand", "when"), happened(notice)],
          [words("quelles données", "which data"), notice.data],
          [words("conséquences possibles", "possible consequences"), notice.consequences],
          [words("ce qui a été fait", "what was done"), notice.measures],
          [words("ce que vous pouvez faire", "what you can do"), notice.advice],
        ],
      ),
    ],
  };
}

/** The operator's log of every breach (GDPR art. 33(5)), public ones and others: never published, for it may hold numbers of people. */
export function breachLog(facts: Facts, entries: readonly BreachEntry[]): Document {
  const { name } = facts.commons;
  return {
    id: "breach-log",
    title: words(`Journal des violations : ${name.fr}`, `Log of breaches: ${name.en}`),
    lead: [
      text(
        "Pour l’opérateur et l’autorité de contrôle (RGPD, article 33, paragraphe 5). Ne pas publier.",
        "For the operator and the supervisory authority (GDPR article 33(5)). Do not publish.",
      ),
      ...(entries.length === 0 ? [text("Aucune violation n’est inscrite.", "No breach is recorded.")] : []),
    ],
    sections: entries.map((entry) => logged(entry, entries)),
  };
}

function logged(entry: BreachEntry, entries: readonly BreachEntry[]): Section {
  const { log } = entry;
  const heir = entries.find(({ replaces }) => replaces === entry.number);
  const count = (value: number | undefined): Words => (value === undefined ? NOT_STATED : same(value));
  const section = told(entry);
  return {
    ...section,
    blocks: [
      ...section.blocks,
      table(
        [words("pour l’autorité", "for the authority"), words("réponse", "answer")],
        [
          [words("inscrit le", "recorded"), same(entry.recorded_at)],
          [words("connu le", "known"), same(entry.known_at)],
          [words("dit au public", "told to the public"), entry.public ? words("oui", "yes") : words("non", "no")],
          [words("personnes, environ", "people, about"), count(log.people)],
          [words("enregistrements, environ", "records, about"), count(log.records)],
          [words("autorité informée", "authority notified"), notified(entry)],
          [words("motif d’absence ou de retard", "why not, or why late"), stated(log.reason)],
          [words("notes", "notes"), stated(log.notes)],
          ...(entry.replaces === undefined ? [] : [[words("remplace", "replaces"), same(entry.replaces)]]),
          ...(heir === undefined ? [] : [[words("remplacé par", "replaced by"), same(heir.number)]]),
        ],
      ),
    ],
  };
}

/** When the authority was told, and after how many hours. */
function notified({ known_at, log: { authority_notified_at: at } }: BreachEntry): Words {
  if (at === undefined) return NOT_STATED;
  const hours = Math.ceil((Date.parse(at) - Date.parse(known_at)) / 3_600_000);
  const late = hours > HOURS;
  return words(
    `${at} (après ${hours} h${late ? ` ; plus de ${HOURS} h` : ""})`,
    `${at} (after ${hours} h${late ? `; more than ${HOURS} h` : ""})`,
  );
}
