import { type Document, list, type Section, same, table, text, type Words, words } from "./document.ts";
import type { Facts } from "./facts.ts";
import { type History, publicationsTable, spentTable } from "./history.ts";
import {
  attributesOf,
  authorityOf,
  controllerOf,
  hostingOf,
  joined,
  measuresOf,
  NOT_STATED,
  purposesOf,
  stated,
  statedList,
} from "./sayings.ts";

/**
 * A pack for the register of data altruism organisations (Data Governance Act, Regulation (EU) 2022/868, articles 18 to
 * 21): application, records of use, yearly transparency report. What the operator alone knows is said not to be stated.
 */
export function dataAltruism(facts: Facts, history: History): Document {
  const { name } = facts.commons;
  return {
    id: "data-altruism",
    title: words(`Altruisme des données (dossier) : ${name.fr}`, `Data altruism (pack): ${name.en}`),
    lead: [
      text(
        "Suit le règlement (UE) 2022/868 sur la gouvernance des données, articles 18 à 21. En France, la CNIL tient le registre. Ce dossier n’est pas un enregistrement.",
        "Follows Regulation (EU) 2022/868 on data governance, articles 18 to 21. In France the CNIL keeps the register. This pack is not a registration.",
      ),
    ],
    sections: [requirements(facts), application(facts), records(), report(facts, history), safeguards(facts)],
  };
}

function profit({ operator: { controller } }: Facts): Words {
  const value = controller?.not_for_profit;
  if (value === undefined) return NOT_STATED;
  return value
    ? words("déclaré sans but lucratif", "stated to be not-for-profit")
    : words("déclaré à but lucratif", "stated to be for profit");
}

function requirements(facts: Facts): Section {
  return {
    id: "requirements",
    title: words("Conditions de l’enregistrement (art. 18)", "Requirements for registration (art. 18)"),
    blocks: [
      table(
        [words("condition", "requirement"), words("constat", "finding")],
        [
          [
            words("a) activités d’altruisme des données", "(a) data altruism activities"),
            words(
              "contributions volontaires, sans contrepartie, pour des statistiques ouvertes",
              "voluntary contributions, without reward, for open statistics",
            ),
          ],
          [words("b) personne morale, intérêt général", "(b) legal person, general interest"), controllerOf(facts)],
          [words("c) sans but lucratif, indépendance", "(c) not-for-profit, independence"), profit(facts)],
          [words("d) structure fonctionnellement séparée", "(d) functionally separate structure"), NOT_STATED],
          [words("e) code de conduite (art. 22)", "(e) rulebook (art. 22)"), NOT_STATED],
        ],
      ),
    ],
  };
}

function application(facts: Facts): Section {
  const { operator } = facts;
  const { controller } = operator;
  return {
    id: "application",
    title: words("Demande d’enregistrement (art. 19, par. 4)", "Application for registration (art. 19(4))"),
    blocks: [
      table(
        [words("point", "point"), words("réponse", "answer")],
        [
          [words("nom", "name"), stated(controller?.name)],
          [words("numéro d’enregistrement", "registration number"), stated(controller?.registration)],
          [words("adresse", "address"), stated(controller?.address)],
          [words("contact", "contact"), stated(operator.contact)],
          [words("statuts", "statutes"), NOT_STATED],
          [words("sources de revenus", "sources of income"), NOT_STATED],
          [words("autorité", "authority"), authorityOf(facts)],
          [words("nature des données", "nature of the data"), joined([...measuresOf(facts), facts.leaf, attributesOf(facts)])],
        ],
      ),
      text("Objectifs d’intérêt général :", "Objectives of general interest:"),
      list(...purposesOf(facts)),
    ],
  };
}

function records(): Section {
  return {
    id: "records",
    title: words("Registre des utilisations (art. 20, par. 1)", "Records of use (art. 20(1))"),
    blocks: [
      text(
        "Personne ne reçoit les contributions : les utilisateurs lisent des statistiques protégées, libres d’accès et de réutilisation, sans compte ni redevance. Seul l’opérateur traite les contributions, aux jours du journal du budget ci-dessous.",
        "Nobody is given the contributions: users read protected statistics, free to see and to use again, without account or fee. The operator alone processes the contributions, on the days of the privacy ledger below.",
      ),
      table(
        [words("point", "point"), words("constat", "finding")],
        [
          [
            words("a) personnes ayant pu traiter les données", "(a) persons that could process the data"),
            words("l’opérateur et ses sous-traitants", "the operator and their processors"),
          ],
          [words("b) dates", "(b) dates"), words("voir les publications ci-dessous", "see the releases below")],
          [
            words("c) finalité", "(c) purpose"),
            words("statistiques protégées, ouvertes à tous", "protected statistics, open to all"),
          ],
          [words("d) redevances", "(d) fees"), words("aucune", "none")],
        ],
      ),
    ],
  };
}

function report(facts: Facts, history: History): Section {
  return {
    id: "report",
    title: words("Rapport annuel de transparence (art. 20, par. 2)", "Yearly transparency report (art. 20(2))"),
    blocks: [
      text("a) Activités :", "(a) Activities:"),
      publicationsTable(history),
      text("b) Objectifs d’intérêt général poursuivis :", "(b) Objectives of general interest pursued:"),
      list(...purposesOf(facts)),
      text(
        "c) Moyens techniques de protection : seuil de foyers, confidentialité différentielle, scellement ; budget dépensé, année par année :",
        "(c) Technical means of protection: threshold of households, differential privacy, sealing; budget spent, year by year:",
      ),
      spentTable(history),
      table(
        [words("point", "point"), words("réponse", "answer")],
        [
          [words("d) résultats", "(d) results"), words("les publications, librement accessibles", "the releases, open to all")],
          [words("e) revenus et dépenses", "(e) revenue and expenditure"), NOT_STATED],
        ],
      ),
    ],
  };
}

function safeguards(facts: Facts): Section {
  const { operator } = facts;
  return {
    id: "safeguards",
    title: words("Garanties pour les personnes (art. 21)", "Safeguards for people (art. 21)"),
    blocks: [
      table(
        [words("exigence", "requirement"), words("constat", "finding")],
        [
          [
            words("information préalable (par. 1)", "information beforehand (1)"),
            words("notice à deux niveaux", "a notice in two layers"),
          ],
          [words("lieu du traitement (par. 1)", "place of processing (1)"), hostingOf(facts)],
          [words("pays tiers (par. 1)", "third countries (1)"), statedList(operator.transfers)],
          [
            words("pas d’autre finalité (par. 2)", "no other purpose (2)"),
            words(
              "le consentement nomme finalité et thèmes ; ce qu’il ne couvre pas ne sert à rien",
              "the consent names purpose and topics; what it does not cover is used for nothing",
            ),
          ],
          [
            words("recueil et retrait du consentement (par. 3)", "obtaining and withdrawing consent (3)"),
            words("en ligne, avec la clé de contribution", "online, with the contribution key"),
          ],
          [words("sécurité (par. 4)", "security (4)"), words("voir le registre des traitements", "see the record of processing")],
          [
            words("incidents (par. 5)", "incidents (5)"),
            words("dits publiquement, et à chaque consultation", "told publicly, and at each view"),
          ],
          [same("RGPD / GDPR"), words("délégué : voir le registre", "data protection officer: see the record")],
        ],
      ),
    ],
  };
}
