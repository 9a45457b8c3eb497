import { type Document, list, type Point, same, text, type Words, words } from "./document.ts";
import type { Facts } from "./facts.ts";
import { fullNotice } from "./notice-sections.ts";
import { partnersPoint } from "./partners.ts";
import {
  around,
  backupsOf,
  joined,
  monthsSaid,
  number,
  purposesOf,
  stated,
  statedList,
  together,
  topicsOf,
  yearsSaid,
} from "./sayings.ts";
import { tokenPoint } from "./tokens.ts";

/** The first layer of the notice: one screen, before any question is asked (GDPR art. 12 and 13). */
export function noticePoints(facts: Facts): readonly Point[] {
  const { operator, protection, retention_months, minimum_age, authority, leaf } = facts;
  const point = (id: string, label: Words, said: Words): Point => ({ id, label, text: said });
  const life = protection.lifetime.map(({ years, epsilon }) => {
    const [said, { fr, en }] = [yearsSaid(years), number(epsilon)];
    return words(`${fr} sur ${said.fr}`, `${en} over ${said.en}`);
  });
  return [
    point(
      "who",
      words("Qui", "Who"),
      together(
        stated(operator.controller?.name),
        around("délégué à la protection des données : …", "data protection officer: …", stated(operator.dpo)),
      ),
    ),
    point(
      "what",
      words("Quoi", "What"),
      words(
        `vos relevés par mois ou par an (${topicsOf(facts).fr}), votre ${leaf.fr}, et ce que vous voulez bien dire du logement. Ni nom, ni adresse, ni numéro de compteur.`,
        `your monthly or yearly readings (${topicsOf(facts).en}), your ${leaf.en}, and what you care to say of your home. No name, no address, no meter number.`,
      ),
    ),
    point(
      "why",
      words("Pourquoi", "Why"),
      around(
        "publier des statistiques protégées, ouvertes à tous. Intérêt général : …",
        "to publish protected statistics, open to all. General interest: …",
        joined(purposesOf(facts)),
      ),
    ),
    point(
      "basis",
      words("Votre accord", "Your consent"),
      words(
        "il se retire à tout moment, aussi simplement qu’il se donne. Personne n’est payé, rien n’est vendu.",
        "it can be taken back at any time, as simply as it is given. Nobody is paid, nothing is sold.",
      ),
    ),
    point(
      "how-long",
      words("Combien de temps", "How long"),
      together(around("… au plus", "… at most", monthsSaid(retention_months)), backupsOf(facts)),
    ),
    point(
      "rights",
      words("Vos droits, avec votre clé de contribution", "Your rights, with your contribution key"),
      words(
        "voir, corriger, télécharger, suspendre, vous opposer, retirer. Une clé perdue ne se remplace pas.",
        "see, correct, download, pause, object, withdraw. A lost key cannot be replaced.",
      ),
    ),
    point(
      "no-recall",
      words("Ce qui reste", "What stays"),
      words(
        "les statistiques déjà publiées ne peuvent pas être rappelées ; elles sont faites pour qu’on ne remonte pas à votre foyer. Un retrait laisse aussi quelques empreintes, sans relevé (section 5).",
        "statistics already published cannot be recalled; they are made not to lead back to your household. A withdrawal leaves a few fingerprints as well, without readings (section 5).",
      ),
    ),
    point(
      "others",
      words("Votre foyer", "Your household"),
      words(
        "vos relevés parlent aussi des autres personnes qui y vivent : dites-leur avant de contribuer.",
        "your readings speak of the other people who live there too: tell them before you contribute.",
      ),
    ),
    point(
      "protection",
      words("Protection", "Protection"),
      words(
        `au moins ${protection.k} foyers par chiffre, et un flou aléatoire ; ε ≤ ${life.map(({ fr }) => fr).join(", ")} (plus ε est petit, plus c’est sûr).`,
        `at least ${protection.k} households a figure, and random noise; ε ≤ ${life.map(({ en }) => en).join(", ")} (the smaller ε, the safer).`,
      ),
    ),
    point("processors", words("Sous-traitants", "Processors"), statedList(operator.processors)),
    ...partnersPoint(facts),
    ...tokenPoint(facts),
    point(
      "minors",
      words("Mineurs", "Minors"),
      words(
        `avant ${minimum_age} ans, avec l’accord d’un parent ou tuteur.`,
        `under ${minimum_age}, with the consent of a parent or guardian.`,
      ),
    ),
    point("complaint", words("Réclamation", "Complaint"), same(authority.name)),
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
