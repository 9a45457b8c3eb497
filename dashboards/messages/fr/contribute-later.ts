import { lePeriod, que } from "../../shared/french.ts";

const whatLeaves = (n: number, leaf: string, answers: number): string => {
  const numbers = n === 1 ? "un nombre" : `${n} nombres`;
  if (answers === 0) return `${numbers} et votre ${leaf}`;
  return `${numbers}, votre ${leaf} et ${answers === 1 ? "une réponse" : `${answers} réponses`}`;
};

/** Texts of the steps of Contribuer after the first, in French. */
export const fr = {
  draft: {
    save: "Enregistrer mon brouillon (fichier)",
    reopen: "Rouvrir un brouillon",
    note: "La page ne garde rien : un brouillon est un fichier chez vous, jamais envoyé.",
    name: "brouillon",
    saved: (name: string) => `Enregistré dans vos téléchargements : ${name}. Il a votre foyer et les factures tapées.`,
    taken: (n: number) =>
      n === 0 ? "Rien de plus à reprendre." : n === 1 ? "Une facture est reprise." : `${n} factures sont reprises.`,
  },
  leaves: {
    /** all that leaves: `leaf` names the smallest level, `answers` are those about the home or, while nothing is ticked, the questions */
    title: (n: number, leaf: string, answers: number) =>
      n === 0
        ? `Ce qui part avec votre ${leaf}${answers === 0 ? "" : " et vos réponses"} : à vous de cocher`
        : `Ce qui part : ${whatLeaves(n, leaf, answers)}`,
    send: (n: number, leaf: string, answers: number) => (n === 0 ? "Envoyer" : `Envoyer ${whatLeaves(n, leaf, answers)}`),
    replaces: (list: string) => `*Prend la place* de ce qui est déjà gardé : ${list}.`,
    adds: (list: string) =>
      `S’ajoute à ce qui est gardé : ${list}. Si vous aviez effacé l’un de ces mois, il compte de nouveau, avec ce chiffre-ci.`,
    many: (n: number) => `${n} nombres`,
    /** `list`: topics of which nothing is ticked, in a sentence */
    unticked: (list: string) => `Non coché, donc rien n’en part : ${list}.`,
    /** two sources and what they say of a period; `more`: other months, or years, of which they differ */
    unlike: (a: string, b: string, what: string, one: string, other: string, more: number, areMonths: boolean) =>
      `${a} et ${b} ne disent pas la même chose : ${what}, ${one} ou ${other}${more === 0 ? "" : `, et ${more} ${areMonths ? "autres mois" : more === 1 ? "autre année" : "autres années"}`}.`,
    onlyOne: "Un seul des deux peut partir : cochez le bon.",
    home: (list: string) => `Votre foyer : ${list}.`,
    given: (when: string, hour: string, who: string) => `Votre accord : donné le ${when} à ${hour}. ${who}`,
    /** beside the exact text, until the consent is ticked */
    notGiven:
      "Dans le texte, « adult » et « given_at » (l’heure) suivent les cases de votre accord, plus bas. Sans elles, rien ne part.",
    text: "Chaque nombre, et le texte exact",
  },
  consent: {
    /** as `reads` */
    purposeTick: (name: string | null, until: string) =>
      `J’accepte que ${name ?? "l’opérateur"} lise au chiffre près ce que j’ai coché, jusqu’en ${until}, pour en publier des statistiques protégées, ouvertes à tous, par endroit et type de foyer.`,
    general: (list: string) => `Intérêt général visé : ${list}.`,
    /** `when`: a month, or the stretch of them */
    months: (n: number, when: string) => (n === 1 ? `${when} : un nombre` : `${n} nombres, ${when}`),
    /** `bills`: how many were typed; 0: of a file */
    divided: (bills: number, n: number, when: string) =>
      `${n === 1 ? when : `${n} nombres, ${when}`}, ${bills === 0 ? "tous estimés" : `d’après ${bills === 1 ? "votre facture" : `vos ${bills} factures`}`}`,
    /** `divided`: months of the `n` that are shares of these bills */
    mixed: (bills: number, divided: number, n: number, when: string) =>
      `${n} nombres, ${when}, dont ${divided === 1 ? "un" : divided} d’après ${bills === 1 ? "votre facture" : `vos ${bills} factures`}`,
    years: (list: string, n: number) => (n === 1 ? `un seul nombre pour l’année ${list}` : `un nombre par an : ${list}`),
    allIdle: "(aucune publication à venir n’en a besoin)",
    someIdle: (n: number) => `(aucune publication à venir n’a besoin de ${n} d’entre eux)`,
    doubled: "Pour une même période, un seul nombre part : celui de la première source cochée, dans l’ordre de cette liste.",
    /** above months and their sums, of which either can be sent */
    send: (topic: string) => `${topic} : envoyer`,
    /** of the sums, `what`: as `years`; `n` months, `when`, are in none of them */
    restStays: (what: string, n: number, when: string) =>
      `${what} ; ${n === 1 ? "un mois reste" : `${n} mois restent`} chez vous, ${when}`,
    none: "rien",
    /** `isFiner`: the months were measured */
    either: (isFiner: boolean) =>
      `Les mois suffisent : leur total s’en déduit.${isFiner ? " Ils disent aussi les saisons et les longues absences ; le total, non." : ""}`,
    /** of a total that was given by itself */
    besideTotal: "Pour l’année, c’est le total donné qui compte ; ses mois servent aux publications plus courtes.",
    othersTick: "J’ai prévenu les personnes qui vivent avec moi, s’il y en a.",
    who: "Qui donne cet accord",
    adult: (age: number) => `J’ai ${age} ans ou plus.`,
    guardian: (age: number) => `Parent ou tuteur d’un enfant de moins de ${age} ans, j’accepte avec lui ou elle.`,
    minor: (age: number) => `J’ai moins de ${age} ans.`,
    minorStop:
      "Il faut votre accord et celui d’un parent ou d’un tuteur. Lisez cette page ensemble : si vous êtes d’accord tous les deux, le parent ou le tuteur coche. Rien n’a été envoyé.",
    standing: (date: string) => `Votre accord du ${date} vaut aussi pour ces relevés.`,
    newTopics: (list: string) => `Votre accord ne couvre pas encore : ${list}. La loi en veut un pour chaque thème.`,
    newNotice: "La notice a changé depuis votre accord : la loi veut qu’on vous le redemande.",
    before: (list: string) =>
      `Vos accords d’avant continuent : ${list}. Pour en retirer un, utilisez « S’opposer » dans Ma contribution.`,
    faults: {
      purpose: "Cochez votre accord : sans lui, rien ne peut partir.",
      what: "Cochez au moins une ligne de ce qui part.",
      others: "Prévenez d’abord les personnes qui vivent avec vous.",
      who: "Dites qui donne cet accord.",
    },
    /** `name`: of the controller, null of made-up households alone; `until`: a month */
    reads: (name: string | null, until: string) => `${name ?? "L’opérateur"} peut lire ces relevés exacts, jusqu’en ${until}.`,
    stays: "Un chiffre publié ne se reprend pas.",
    /** `days`: of backups, null where it is not stated; 0: there are none */
    backups: (days: number | null) =>
      days === null
        ? "L’opérateur n’a pas précisé la durée des sauvegardes."
        : days === 0
          ? ""
          : `Vos chiffres retirés restent encore ${days} jours au plus dans les sauvegardes.`,
    withdraw: "Votre accord se retire à tout moment avec votre clé, aussi simplement qu’il se donne.",
  },
  review: {
    missing: "Il manque encore :",
    json: "Le texte exact qui sera envoyé",
    jsonSize: (lines: string, bytes: string) => `${lines} lignes, ${bytes} octets.`,
    jsonWhole: "Le voir en entier",
    jsonSave: "L’enregistrer (fichier)",
    jsonFile: "texte-exact",
    jsonNote:
      "C’est tout. Les quantités y sont en litres, wattheures, centimes… S’y ajoute un nombre tiré au hasard, pour ne pas enregistrer deux fois le même envoi.",
    sending: "Envoi…",
    refused: "Rien n’a été enregistré",
    unsure: "On ne sait pas si l’envoi est arrivé : renvoyez-le tel quel, il ne sera enregistré qu’une fois.",
  },
  place: {
    /** `year`: of the newest publication; null: there is none */
    published: (year: string) => `paru pour ${year}`,
    careful: (year: string) => `paru pour ${year}, à lire avec prudence`,
    /** the mean of the whole territory, which is another for sure, after the one it is told from */
    whole: (isMore: boolean, at: string, value: string) => `c’est ${isMore ? "plus" : "moins"} ${que(at)} (${value})`,
    /** `value`: null where it is too uncertain to rely on. `homes`: about how many of all kinds it is of; null: not public. `whole`: the mean of the whole, which is another for sure */
    mean: (value: string | null, from: string, to: string, homes: string | null, whole: string | null) => {
      const of = `(tous foyers${homes === null ? "" : `, environ ${homes}`})`;
      return value === null
        ? `Ici, entre ${from} et ${to} par mois en moyenne ${of} : marge trop large pour un chiffre sûr.`
        : `Ici, ${value} par mois en moyenne, entre ${from} et ${to} ${of}${whole === null ? "" : ` ; ${whole}`}.`;
    },
    ofAll: "Ce sont des moyennes de tous les foyers, quels que soient leur taille et leur chauffage : ne vous y comparez pas.",
    few: (year: string | null) => (year === null ? "pas encore" : `pas encore pour ${year}`),
    /** of a place without a figure, where one's own months are for one to come; `day`: by which it is expected, null once that is over */
    expected: (day: string | null) => `pourrait paraître${day === null ? "" : ` d’ici au ${day}`}, s’il y a assez de foyers`,
    /** of one whose figure is withheld to protect another's */
    keptUntil: "Il pourra paraître quand plus de foyers contribueront, ici ou à côté.",
    /** of one's own months, in a publication to come */
    counts: (years: string) => `vous y compterez pour ${years}`,
    short: (months: number, needed: number, period: string) => `${months} mois sur ${needed} pour ${lePeriod(period)}`,
    /** of `n` months that count in one's wider place, whose level is `where` */
    around: (n: number, months: string, where: string) => `${months} ${n === 1 ? "comptera" : "compteront"} pour votre ${where}`,
    /** of `n` months that count nowhere yet; `where`: the level at which they would with the missing ones, null: said already */
    waits: (n: number, months: string, missing: string, where: string | null) =>
      `${months} ${n === 1 ? "attend" : "attendent"} ${missing}${where === null ? "" : ` pour votre ${where}`}`,
    /** of the homes that a figure takes */
    uncounted: "On ne dit pas combien y sont déjà pour l’année en cours : ce nombre parlerait de vos voisins.",
    most: (streams: number) => `Au plus ${streams} thèmes d’un même foyer comptent dans une année.`,
  },
  tell: "Le dire à mes voisins",
  /** to be sent with the address of the site; `mean`: `leafMean`, as a sentence */
  told: (name: string, mean: string) => `${name} : comparer nos consommations sans que personne soit reconnu. ${mean}`,
  lost: ["Si vous la perdez", "Si quelqu’un la trouve"],
  found: "Il peut lire, corriger et effacer tout ce que vous avez donné. Gardez-la comme un mot de passe.",
};
