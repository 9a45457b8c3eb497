import { type Document, list, table, text, type Words, words } from "./document.ts";
import type { Facts } from "./facts.ts";
import { remains } from "./keeping.ts";
import { isSentFor, partnersRegister } from "./partners.ts";
import {
  around,
  attributesOf,
  authorityOf,
  backupsOf,
  controllerOf,
  hostingOf,
  joined,
  measuresOf,
  monthsSaid,
  purposesOf,
  stated,
  statedList,
} from "./sayings.ts";
import { SECURITY } from "./security.ts";
import { tokenRegister } from "./tokens.ts";

/**
 * The operator's record of processing activities (GDPR art. 30(1)): one activity, the commons.
 *
 * @param today `YYYY-MM-DD`: an approval that is stated for a later day has not been given
 */
export function register(facts: Facts, today: string): Document {
  const { operator, retention_months, protection, commons } = facts;
  const kept = monthsSaid(retention_months);
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
          isSentFor(facts)
            ? text(
                "Source : les contributeurs, ou un organisme partenaire qui envoie pour eux (voir d).",
                "Source: contributors, or a partner organisation that sends for them (see d).",
              )
            : text("Source : les contributeurs.", "Source: contributors."),
          list(
            ...measuresOf(facts),
            facts.leaf,
            attributesOf(facts),
            words(
              "date du consentement, majorité ou accord d’un parent, mois de réception",
              "date of consent, of age or a parent’s consent, month of receipt",
            ),
            fingerprints(facts),
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
              ...partnersRegister(facts),
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
              `contributions : ${kept.fr} à compter du mois de réception, au plus ; si la durée a changé depuis, la plus courte`,
              `contributions: ${kept.en} from the month of receipt, at most; if it was another since, the shortest`,
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
          text(
            "Sans limite, après un retrait, une correction ou l’échéance (aucun relevé) :",
            "Without limit, after a withdrawal, a correction or the end of retention (no readings):",
          ),
          list(...remains(facts)),
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
            "Ce qui relève de l’opérateur et que le logiciel ne connaît pas (chiffrement des disques, accès aux machines, personnel, sauvegardes du dossier et, à part, de la clé) est à ajouter ici.",
            "What is the operator’s and unknown to the software (disk encryption, access to machines, staff, backups of the home and, apart, of the key) is to be added here.",
          ),
        ],
      },
      ...tokenRegister(facts),
      {
        id: "assessment",
        title: words("Analyse d’impact", "Impact assessment"),
        blocks: [{ kind: "text", text: assessmentOf(facts, today) }],
      },
    ],
  };
}

/** What is held beside the sealed rows, and stays when these go. */
function fingerprints(facts: Facts): Words {
  const kinds = [
    words("identifiants de requêtes", "request identifiers"),
    words("lignes de fichiers", "lines of files"),
    ...(isSentFor(facts) ? [words("pseudonymes d’organismes", "organisations’ pseudonyms")] : []),
    ...(facts.eligibility === null ? [] : [words("jetons utilisés", "used tokens")]),
  ];
  return around("empreintes à clé : …, là où il y en a", "keyed fingerprints: …, where there are any", joined(kinds));
}

/** Is the impact assessment approved? What is stated for a later day is not, as the service has it that then takes nothing. */
export function isApproved({ operator: { impact_assessment } }: Facts, today: string): boolean {
  return impact_assessment !== null && impact_assessment.approved_at <= today;
}

/** Who approved the impact assessment, and when; or that nobody has. */
export function assessmentOf(facts: Facts, today: string): Words {
  const { impact_assessment } = facts.operator;
  if (impact_assessment === null) {
    return words("Approbation : non précisé par l’opérateur.", "Approval: not stated by the operator.");
  }
  const { approved_at, by } = impact_assessment;
  if (!isApproved(facts, today)) {
    return words(
      `Non approuvée le ${today} : les réglages annoncent une approbation par ${by} le ${approved_at}, qui n’a pas eu lieu. D’ici là, l’analyse est à approuver.`,
      `Not approved on ${today}: the settings announce an approval by ${by} on ${approved_at}, which has not taken place. Until then the assessment is to be approved.`,
    );
  }
  return words(`Approuvée le ${approved_at} par ${by}.`, `Approved on ${approved_at} by ${by}.`);
}
