import { type Document, list, table, text, type Words, words } from "./document.ts";
import type { Facts } from "./facts.ts";
import {
  attributesOf,
  authorityOf,
  backupsOf,
  controllerOf,
  hostingOf,
  measuresOf,
  purposesOf,
  stated,
  statedList,
} from "./sayings.ts";
import { SECURITY } from "./security.ts";

/** The operator's record of processing activities (GDPR art. 30(1)): one activity, the commons. */
export function register(facts: Facts): Document {
  const { operator, retention_months, protection, commons } = facts;
  const row = (fr: string, en: string, said: Words) => [words(fr, en), said];
  return {
    id: "register",
    title: words(
      `Registre des activités de traitement : ${commons.name.fr}`,
      `Record of processing activities: ${commons.name.en}`,
    ),
    lead: [
      text(
        "Établi selon l’article 30, paragraphe 1, du RGPD, à partir des réglages du commun. Il décrit une activité : recueillir des contributions de foyers et en publier des statistiques protégées.",
        "Made after GDPR article 30(1), from the settings of the commons. It describes one activity: to take contributions of households and to publish protected statistics from them.",
      ),
    ],
    sections: [
      {
        id: "parties",
        title: words("Responsable et contacts (a)", "Controller and contacts (a)"),
        blocks: [
          table(
            [words("rôle", "role"), words("qui", "who")],
            [
              row("responsable du traitement", "controller", controllerOf(facts)),
              row("contact", "contact", stated(operator.contact)),
              row("délégué à la protection des données", "data protection officer", stated(operator.dpo)),
              row("autorité de contrôle", "supervisory authority", authorityOf(facts)),
            ],
          ),
        ],
      },
      {
        id: "purposes",
        title: words("Finalités et base juridique (b)", "Purposes and legal basis (b)"),
        blocks: [
          text(
            "Calculer et publier des statistiques protégées par secteur et par type de foyer ; tenir les droits des contributeurs. Finalités d’intérêt général déclarées :",
            "To compute and publish protected statistics by area and by kind of household; to serve the rights of contributors. Purposes of general interest stated:",
          ),
          list(...purposesOf(facts)),
          text("Base : le consentement (article 6, paragraphe 1, a).", "Basis: consent (article 6(1)(a))."),
        ],
      },
      {
        id: "categories",
        title: words("Personnes et données (c)", "People and data (c)"),
        blocks: [
          text(
            "Personnes : les contributeurs ; indirectement, les autres membres de leur foyer. Aucune donnée sensible au sens de l’article 9 n’est demandée.",
            "People: contributors; indirectly, the other members of their households. No special category of article 9 is asked for.",
          ),
          list(
            ...measuresOf(facts),
            facts.leaf,
            attributesOf(facts),
            words(
              "date du consentement, majorité ou accord d’un parent, mois de réception",
              "date of consent, of age or a parent’s consent, month of receipt",
            ),
          ),
        ],
      },
      {
        id: "recipients",
        title: words("Destinataires (d) et transferts (e)", "Recipients (d) and transfers (e)"),
        blocks: [
          table(
            [words("question", "question"), words("réponse", "answer")],
            [
              row("sous-traitants", "processors", statedList(operator.processors)),
              row("hébergement", "hosting", hostingOf(facts)),
              row("transferts hors de l’UE", "transfers outside the EU", statedList(operator.transfers)),
              row(
                "public",
                "public",
                words(
                  "statistiques protégées seulement, jamais une contribution",
                  "protected statistics only, never a contribution",
                ),
              ),
            ],
          ),
        ],
      },
      {
        id: "time-limits",
        title: words("Délais d’effacement (f)", "Time limits for erasure (f)"),
        blocks: [
          list(
            words(
              `contributions : ${retention_months} mois après le mois de réception, au plus`,
              `contributions: ${retention_months} months after the month of receipt, at most`,
            ),
            words(
              "consentement en vigueur : tant qu’une contribution du même foyer est gardée",
              "the consent in force: as long as a contribution of the same household is kept",
            ),
            words("retrait : clé et lignes détruites aussitôt", "withdrawal: key and rows destroyed at once"),
            backupsOf(facts),
            words(
              "publications et journal du budget : sans limite (statistiques anonymisées)",
              "releases and privacy ledger: no limit (anonymised statistics)",
            ),
          ),
        ],
      },
      {
        id: "security",
        title: words("Mesures de sécurité (g)", "Security measures (g)"),
        blocks: [
          list(
            ...SECURITY,
            words(
              `k = ${protection.k} foyers au moins et un bruit calibré avant toute publication`,
              `k = ${protection.k} households at least and calibrated noise before anything is published`,
            ),
          ),
          text(
            "Ce qui relève de l’opérateur et que le logiciel ne connaît pas (chiffrement des disques, accès aux machines, personnel) est à ajouter ici.",
            "What is the operator’s and unknown to the software (disk encryption, access to machines, staff) is to be added here.",
          ),
        ],
      },
      {
        id: "assessment",
        title: words("Analyse d’impact", "Impact assessment"),
        blocks: [{ kind: "text", text: assessmentOf(facts) }],
      },
    ],
  };
}

/** Who approved the impact assessment, and when. */
export function assessmentOf({ operator: { impact_assessment } }: Facts): Words {
  if (impact_assessment === null) {
    return words("Approbation : non précisé par l’opérateur.", "Approval: not stated by the operator.");
  }
  const { approved_at, by } = impact_assessment;
  return words(`Approuvée le ${approved_at} par ${by}.`, `Approved on ${approved_at} by ${by}.`);
}
