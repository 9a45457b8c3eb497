import { type Block, list, type Point, type Section, table, text, type Words, words } from "./document.ts";
import type { Facts } from "./facts.ts";
import { around, attributesOf, joined, measuresOf, statedList } from "./sayings.ts";

/** What is said of partner organisations, and only where the settings have some: they are a source (GDPR art. 14), and no recipient. */
type Partners = NonNullable<Facts["partners"]>;

function organisationsOf({ organisations }: Partners): Words {
  return statedList(organisations);
}

/** What may be sent in somebody's name; empty: programs only ask for what is published. */
function sentOf(facts: Facts): readonly Words[] {
  const sends = facts.partners?.sends ?? [];
  return measuresOf({ measures: facts.measures.filter(({ key }) => sends.includes(key)) });
}

/** Does any organisation send for people? */
export function isSentFor(facts: Facts): boolean {
  return sentOf(facts).length > 0;
}

export function partnersPoint(facts: Facts): readonly Point[] {
  if (facts.partners === null || !isSentFor(facts)) return [];
  const said = around(
    "ils peuvent envoyer pour vous, avec votre accord, sous un pseudonyme ; ils n’en relisent rien, et la clé de contribution ne vous est alors pas montrée. Lesquels : …",
    "they may send for you, with your consent, under a pseudonym; they read nothing of it again, and the contribution key is not shown to you then. Which: …",
    organisationsOf(facts.partners),
  );
  return [{ id: "partners", label: words("Organismes partenaires", "Partner organisations"), text: said }];
}

/** Of the notice: GDPR art. 13(1)(e), 14(1)(d), 14(2)(f). */
export function partnersNotice(facts: Facts): readonly Section[] {
  const { partners } = facts;
  if (partners === null) return [];
  const which: Block = {
    kind: "text",
    text: around("Organismes partenaires : ….", "Partner organisations: ….", organisationsOf(partners)),
  };
  const blocks = isSentFor(facts) ? [...sendingBlocks(facts), which, ...rightsBlocks(facts)] : [which, READING];
  return [{ id: "partners", title: words("Si un organisme envoie pour vous", "If an organisation sends for you"), blocks }];
}

const READING = text(
  "Leurs programmes n’envoient rien : ils lisent, avec une clé d’accès, les mêmes statistiques publiées que tout le monde.",
  "Their programs send nothing: they read, with an access key, the same published statistics as everybody.",
);

function sendingBlocks(facts: Facts): readonly Block[] {
  return [
    text(
      "Le programme d’un organisme partenaire peut envoyer ici, avec votre accord, ce que vous lui avez confié. Il est alors la source de ces données (RGPD, article 14), et les lit à sa façon avant de les envoyer. Il peut envoyer :",
      "The program of a partner organisation can send here, with your consent, what you entrusted to it. It is then the source of these data (GDPR article 14), and reads them in its own way before it sends them. It can send:",
    ),
    list(
      around("des totaux d’un mois : …", "totals of a month: …", joined(sentOf(facts))),
      words(`votre ${facts.leaf.fr}`, `your ${facts.leaf.en}`),
      around("ce que vous avez dit du logement : …", "what you said of your home: …", attributesOf(facts)),
      words("votre accord, ou qu’il l’a recueilli", "your consent, or that it has it"),
    ),
    text(
      "Il envoie sous un pseudonyme qu’il choisit, et qui ne doit rien dire de vous. Nous n’en gardons qu’une empreinte à clé, faite avec le nom de l’organisme : deux organismes ne peuvent pas se recouper ici.",
      "It sends under a pseudonym of its choice, which must say nothing of you. We keep a keyed fingerprint of it alone, made with the organisation’s name: two organisations cannot be matched here.",
    ),
  ];
}

