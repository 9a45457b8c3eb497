import { type Document, list, type Section, same, table, text, type Words, words } from "./document.ts";
import type { Facts } from "./facts.ts";
import { type History, publicationsTable, spentTable } from "./history.ts";
import { riskSections } from "./impact-risks.ts";
import { assessmentOf } from "./register.ts";
import {
  around,
  attributesOf,
  backupsOf,
  controllerOf,
  hostingOf,
  measuresOf,
  number,
  purposesOf,
  stated,
  statedList,
} from "./sayings.ts";

/**
 * A pack for the operator's data protection impact assessment (GDPR art. 35), in the parts of the CNIL's method: context,
 * fundamental principles, risks, validation. It brings what software, settings and ledger know; what is for people to
 * judge is left to them, and said to be.
 */
export function impactAssessment(facts: Facts, history: History): Document {
  const { name } = facts.commons;
  return {
    id: "impact-assessment",
    title: words(`Analyse d’impact (dossier) : ${name.fr}`, `Impact assessment (pack): ${name.en}`),
    lead: [
      text(
        "Suit la méthode PIA de la CNIL. Les cotations sont des propositions ; l’opérateur les juge, les complète et les approuve.",
        "Follows the PIA method of the CNIL. Ratings are proposals; the operator judges, completes and approves them.",
      ),
      { kind: "text", text: assessmentOf(facts) },
    ],
    sections: [
      context(facts),
      dataAndSupports(facts),
      proportionality(facts),
      peopleRights(facts),
      ...riskSections(facts),
      {
        id: "publications",
        title: words("Ce qui a été publié et dépensé", "What was published and spent"),
        blocks: [publicationsTable(history), spentTable(history)],
      },
      validation(facts),
    ],
  };
}

function pairs(...rows: readonly (readonly [fr: string, en: string, said: Words])[]) {
  return table(
    [words("point", "point"), words("constat", "finding")],
    rows.map(([fr, en, said]) => [words(fr, en), said]),
  );
}

function context(facts: Facts): Section {
  const { operator } = facts;
  return {
    id: "context",
    title: words("1.1 Contexte : vue d’ensemble", "1.1 Context: overview"),
    blocks: [
      pairs(
        [
          "traitement",
          "processing",
          words(
            "commun de données de foyers, publié en statistiques protégées",
            "a commons of households’ data, published as protected statistics",
          ),
        ],
        ["territoire", "territory", facts.territory.name],
        ["responsable", "controller", controllerOf(facts)],
        ["délégué", "data protection officer", stated(operator.dpo)],
        ["sous-traitants", "processors", statedList(operator.processors)],
        ["hébergement", "hosting", hostingOf(facts)],
        [
          "référentiels",
          "standards",
          words(
            "RGPD ; lignes directrices sur le consentement et sur l’anonymisation (WP29 05/2014) ; ISO/IEC TS 27560",
            "GDPR; guidelines on consent and on anonymisation (WP29 05/2014); ISO/IEC TS 27560",
          ),
        ],
      ),
      text("Finalités d’intérêt général :", "Purposes of general interest:"),
      list(...purposesOf(facts)),
    ],
  };
}

function dataAndSupports(facts: Facts): Section {
  return {
    id: "data",
    title: words("1.2 Contexte : données, processus, supports", "1.2 Context: data, processes, supporting assets"),
    blocks: [
      list(...measuresOf(facts), facts.leaf, attributesOf(facts)),
      list(
        words("recueil : navigateur du contributeur, service d’entrée", "collection: the contributor’s browser, the intake"),
        words(
          "conservation : coffre scellé (SQLite), clé de l’opérateur hors du dossier",
          "storage: sealed vault (SQLite), the operator’s key outside the home",
        ),
        words("calcul : base en mémoire, close avec chaque calcul", "computation: a database in memory, closed with each run"),
        words("publication : fichiers figés, servis sans le coffre", "publication: frozen files, served without the vault"),
        words("effacement : à l’échéance, ou au retrait", "erasure: at the end of retention, or on withdrawal"),
      ),
    ],
  };
}

