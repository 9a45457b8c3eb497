import { list, type Section, text, words } from "./document.ts";
import type { Facts } from "./facts.ts";
import { partnersRisks } from "./partners.ts";
import { tokenRisks } from "./tokens.ts";

/** From the threat model: what the measures do not stop. */
export function residual(facts: Facts): Section {
  return {
    id: "residual",
    title: words("3.6 Risques résiduels, dits sans détour", "3.6 Residual risks, said plainly"),
    blocks: [
      list(
        words(
          "l’opérateur du coffre peut tout lire avec la clé : le droit et le contrôle le lient, pas les mathématiques",
          "the operator of the vault can read everything with the key: law and audit bind them, not mathematics",
        ),
        words(
          "qui sert les pages, ou peut les changer, peut leur faire envoyer ce qui y est tapé et déposé, et prendre des clés : le programme qui lit le fichier vient de cette machine à chaque visite, et aucun en-tête ne l’empêche",
          "who serves the pages, or can change them, can have them send what is typed and dropped, and take keys: the program that reads the file comes from that machine at each visit, and no header prevents it",
        ),
        words(
          "un hébergeur de fichiers statiques voit qui lit quelle page, et peut montrer autre chose à chacun ; un navigateur ne vérifie rien",
          "a host of static files sees who reads which page, and can show each reader something else; a browser verifies nothing",
        ),
        words(
          "une extension du navigateur, un logiciel espion ou qui regarde par-dessus l’épaule voit ce qui est tapé, et la clé",
          "a browser extension, spyware, or who looks over the shoulder sees what is typed, and the key",
        ),
        words(
          "un foyer qui contribue sous m clés paie m²ρ là où le journal dit ρ",
          "a household that contributes under m keys pays m²ρ where the ledger says ρ",
        ),
        words(
          "quelqu’un qui invente k − 1 foyers réduit le seuil k à un foyer ; le bruit, lui, tient",
          "somebody who makes up k − 1 households reduces the threshold k to one household; the noise holds",
        ),
        ...partnersRisks(facts),
        ...tokenRisks(facts),
        words(
          "ce qui est publié ne peut être repris, et les budgets des années s’additionnent",
          "what is published cannot be taken back, and the budgets of the years add up",
        ),
        ...backups(facts),
        words(
          "qui a la clé de l’opérateur et un fichier versé, ou l’identifiant d’une requête, peut dire ce qui en fut effacé : l’empreinte à clé en reste sans limite",
          "who has the operator’s key and a file that was read in, or a request’s identifier, can tell what of it was erased: its keyed fingerprint stays without limit",
        ),
        words(
          "l’accord d’un parent est une parole que personne ne peut vérifier",
          "a parent’s consent is a word that nobody can check",
        ),
        words(
          "un incident ou un changement de conditions n’atteint que qui regarde : il n’y a pas d’adresse où écrire",
          "a breach or a change of terms reaches those who look alone: there is no address to write to",
        ),
        words(
          "la mémoire n’est ni verrouillée ni effacée ; le chiffrement des disques est l’affaire de l’administrateur",
          "memory is neither locked nor wiped; disk encryption is the administrator’s",
        ),
      ),
      text("Détail : docs/threat-model.md du logiciel.", "In detail: docs/threat-model.md of the software."),
    ],
  };
}

/** Where the operator states that none is kept, there is none to hold anything. */
function backups({ operator: { backup_days } }: Facts) {
  if (backup_days === 0) return [];
  return [
    words(
      "une sauvegarde garde jusqu’à son terme ce qui fut retiré ; si elle est restaurée, les retraits sont refaits avant toute consultation et toute publication",
      "a backup holds what was withdrawn until it expires; if it is restored, withdrawals are repeated before anything is shown or published",
    ),
  ];
}
