import { type Document, list, text, type Words, words } from "./document.ts";
import type { Facts } from "./facts.ts";
import { fullNotice } from "./notice-sections.ts";
import {
  around,
  attributesOf,
  authorityOf,
  backupsOf,
  controllerOf,
  joined,
  number,
  purposesOf,
  stated,
  statedList,
  topicsOf,
} from "./sayings.ts";

/** One line of the first layer: what it is about, and what there is to know. */
export interface Point {
  readonly id: string;
  readonly label: Words;
  readonly text: Words;
}

/** The first layer of the notice: one screen, before any question is asked (GDPR art. 12 and 13). */
export function noticePoints(facts: Facts): readonly Point[] {
  const { operator, protection, retention_months, minimum_age } = facts;
  const point = (id: string, label: Words, said: Words): Point => ({ id, label, text: said });
  const life = protection.lifetime.map(({ years, epsilon }) => {
    const { fr, en } = number(epsilon);
    return words(`${fr} sur ${years} an${years > 1 ? "s" : ""}`, `${en} over ${years} year${years > 1 ? "s" : ""}`);
  });
  return [
    point(
      "who",
      words("Qui", "Who"),
      joinedSentences([
        controllerOf(facts),
        around("contact : …", "contact: …", stated(operator.contact)),
        around("délégué à la protection des données : …", "data protection officer: …", stated(operator.dpo)),
      ]),
    ),
    point(
      "what",
      words("Quoi", "What"),
      words(
        `vos relevés par mois ou par an (${topicsOf(facts).fr}), votre ${facts.leaf.fr} et, si vous le voulez : ${attributesOf(facts).fr}. Ni nom, ni adresse, ni numéro de compteur.`,
        `your monthly or yearly readings (${topicsOf(facts).en}), your ${facts.leaf.en} and, if you wish: ${attributesOf(facts).en}. No name, no address, no meter number.`,
      ),
    ),
    point(
      "why",
      words("Pourquoi", "Why"),
      around(
        "publier des statistiques protégées, ouvertes à tous, par secteur et par type de foyer. Finalités d’intérêt général : …",
        "to publish protected statistics, open to all, by area and by kind of household. Purposes of general interest: …",
        joined(purposesOf(facts)),
      ),
    ),
    point(
      "basis",
      words("Votre accord", "Your consent"),
      words(
        "rien n’est fait sans lui ; vous le retirez quand vous voulez, aussi simplement que vous l’avez donné. Personne n’est payé, rien n’est vendu.",
        "nothing is done without it; you take it back whenever you like, as simply as you gave it. Nobody is paid, nothing is sold.",
      ),
    ),
    point(
      "how-long",
      words("Combien de temps", "How long"),
      joinedSentences([
        words(
          `votre contribution est effacée au plus tard ${retention_months} mois après sa réception`,
          `your contribution is erased ${retention_months} months after it was received, at the latest`,
        ),
        backupsOf(facts),
      ]),
    ),
    point(
      "rights",
      words("Vos droits", "Your rights"),
      words(
        "avec votre clé de contribution, et rien d’autre : voir, corriger, télécharger, suspendre, vous opposer, retirer. Une clé perdue ne peut pas être remplacée.",
        "with your contribution key and nothing else: see, correct, download, pause, object, withdraw. A lost key cannot be replaced.",
      ),
    ),
    point(
      "no-recall",
      words("Ce qui ne s’efface pas", "What stays"),
      words(
        "les statistiques déjà publiées ne peuvent pas être rappelées ; elles sont faites pour qu’on ne remonte pas d’elles à votre foyer.",
        "statistics already published cannot be recalled; they are made so that they do not lead back to your household.",
      ),
    ),
    point(
      "others",
      words("Les autres personnes de votre foyer", "The others in your household"),
      words(
        "vos relevés parlent aussi d’elles (présence, habitudes). Dites-leur avant de contribuer.",
        "your readings speak of them too (presence, habits). Tell them before you contribute.",
      ),
    ),
    point(
      "protection",
      words("La protection en chiffres", "The protection in figures"),
      words(
        `au moins ${protection.k} foyers derrière chaque chiffre ; un flou aléatoire sur chacun ; budget de confidentialité ε d’au plus ${life.map(({ fr }) => fr).join(", ")} (plus il est petit, plus la protection est forte).`,
        `at least ${protection.k} households behind each figure; random noise on each; a privacy budget ε of at most ${life.map(({ en }) => en).join(", ")} (the smaller, the stronger the protection).`,
      ),
    ),
    point(
      "processors",
      words("Qui d’autre y a accès", "Who else has access"),
      around("sous-traitants : …", "processors: …", statedList(operator.processors)),
    ),
    point(
      "minors",
      words("Mineurs", "Minors"),
      words(
        `avant ${minimum_age} ans, un parent ou tuteur donne son accord pour vous.`,
        `under ${minimum_age}, a parent or guardian consents for you.`,
      ),
    ),
    point("complaint", words("Réclamation", "Complaint"), authorityOf(facts)),
  ];
}

/** The layered notice: the first layer, then everything. */
export function notice(facts: Facts): Document {
  const { name, sample } = facts.commons;
  const made = text(
    "Ceci est un commun de démonstration : ses foyers sont inventés. N’y envoyez pas de vraies données.",
    "This is a demonstration commons: its households are made up. Do not send real data to it.",
  );
  return {
    id: "notice",
    title: words(`${name.fr} : ce que devient votre contribution`, `${name.en}: what becomes of your contribution`),
    lead: [
      ...(sample ? [made] : []),
      list(...noticePoints(facts).map(({ label, text: said }) => words(`${label.fr} : ${said.fr}`, `${label.en}: ${said.en}`))),
    ],
    sections: fullNotice(facts),
  };
}

function joinedSentences(all: readonly Words[]): Words {
  return words(all.map(({ fr }) => fr).join(" ; "), all.map(({ en }) => en).join("; "));
}
