import { list, type Section, text, type Words, words } from "./document.ts";
import type { Facts } from "./facts.ts";
import { isSentFor } from "./partners.ts";
import { around, backupsOf, monthsSaid } from "./sayings.ts";

/** What a withdrawal, a correction or the end of retention leaves, for as long as there is a vault: none of it a reading. */
export function remains(facts: Facts): readonly Words[] {
  const [fr, en] = isSentFor(facts)
    ? ["du pseudonyme d’un organisme, d’une ligne de fichier", "of an organisation’s pseudonym, of a line of a file"]
    : ["d’une ligne de fichier", "of a line of a file"];
  return [
    words(
      `une empreinte à clé (16 octets) de l’identifiant de la requête s’il y en avait un (ces pages en mettent un), ${fr} : elle empêche que ce qui fut effacé revienne par un envoi répété. Elle ne mène à rien d’autre ; mais qui a la clé de l’opérateur et cet identifiant ou ce fichier peut dire ce qui en a été envoyé, puis effacé`,
      `a keyed fingerprint (16 bytes) of the request’s identifier where there was one (these pages set one), ${en}: it keeps what was erased from coming back when it is sent again. It leads to nothing else; but who has the operator’s key and this identifier or file can tell what of it was sent, and then erased`,
    ),
    words(
      "le nombre de contributions retirées chaque mois, pour tout le commun",
      "the number of contributions withdrawn each month, of the whole commons",
    ),
    ...(facts.eligibility === null
      ? []
      : [words("une empreinte à clé de chaque jeton utilisé", "a keyed fingerprint of each used token")]),
  ];
}

/** Of the notice: GDPR art. 13(2)(a). */
export function howLong(facts: Facts): Section {
  const months = facts.retention_months;
  const [most, least] = [monthsSaid(months), monthsSaid(months - 1)];
  return {
    id: "how-long",
    title: words("Combien de temps", "How long"),
    blocks: [
      text(
        `Chaque envoi est effacé quand le mois de sa réception a ${most.fr} : il reste donc plus de ${least.fr}, et jamais plus de ${months}.`,
        `Each thing you send is erased when the month of its receipt is ${most.en} old: so it stays more than ${least.en}, and never more than ${months}.`,
      ),
      text(
        "L’accord qui vaut est gardé, sans relevé, tant qu’un de vos envois l’est, même si celui qui le portait est effacé : un accord plus ancien ne doit pas revenir.",
        "The consent that counts is kept, without readings, as long as anything you sent is, even when what it came with is erased: an older consent must not come back.",
      ),
      text(
        "Un retrait détruit aussitôt la clé de vos données et les lignes qui les portent.",
        "A withdrawal destroys the key of your data, and the rows that hold them, at once.",
      ),
      text(
        "Après un retrait, une correction ou l’échéance, il reste sans limite, sans aucun relevé :",
        "After a withdrawal, a correction or the end of that time there stays, without limit and without any reading:",
      ),
      list(...remains(facts)),
      {
        kind: "text",
        text: around("De ce qui fut retiré ou effacé : ….", "Of what was withdrawn or erased: ….", backupsOf(facts)),
      },
    ],
  };
}
