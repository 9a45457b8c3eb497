import { list, type Section, same, table, text, type Words, words } from "./document.ts";
import type { Facts } from "./facts.ts";
import { assessmentOf, isApproved } from "./register.ts";
import { around, stated } from "./sayings.ts";

/** What is left to be done before an impact assessment is one, and who approved it. */
export function validation(facts: Facts, today: string): Section {
  const state = (isDone: boolean): Words => (isDone ? words("déclaré", "stated") : words("à faire", "to be done"));
  const done = (value: unknown): Words => state(value !== null);
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
          ...(facts.partners === null
            ? []
            : [
                [
                  words("nommer les organismes partenaires", "name the partner organisations"),
                  done(facts.partners.organisations),
                ],
              ]),
          ...(facts.eligibility === null
            ? []
            : [[words("dire qui répond de l’émetteur", "say who answers for the issuer"), done(facts.eligibility.run_by)]]),
          [words("approuver cette analyse", "approve this assessment"), state(isApproved(facts, today))],
        ],
      ),
      { kind: "text", text: assessmentOf(facts, today) },
      text(
        "Avis du délégué (art. 35, par. 2) et des personnes concernées (par. 9) : à joindre par l’opérateur ; le logiciel ne les connaît pas.",
        "Advice of the data protection officer (art. 35(2)) and views of the people concerned (35(9)): to be attached by the operator; the software does not know them.",
      ),
      { kind: "text", text: around("Contact : ….", "Contact: ….", stated(operator.contact)) },
      list(same("https://www.cnil.fr/fr/outil-pia-telechargez-et-installez-le-logiciel-de-la-cnil")),
    ],
  };
}
