import { type Document, list, type Section, table, text, type Words, words } from "./document.ts";
import type { Facts } from "./facts.ts";
import { type History, publicationsTable, spentTable } from "./history.ts";
import { riskSections } from "./impact-risks.ts";
import { validation } from "./impact-validation.ts";
import { remains } from "./keeping.ts";
import { isSentFor, partnersImpact } from "./partners.ts";
import { assessmentOf } from "./register.ts";
import {
  attributesOf,
  backupsOf,
  controllerOf,
  hostingOf,
  measuresOf,
  monthsSaid,
  number,
  purposesOf,
  stated,
  statedList,
  together,
} from "./sayings.ts";
import { tokenImpact } from "./tokens.ts";

/**
 * A pack for the operator's data protection impact assessment (GDPR art. 35), in the parts of the CNIL's method: context,
 * fundamental principles, risks, validation. It brings what software, settings and ledger know; what is for people to
 * judge is left to them, and said to be.
 *
 * @param today `YYYY-MM-DD`: an approval that is stated for a later day has not been given
 */
export function impactAssessment(facts: Facts, history: History, today: string): Document {
  const { name } = facts.commons;
  return {
    id: "impact-assessment",
    title: words(`Analyse d’impact (dossier) : ${name.fr}`, `Impact assessment (pack): ${name.en}`),
    lead: [
      text(
        "Suit la méthode PIA de la CNIL. Les cotations sont des propositions ; l’opérateur les juge, les complète et les approuve.",
        "Follows the PIA method of the CNIL. Ratings are proposals; the operator judges, completes and approves them.",
      ),
      { kind: "text", text: assessmentOf(facts, today) },
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
      validation(facts, today),
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
        ...(isSentFor(facts)
          ? [words("ou programme d’un organisme partenaire, service d’entrée", "or a partner organisation’s program, the intake")]
          : []),
        words(
          "conservation : coffre scellé (SQLite), clé de l’opérateur hors du dossier",
          "storage: sealed vault (SQLite), the operator’s key outside the home",
        ),
        words("calcul : base en mémoire, close avec chaque calcul", "computation: a database in memory, closed with each run"),
        words("publication : fichiers figés, servis sans le coffre", "publication: frozen files, served without the vault"),
        words("effacement : à l’échéance, ou au retrait", "erasure: at the end of retention, or on withdrawal"),
      ),
      ...[partnersImpact(facts), tokenImpact(facts)].flatMap((block) => block ?? []),
    ],
  };
}

function proportionality(facts: Facts): Section {
  const { retention_months, protection } = facts;
  const [{ fr, en }, kept] = [number(protection.epsilon), monthsSaid(retention_months)];
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
            `${kept.fr} au plus après réception, la plus courte des durées qui ont valu depuis ; le consentement en vigueur, tant qu’il reste un envoi`,
            `${kept.en} at most after receipt, the shortest of what held since; the consent in force, as long as anything sent is left`,
          ),
        ],
        ["ce qui reste sans limite", "what stays without limit", together(...remains(facts))],
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
            "notice à deux niveaux, en français et en anglais, avant tout recueil sur les pages",
            "a notice in two layers, in French and English, before anything is collected on the pages",
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
