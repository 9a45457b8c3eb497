import { complaintsAndChanges } from "./changes.ts";
import { list, type Section, same, table, text, words } from "./document.ts";
import type { Facts } from "./facts.ts";
import { howLong } from "./keeping.ts";
import { isSentFor, partnersNotice } from "./partners.ts";

import {
  around,
  attributesOf,
  controllerOf,
  counted,
  FREQUENCY,
  hostingOf,
  measuresOf,
  number,
  purposesOf,
  stated,
  statedList,
} from "./sayings.ts";
import { tokenNotice } from "./tokens.ts";

/** The second layer of the notice: all that GDPR art. 13 and 14 ask for, in the order in which one asks oneself. */
export function fullNotice(facts: Facts): readonly Section[] {
  const sections = [
    who(facts),
    what(facts),
    why(facts),
    access(facts),
    howLong(facts),
    rights(facts),
    published(facts),
    others(facts),
    ...partnersNotice(facts),
    ...tokenNotice(facts),
    complaintsAndChanges(facts),
  ];
  return sections.map((section, i) => ({
    ...section,
    title: around(`${i + 1}. …`, `${i + 1}. …`, section.title),
  }));
}

function who({ operator, ...facts }: Facts): Section {
  return {
    id: "who",
    title: words("Qui répond de vos données", "Who answers for your data"),
    blocks: [
      table(
        [words("rôle", "role"), words("qui", "who")],
        [
          [words("responsable du traitement", "controller"), controllerOf({ operator, ...facts })],
          [words("contact", "contact"), stated(operator.contact)],
          [words("délégué à la protection des données", "data protection officer"), stated(operator.dpo)],
        ],
      ),
    ],
  };
}

function what(facts: Facts): Section {
  const persons = facts.measures.some(({ whose }) => whose === "person");
  const asked = attributesOf(facts);
  return {
    id: "what",
    title: words("Ce que vous donnez à lire", "What you let us read"),
    blocks: [
      text("Des relevés, un nombre par mois ou par an :", "Readings, one number a month or a year:"),
      list(...measuresOf(facts)),
      ...(persons
        ? [
            text(
              "Les mesures dites « d’une personne » sont les vôtres, pas celles du foyer.",
              "Measures “of one person” are your own, not the household’s.",
            ),
          ]
        : []),
      text(
        `Sur votre logement : votre ${facts.leaf.fr} (nécessaire) ; si vous le voulez : ${asked.fr}. « Je préfère ne pas dire » est toujours possible.`,
        `About your home: your ${facts.leaf.en} (needed); if you wish: ${asked.en}. “I’d rather not say” is always possible.`,
      ),
      text(
        "La date de votre accord, l’âge ou l’accord d’un parent, et le mois de réception. Sur ces pages, votre fichier est lu dans votre navigateur : identifiants, noms et adresses n’en sortent pas. Aucune adresse de réseau n’est conservée.",
        "The date of your consent, that you are of age or that a parent consents, and the month of receipt. On these pages your file is read in your browser: identifiers, names and addresses do not leave it. No network address is kept.",
      ),
      text(
        "Ce dont aucune mesure n’a besoin n’est ni demandé, ni accepté, ni conservé. Contribuer n’est jamais obligatoire, et ne pas le faire n’a aucune conséquence.",
        "What no measure needs is neither asked for, nor accepted, nor kept. You never have to contribute, and nothing follows if you do not.",
      ),
    ],
  };
}