function proportionality(facts: Facts): Section {
  const { retention_months, protection } = facts;
  const { fr, en } = number(protection.epsilon);
  return {
    id: "principles",
    title: words("2.1 Principes : proportionnalité et nécessité", "2.1 Principles: proportionality and necessity"),
    blocks: [
      pairs(
        [
          "finalités déterminées",
          "specified purposes",
          words("une finalité technique, et celles ci-dessus", "one technical purpose, and those above"),
        ],
        [
          "base",
          "basis",
          words(
            "consentement par thème, daté, retirable avec la clé seule",
            "consent by topic, dated, withdrawn with the key alone",
          ),
        ],
        [
          "minimisation",
          "minimisation",
          words(
            "un nombre par mois ou par an ; rien qu’aucune mesure n’utilise ; ni nom, ni adresse, ni identifiant de compteur",
            "one number a month or a year; nothing that no measure uses; no name, address or meter identifier",
          ),
        ],
        [
          "exactitude",
          "accuracy",
          words(
            "corrections avec la clé ; marge affichée pour chaque chiffre",
            "corrections with the key; a margin shown for each figure",
          ),
        ],
        [
          "conservation",
          "storage limitation",
          words(
            `${retention_months} mois au plus après réception ; le consentement en vigueur, tant qu’il reste un envoi`,
            `${retention_months} months at most after receipt; the consent in force, as long as anything sent is left`,
          ),
        ],
        ["sauvegardes", "backups", backupsOf(facts)],
        [
          "anonymisation",
          "anonymisation",
          words(
            `au moins ${protection.k} foyers par chiffre ; ε ≤ ${fr} par foyer et par an, toutes mesures ensemble`,
            `at least ${protection.k} households a figure; ε ≤ ${en} a household and year, all measures together`,
          ),
        ],
      ),
    ],
  };
}

function peopleRights(facts: Facts): Section {
  return {
    id: "rights",
    title: words("2.2 Principes : droits des personnes", "2.2 Principles: rights of people"),
    blocks: [
      pairs(
        [
          "information",
          "information",
          words(
            "notice à deux niveaux, en français et en anglais, avant tout recueil",
            "a notice in two layers, in French and English, before anything is collected",
          ),
        ],
        [
          "consentement",
          "consent",
          words("preuve remise avec la clé (ISO/IEC TS 27560, DPV)", "a record given with the key (ISO/IEC TS 27560, DPV)"),
        ],
        ["accès, portabilité", "access, portability", words("avec la clé de contribution", "with the contribution key")],
        [
          "rectification, effacement",
          "rectification, erasure",
          words(
            "avec la clé de contribution ; effet à la publication suivante",
            "with the contribution key; effective with the next publication",
          ),
        ],
        [
          "limitation, opposition",
          "restriction, objection",
          words("suspendre, ou exclure un thème", "pause, or leave a topic out"),
        ],
        [
          "mineurs",
          "minors",
          words(
            `accord d’un parent ou tuteur avant ${facts.minimum_age} ans, ou refus`,
            `a parent’s or guardian’s consent under ${facts.minimum_age}, or refusal`,
          ),
        ],
        ["transferts", "transfers", statedList(facts.operator.transfers)],
        ["sous-traitance (art. 28)", "processors (art. 28)", statedList(facts.operator.processors)],
      ),
    ],
  };
}

function validation(facts: Facts): Section {
  const done = (value: unknown): Words => (value === null ? words("à faire", "to be done") : words("déclaré", "stated"));
  const { operator } = facts;
  return {
    id: "validation",
    title: words("4. Validation et plan d’action", "4. Validation and action plan"),
    blocks: [
      table(
        [words("action", "action"), words("état dans les réglages", "state in the settings")],
        [
          [words("nommer le responsable du traitement", "name the controller"), done(operator.controller)],
          [words("désigner un délégué à la protection des données", "appoint a data protection officer"), done(operator.dpo)],
          [
            words(
              "lister les sous-traitants et signer leurs contrats (art. 28)",
              "list processors and sign their contracts (art. 28)",
            ),
            done(operator.processors),
          ],
          [words("dire où le coffre est hébergé", "say where the vault is hosted"), done(operator.hosting)],
          [
            words("dire s’il y a des transferts hors de l’UE", "say whether there are transfers outside the EU"),
            done(operator.transfers),
          ],
          [words("fixer la durée des sauvegardes", "fix how long backups are kept"), done(operator.backup_days)],
          [words("dire les finalités d’intérêt général", "state the purposes of general interest"), done(operator.purposes)],
          [words("approuver cette analyse", "approve this assessment"), done(operator.impact_assessment)],
        ],
      ),
      { kind: "text", text: assessmentOf(facts) },
      text(
        "Avis du délégué (art. 35, par. 2) et des personnes concernées (par. 9) : à joindre par l’opérateur ; le logiciel ne les connaît pas.",
        "Advice of the data protection officer (art. 35(2)) and views of the people concerned (35(9)): to be attached by the operator; the software does not know them.",
      ),
      { kind: "text", text: around("Contact : ….", "Contact: ….", stated(operator.contact)) },
      list(same("https://www.cnil.fr/fr/outil-pia-telechargez-et-installez-le-logiciel-de-la-cnil")),
    ],
  };
}
