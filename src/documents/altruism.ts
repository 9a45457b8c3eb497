import { type Document, list, type Section, same, table, text, type Words, words } from "./document.ts";
import type { Facts } from "./facts.ts";
import { type History, publicationsTable, spentTable } from "./history.ts";
import { isSentFor } from "./partners.ts";
import {
  around,
  attributesOf,
  authorityOf,
  controllerOf,
  hostingOf,
  joined,
  measuresOf,
  NOT_STATED,
  needed,
  purposesOf,
  statedList,
  TO_FILL_IN,
  together,
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
    sections: [requirements(facts), application(facts), records(facts), report(facts, history), safeguards(facts)],
  };
}

function profit({ operator: { controller } }: Facts): Words {
  const value = controller?.not_for_profit;
  if (value === undefined) return NOT_STATED;
  return value
    ? words("déclaré sans but lucratif", "stated to be not-for-profit")
    : words("déclaré à but lucratif", "stated to be for profit");
}

const row = (fr: string, en: string, said: Words) => [words(fr, en), said];

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
          [
            words("b) personne morale, intérêt général", "(b) legal person, general interest"),
            together(
              controllerOf(facts),
              around("forme juridique : …", "legal form: …", needed(facts.operator.controller?.legal_form)),
            ),
          ],
          [words("c) sans but lucratif, indépendance", "(c) not-for-profit, independence"), profit(facts)],
          [words("d) structure fonctionnellement séparée", "(d) functionally separate structure"), TO_FILL_IN],
          [words("e) code de conduite (art. 22)", "(e) rulebook (art. 22)"), TO_FILL_IN],
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
          row("a) nom", "(a) name", needed(controller?.name)),
          row("b) statut et forme juridiques", "(b) legal status and form", needed(controller?.legal_form)),
          row("b) numéro d’enregistrement", "(b) registration number", needed(controller?.registration)),
          row("c) statuts", "(c) statutes", TO_FILL_IN),
          row("d) sources de revenus", "(d) sources of income", TO_FILL_IN),
          row("e) établissement principal", "(e) main establishment", needed(controller?.address)),
          row("f) site public", "(f) public website", needed(controller?.website)),
          row("g) personnes de contact", "(g) contact persons", needed(operator.contact)),
          row("h) objectifs d’intérêt général", "(h) objectives of general interest", words("ci-dessous", "below")),
          row("i) nature des données", "(i) nature of the data", joined([...measuresOf(facts), facts.leaf, attributesOf(facts)])),
          row("j) autres pièces (art. 18)", "(j) other documents (art. 18)", TO_FILL_IN),
          row("autorité", "authority", authorityOf(facts)),
        ],
      ),
      text(
        "Le site (f) doit dire au moins ce que disent a, b, d, e et h.",
        "The website (f) must say at least what (a), (b), (d), (e) and (h) say.",
      ),
      text("h) Objectifs d’intérêt général :", "(h) Objectives of general interest:"),
      list(...purposesOf(facts)),
    ],
  };
}

/** Who can process what is held, with names and contacts: the operator, and whom the settings say to process for them. */
function processorsTable({ operator }: Facts) {
  const { controller, processors, contact, hosting } = operator;
  const reach =
    controller === null && contact === null
      ? needed(null)
      : same([controller?.address, contact].flatMap((one) => one ?? []).join(", "));
  const asStated = words("tel que déclaré dans le nom", "as stated with the name");
  return table(
    [words("personne", "person"), words("rôle", "role"), words("coordonnées", "contact details")],
    [
      [needed(controller?.name), words("opérateur", "operator"), reach],
      ...(processors === null
        ? [[NOT_STATED, words("sous-traitants", "processors"), needed(null)]]
        : processors.map((name) => [same(name), words("sous-traitant", "processor"), asStated])),
      ...(hosting === null
        ? []
        : [[same(hosting.name), words("hébergement du coffre", "where the vault is kept"), same(hosting.country)]]),
    ],
  );
}

function records(facts: Facts): Section {
  return {
    id: "records",
    title: words("Registre des utilisations (art. 20, par. 1)", "Records of use (art. 20(1))"),
    blocks: [
      text(
        "Personne ne reçoit les contributions : les utilisateurs lisent des statistiques protégées, libres d’accès et de réutilisation, sans compte ni redevance. Seuls l’opérateur et ceux qui traitent pour lui (a) ont affaire aux contributions, aux jours du journal du budget ci-dessous.",
        "Nobody is given the contributions: users read protected statistics, free to see and to use again, without account or fee. The operator, and who processes for them (a), alone handle the contributions, on the days of the privacy ledger below.",
      ),
      table(
        [words("point", "point"), words("constat", "finding")],
        [
          [
            words("a) personnes ayant pu traiter les données", "(a) persons that could process the data"),
            words("voir le tableau ci-dessous", "see the table below"),
          ],
          [words("b) dates", "(b) dates"), words("voir les publications ci-dessous", "see the releases below")],
          [
            words("c) finalité", "(c) purpose"),
            words("statistiques protégées, ouvertes à tous", "protected statistics, open to all"),
          ],
          [words("d) redevances", "(d) fees"), words("aucune", "none")],
        ],
      ),
      text("a) Personnes, et leurs coordonnées :", "(a) Persons, and their contact details:"),
      processorsTable(facts),
      ...(isSentFor(facts)
        ? [
            text(
              "Les organismes partenaires envoient ce qu’on leur a confié, et ne peuvent traiter rien de ce qui est détenu ici.",
              "Partner organisations send what was entrusted to them, and can process nothing that is held here.",
            ),
          ]
        : []),
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
        "c) Personnes qui ont pu traiter les données détenues, pour les objectifs ci-dessus (l’opérateur complète celles que les réglages ont nommées dans l’année et ne nomment plus) :",
        "(c) Persons that were allowed to process the data held, for the objectives above (the operator adds those that the settings named in the year and name no more):",
      ),
      processorsTable(facts),
      text(
        "c) Moyens techniques de protection : seuil de foyers, confidentialité différentielle, scellement ; budget dépensé, année par année :",
        "(c) Technical means of protection: threshold of households, differential privacy, sealing; budget spent, year by year:",
      ),
      spentTable(history),
      table(
        [words("point", "point"), words("réponse", "answer")],
        [
          [words("d) résultats", "(d) results"), words("les publications, librement accessibles", "the releases, open to all")],
          [words("e) revenus et dépenses", "(e) revenue and expenditure"), TO_FILL_IN],
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
            isSentFor(facts)
              ? words(
                  "en ligne, avec la clé de contribution ; de ce qu’un organisme a envoyé, par lui ou par l’opérateur",
                  "online, with the contribution key; of what an organisation sent, through it or the operator",
                )
              : words("en ligne, avec la clé de contribution", "online, with the contribution key"),
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