function why(facts: Facts): Section {
  return {
    id: "why",
    title: words("Pourquoi, et sur quelle base", "Why, and on what basis"),
    blocks: [
      text(
        "Une seule finalité pour le logiciel : calculer et publier des statistiques protégées, par secteur et par type de foyer, que chacun peut lire, télécharger et réutiliser. Finalités d’intérêt général de l’opérateur :",
        "One purpose for the software: to compute and publish protected statistics, by area and by kind of household, which anybody can read, download and use again. The operator’s purposes of general interest:",
      ),
      list(...purposesOf(facts)),
      text(
        "Base juridique : votre consentement (RGPD, article 6, paragraphe 1, a), thème par thème. Vous pouvez le retirer à tout moment ; ce qui a été fait avant reste licite. Aucune décision n’est prise sur vous, et aucun profil de vous n’est établi (article 22).",
        "Legal basis: your consent (GDPR article 6(1)(a)), topic by topic. You may withdraw it at any time; what was done before stays lawful. No decision is taken about you, and no profile of you is made (article 22).",
      ),
    ],
  };
}

function access(facts: Facts): Section {
  const { operator } = facts;
  return {
    id: "access",
    title: words("Qui y a accès, et où", "Who has access, and where"),
    blocks: [
      text(
        "Le public, les chercheurs et les collectivités ne reçoivent que des statistiques protégées, jamais votre contribution. L’opérateur détient la clé du coffre : techniquement, il peut lire ce qu’il contient ; la loi et son engagement le lient.",
        "The public, researchers and local authorities receive protected statistics only, never your contribution. The operator holds the key of the vault: technically they can read what it holds; the law and their undertaking bind them.",
      ),
      table(
        [words("question", "question"), words("réponse", "answer")],
        [
          [words("sous-traitants", "processors"), statedList(operator.processors)],
          [words("hébergement du coffre", "where the vault is kept"), hostingOf(facts)],
          [
            words("transferts hors de l’Union européenne", "transfers outside the European Union"),
            statedList(operator.transfers),
          ],
        ],
      ),
    ],
  };
}

function rights(facts: Facts): Section {
  const row = (fr: string, en: string, howFr: string, howEn: string) => [words(fr, en), words(howFr, howEn)];
  return {
    id: "rights",
    title: words("Vos droits, avec la clé de contribution", "Your rights, with the contribution key"),
    blocks: [
      text(
        "Quand vous contribuez sur ces pages, la clé de contribution vous est montrée une fois. Gardez-la : elle suffit, et aucune pièce d’identité n’est demandée. Sans elle, nous ne savons pas quelle contribution est la vôtre, et ne pouvons ni la montrer ni la retirer pour vous (RGPD, article 11). Si vous la perdez, vos données s’effacent d’elles-mêmes à l’échéance ci-dessus.",
        "When you contribute on these pages, the contribution key is shown to you once. Keep it: it is enough, and no proof of identity is asked for. Without it we do not know which contribution is yours, and can neither show nor withdraw it for you (GDPR article 11). If you lose it, your data erase themselves at the time above.",
      ),
      ...(isSentFor(facts)
        ? [
            text(
              "De ce qu’un organisme a envoyé pour vous, la clé ne vous est pas montrée : voyez « Si un organisme envoie pour vous », plus bas.",
              "Of what an organisation sent for you the key is not shown to you: see “If an organisation sends for you”, below.",
            ),
          ]
        : []),
      table(
        [words("droit (RGPD)", "right (GDPR)"), words("comment", "how")],
        [
          row("accès (art. 15)", "access (art. 15)", "voir tout ce qui est détenu", "see all that is held"),
          row("rectification (art. 16)", "rectification (art. 16)", "corriger, compléter", "correct, complete"),
          row("effacement (art. 17)", "erasure (art. 17)", "retirer la contribution", "withdraw the contribution"),
          row(
            "limitation (art. 18)",
            "restriction (art. 18)",
            "suspendre : hors de toute publication",
            "pause: in no publication",
          ),
          row(
            "portabilité (art. 20)",
            "portability (art. 20)",
            "télécharger, lisible par une machine",
            "download, readable by machines",
          ),
          row("opposition (art. 21)", "objection (art. 21)", "exclure un thème, ou suspendre", "leave a topic out, or pause"),
          row(
            "retrait de l’accord (art. 7)",
            "withdrawal of consent (art. 7)",
            "retirer, ou donner un accord plus étroit",
            "withdraw, or give a narrower consent",
          ),
        ],
      ),
      text(
        "L’accord qui vaut est le dernier que vous avez donné, d’après sa date, quel que soit l’ordre des envois. Une opposition tient jusqu’à ce que vous donniez vous-même un nouvel accord qui nomme le thème.",
        "The consent that counts is the last one that you gave, by its date, in whatever order things are sent. An objection stands until you yourself give a new consent that names the topic.",
      ),
      text("Tout prend effet à la publication suivante.", "Everything takes effect with the next publication."),
    ],
  };
}