function rightsBlocks(facts: Facts): readonly Block[] {
  return [
    text(
      "Sous ce pseudonyme, un organisme peut ajouter, remplacer, tout effacer ; il n’en relit rien ici, et ne voit rien de ce que d’autres ont envoyé. Il sait ce qu’il a envoyé lui-même. Un refus lui apprend au plus qu’il n’y a pas, ou plus, de contribution sous ce pseudonyme, qu’elle est pleine, ou que l’accord qui vaut ne couvre pas un thème. Du reste, il lit les mêmes statistiques publiées que tout le monde.",
      "Under this pseudonym an organisation can add, replace, erase everything; it reads nothing of it again here, and sees nothing that others sent. It knows what it sent itself. A refusal tells it at most that there is no contribution under this pseudonym, or none any more, that it is full, or that the consent that counts does not cover a topic. For the rest it reads the same published statistics as everybody.",
    ),
    text(
      "Aucune clé de contribution ne vous est alors montrée, et l’organisme ne la connaît pas. L’opérateur peut la retrouver à partir du nom de l’organisme et du pseudonyme, et par elle voir, suspendre ou retirer la contribution. Pour vos droits, demandez à l’organisme d’effacer, ou qu’il vous donne le pseudonyme ; avec lui, l’opérateur vous remet la clé ou agit pour vous (contact : section 1), même si l’organisme n’existe plus.",
      "No contribution key is shown to you then, and the organisation does not know it. The operator can find it from the organisation’s name and the pseudonym, and by it view, pause or withdraw the contribution. For your rights ask the organisation to erase, or to give you the pseudonym; with it the operator hands you the key or acts for you (contact: section 1), even if the organisation is no more.",
    ),
    text(
      "Si l’opérateur le lui permet, un organisme atteste qu’il a l’accord d’un adulte au lieu de l’envoyer : votre preuve de consentement dit alors que c’est sa parole. Ce qu’il atteste n’élargit ni ne remplace un accord que vous avez donné vous-même, et ne lève aucune opposition. Envoyer par deux organismes, ou par un organisme et sur ces pages, fait deux contributions, et protège moins.",
      "Where the operator lets it, an organisation attests that it has an adult’s consent instead of sending it: your consent record then says that it is its word. What it attests neither widens nor replaces a consent that you gave yourself, and lifts no objection. To send through two organisations, or through one and on these pages, makes two contributions, and protects less.",
    ),
    ...(facts.eligibility === null
      ? []
      : [
          text(
            "Il n’est pas demandé de jeton à un organisme : sa clé d’accès en tient lieu.",
            "An organisation is not asked for a token: its access key stands for one.",
          ),
        ]),
  ];
}

/** Of the record of processing: rows of a table "question, answer". */
export function partnersRegister(facts: Facts): readonly (readonly Words[])[] {
  const { partners } = facts;
  if (partners === null) return [];
  const which = [words("organismes partenaires", "partner organisations"), organisationsOf(partners)];
  const read = [
    words("ce que lisent leurs programmes", "what their programs read"),
    words(
      "les statistiques publiées seulement, comme le public ; aucun n’est destinataire d’une contribution",
      "published statistics only, as the public; none is a recipient of a contribution",
    ),
  ];
  if (!isSentFor(facts)) return [which, read];
  return [
    which,
    [
      words("ce qu’ils envoient (source, art. 14)", "what they send (source, art. 14)"),
      around(
        "totaux d’un mois (…), secteur, attributs du logement, accord ou attestation, sous un pseudonyme gardé comme empreinte à clé",
        "totals of a month (…), area, attributes of the home, consent or attestation, under a pseudonym that is kept as a keyed fingerprint",
        joined(sentOf(facts)),
      ),
    ],
    read,
    [
      words("clé d’une contribution ainsi envoyée", "key of a contribution sent so"),
      words(
        "montrée à personne ; l’opérateur la retrouve à partir de l’organisme et du pseudonyme (voisinage partner receipt)",
        "shown to nobody; the operator finds it from organisation and pseudonym (voisinage partner receipt)",
      ),
    ],
  ];
}

/** Of the impact assessment: what partners change in each of its parts, as rows "point, finding". */
export function partnersImpact(facts: Facts): Block | null {
  if (facts.partners === null) return null;
  const rows = [...partnersRegister(facts)];
  if (isSentFor(facts)) {
    rows.push(
      [
        words("information et consentement", "information and consent"),
        words(
          "par l’organisme, avant qu’il envoie ; l’accord est transmis ou attesté, et la preuve dit lequel ; une attestation ne vaut que pour un adulte, et cède à l’accord de la personne",
          "by the organisation, before it sends; consent is passed on or attested, and the record says which; an attestation is for adults alone, and gives way to the person’s own consent",
        ),
      ],
      [
        words("à faire par l’opérateur", "to be done by the operator"),
        words(
          "convenir par écrit avec chaque organisme de l’information (art. 14), de la preuve du consentement, des pseudonymes et des demandes de droits ; retirer les clés d’accès inutiles",
          "agree in writing with each organisation on information (art. 14), proof of consent, pseudonyms and requests of rights; revoke access keys that are not needed",
        ),
      ],
    );
  }
  return table([words("organismes partenaires", "partner organisations"), words("constat", "finding")], rows);
}

/** From the threat model: what partners' word is worth. */
export function partnersRisks(facts: Facts): readonly Words[] {
  if (!isSentFor(facts)) return [];
  return [
    words(
      "un organisme connaît ce qu’ont envoyé ses propres usagers ; qu’un pseudonyme soit un foyer, qu’un adulte ait consenti et que les valeurs soient vraies, c’est sa parole ; la confidentialité différentielle tient, k non",
      "an organisation knows what its own contributors sent; that a pseudonym is one household, that an adult consented and that the values are real is its word; differential privacy holds, k does not",
    ),
    words(
      "qui vole la clé d’accès d’un organisme et connaît des pseudonymes peut ajouter du faux et effacer, non lire",
      "who steals an organisation’s access key and knows pseudonyms can add what is false and erase, not read",
    ),
  ];
}