function published({ protection, territory }: Facts): Section {
  const { k, epsilon, delta, streams, levels, lifetime } = protection;
  const [e, d, factor] = [number(epsilon), number(delta), number(Math.exp(epsilon), 2)];
  const most = counted(streams, ["mesure au plus compte", "mesures au plus comptent"], ["measure counts", "measures count"]);
  return {
    id: "published",
    title: words("Ce qui est publié, et comment c’est protégé", "What is published, and how it is protected"),
    blocks: [
      { kind: "text", text: around("Territoire : ….", "Territory: ….", territory.name) },
      text(
        `Des nombres de foyers participants, des moyennes, des totaux et des centiles, par secteur et par type de foyer, chacun avec sa marge de protection. Aucun n’apparaît s’il repose sur moins de ${k} foyers, et un flou aléatoire est ajouté à chacun. Ce qui est publié ne peut plus être rappelé, même si vous retirez votre contribution ensuite.`,
        `Numbers of participating households, means, totals and percentiles, by area and by kind of household, each with its protection margin. None appears that stands on fewer than ${k} households, and random noise is added to each. What was published cannot be recalled, even if you withdraw your contribution afterwards.`,
      ),
      table(
        [words("niveau", "level"), words("publié", "published")],
        levels.map(({ name, frequency }) => [name, FREQUENCY[frequency]]),
      ),
      text(
        `Le budget de confidentialité d’un foyer est d’au plus ε = ${e.fr} par année de relevés (δ = ${d.fr}), toutes mesures ensemble ; ${most.fr}. Il dit ceci : quoi que sache déjà celui qui lit les publications, votre participation ne rend rien de ce qu’il peut en conclure plus de e^ε (${factor.fr}) fois plus probable, sauf avec une probabilité de δ. Chaque publication est inscrite d’abord au journal du budget, public. Sur plusieurs années, cela s’additionne :`,
        `The privacy budget of a household is at most ε = ${e.en} a year of readings (δ = ${d.en}), all measures together; at most ${most.en}. It says this: whatever the reader of the publications knows already, your taking part makes nothing that they may conclude more than e^ε (${factor.en}) times as likely, except with probability δ. Each publication is entered in the privacy ledger first, which is public. Over several years it adds up:`,
      ),
      table(
        [words("années de participation", "years of taking part"), words("ε au plus", "ε at most")],
        lifetime.map((one) => [same(one.years), number(one.epsilon)]),
      ),
    ],
  };
}

function others({ minimum_age }: Facts): Section {
  return {
    id: "others",
    title: words("Les autres personnes, et les mineurs", "Other people, and minors"),
    blocks: [
      text(
        "Un relevé de foyer parle de tous ceux qui y vivent : présence, absences, habitudes. Un nombre par mois en dit beaucoup moins qu’une courbe, que nous ne prenons pas ; dites-le tout de même aux autres avant de contribuer.",
        "A household’s reading speaks of all who live there: presence, absence, habits. One number a month says much less than a curve, which we do not take; tell the others all the same before you contribute.",
      ),
      text(
        `On consent seul à partir de ${minimum_age} ans. Avant, un parent ou tuteur donne son accord, et le dit ; sinon la contribution est refusée.`,
        `From the age of ${minimum_age} one consents alone. Before it a parent or guardian consents, and says so; else the contribution is refused.`,
      ),
    ],
  };
}
