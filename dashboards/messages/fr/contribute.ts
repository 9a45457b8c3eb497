import type { Step } from "../../../src/contract/period.ts";
import { MAX_DAYS, MIN_DAYS } from "../../../src/importers/bill.ts";
import { upperFirst } from "../../shared/format.ts";
import { de, inPeriod } from "../../shared/french.ts";

/** What an unusual figure is held against. */
type HeldAgainst = "middle" | "mean" | "reference" | "kinds" | "own";

/** How many months a home needs to count at a level, by its common name, that is published at this step, `10`, `8 à 10`. */
export interface MonthsAt {
  readonly months: readonly number[];
  readonly step: Step;
  readonly level: string;
}

/** At the smallest published level, and at the nearest where fewer do, or null. */
export interface MonthsToCount extends MonthsAt {
  readonly wider: MonthsAt | null;
}

/** What months stand beside: other homes or, while no smallest place has a figure, the mean of the whole, else a public reference. */
export type Beside = "homes" | "reference" | { readonly of: string };

const against = { middle: "le foyer du milieu", mean: "la moyenne d’ici", reference: "le repère public", own: "vos autres mois" };

/** Three months count of a quarter only where they are its own. */
const monthsText = ({ months, step, level }: MonthsAt): string =>
  `${step === "quarter" ? "un trimestre entier" : `${months.join(" à ")} mois${step === "year" ? " de l’année" : ""}`} pour votre ${level}`;

/** A day as one says it: `1er juin`. */
const spoken = (day: string): string => day.replace(/^1 /, "1er ");

/** From when to when records are that no publication to come is about; `isRest`: others of their file were left out. */
const restOrPeriod = (first: string, last: string, isRest: boolean): string =>
  isRest
    ? first === last
      ? `Il ne reste que ${first}.`
      : `Ce qui reste va ${de(first)} à ${last}.`
    : `Leur période : ${first === last ? first : `${de(first)} à ${last}`}.`;

/** Texts of the page Contribuer, from a file to a key. */
export const fr = {
  title: "Apportez vos chiffres. Ils sont lus ici, rien ne part encore.",
  steps: ["Déposer", "Relire", "Envoyer"] as readonly string[],
  reviewTitle: "Relisez, puis envoyez.",
  reviewIdle: "Rien de cela n’est à envoyer.",
  stepsLabel: "Les trois étapes",
  /** true on a shared device too, where nobody knows whether something was sent before */
  lost: "La page a été rechargée : elle n’a rien gardé. Rien n’a été envoyé, sauf si vous aviez touché « Envoyer ». Un brouillon gardé se rouvre sous « Taper une facture ».",
  lostStep: {
    titles: {
      key: "La page a été rechargée à l’étape de la clé, et l’a oubliée.",
      done: "Vous avez envoyé une contribution d’ici.",
    },
    kept: "Votre contribution, elle, a été envoyée : si vous avez gardé la clé, ouvrez-la avec.",
    done: "Si vous ne l’avez pas retirée, n’en commencez pas une autre : votre foyer compterait deux fois.",
  },
  /** what a lost key means, wherever it is said */
  lostKey: (months: number) =>
    `Personne ne peut la refaire, pas même nous. Vos chiffres comptent comme prévu et s’effacent seuls, au bout de ${months} mois au plus. D’ici là, ne contribuez pas à nouveau : votre foyer compterait deux fois.`,
  /** what the operator may do for whoever lost it */
  lostKeyFind:
    "Gardez aussi votre fichier et une facture : si vous redonnez à l’opérateur six de vos relevés, exactement (aucun à zéro), il peut retrouver votre contribution ; avec moins, la clé est le seul moyen.",
  /** of a contribution with too few readings for that */
  lostKeyFew: "Ce que vous avez donné ne suffit pas à vous retrouver : sans la clé, vous ne pourrez ni le voir ni l’effacer.",
  lostKeyNotice: "Vos droits, sans la clé (nouvel onglet)",
  /** readings that were taken from elsewhere */
  copied: {
    title: "On ne contribue pas à ce commun",
    text: "Ses chiffres viennent de données publiées ailleurs. Rien n’est demandé ici, ni gardé de vous.",
  },
  notReady: {
    title: "Ce commun ne prend pas encore de contributions",
    text: "Avant de vous demander quoi que ce soit, l’opérateur doit dire qui répond de vos données, qui les protège et combien de temps elles sont gardées. D’ici là, rien n’est demandé ni gardé. Il manque :",
    lacked: {
      controller: "le nom du responsable",
      contact: "comment le joindre",
      impact_assessment: "l’approbation de l’analyse d’impact",
      dpo: "le délégué à la protection des données",
      retention_months: "la durée de conservation",
      processors: "les sous-traitants, ou leur absence",
    },
    contact: (contact: string) => `Pour savoir quand cela commencera : ${contact}.`,
    compare: "Me situer en attendant",
    notice: "Ce que deviendra une contribution",
  },
  bring: {
    given: ["Déjà contribué ?", "Ajoutez vos mois avec votre clé"] as readonly [string, string],
    type: "Taper une facture",
    typeText: "Deux dates, un total.",
    ask: "Demander mes chiffres",
    askText: "À qui, comment, et la lettre.",
    brought: "Ce que vous avez apporté",
    points: (n: string) => `${n} points`,
    meterReadings: (n: string) => `${n} relevés de compteur`,
    /** `areWhole`: none lacks a day */
    wholeMonths: (n: number, first: string, last: string, areWhole: boolean) =>
      n === 0
        ? "aucun mois entier"
        : n === 1
          ? `un mois${areWhole ? " entier" : ""}, ${first}`
          : `${n} mois${areWhole ? " entiers" : ""}, ${de(first)} à ${last}`,
    each: "Un par un",
    figures: (n: number) => (n === 1 ? "un chiffre" : `${n} chiffres`),
    go: "Relire ce qui part",
    more: "Ajouter ou corriger",
    instead: "Un autre fichier, ou une facture",
    retype: "Retaper cette facture",
    undated: {
      title: "Tapé dans Me situer",
      text: "Pour donner un chiffre, il faut dire de quel mois ou de quelle année il est.",
      month: (amount: string) => `${amount} par mois`,
      year: (amount: string) => `${amount} sur une année`,
      dateMonth: "Dire le mois",
      dateYear: "Dire l’année",
      dateDays: "Dire ses dates",
    },
    happens: "Comment cela se passe",
    waiting: "La page se prépare…",
    year: (list: string) => `Un total d’année : ${list}.`,
    straddle: (from: string, to: string, year: string) =>
      `À cheval sur ${from} et ${to} : compté en ${year}, où sont la plupart des jours.`,
    scaled: (total: string, days: number, sent: string, length: number) =>
      `${total} sur ${days} jours, ${days < length ? "complété" : "ramené"} à ${length} jours : ${sent}.${
        days < length ? " L’année entière, tapée plus tard, le remplacera." : ""
      }`,
    stretch: (first: string, last: string) => `${de(first)} à ${last}`,
    months: (n: number, stretch: string, perMonth: string) => `Donne ${n} mois, ${stretch}, ${perMonth} par mois.`,
    month: (month: string, amount: string) => `Donne ${month}, ${amount}.`,
    /** of a month whose other days are in another bill; `alone`: no other is sent */
    completes: (month: string, alone: boolean) => `Complète ${month}${alone ? ", qui part seul" : ""}.`,
    partial: (months: readonly string[]) =>
      `Sans ${months.join(" ni ")} : la facture voisine ${months.length === 1 ? "le" : "les"} compléterait.`,
    /** `side`: of the bill that has the other days of `month`, and was given before, without these; `day`: its first or its last */
    again: (side: "next" | "previous", day: string, month: string) =>
      `Il manque la facture ${side === "next" ? "commencée" : "finie"} le ${spoken(day)} : retapée, elle donne ${month}.`,
    /** of a month that is kept from an earlier bill */
    stays: (month: string, amount: string) => `${upperFirst(month)} garde ${amount}, déjà donné.`,
    sent: (n: number, first: string) => (n === 1 ? `Un seul part : ${first}.` : `${n} partent, dès ${first}.`),
    noWhole: "Aucun mois n’y est entier : ajoutez la facture voisine.",
  },
  use: {
    /** the first and the last of months in a row */
    stretch: (first: string, last: string) => `${first} à ${last}`,
    /** `topic`: null where a title names it */
    lack: (topic: string | null, period: string, months: number, needed: number) =>
      `${topic === null ? "" : `${topic}, `}${months} mois (il en faut ${needed}${/^\d{4}$/.test(period) ? " sur 12" : ""} pour ${inPeriod(period)})`,
    /** `isYearOver`: of a year that is over a total can be given, and none of a running one */
    leafShort: (leaf: string, lacks: string, isYearOver: boolean) =>
      `C’est encore trop peu pour votre ${leaf} : ${lacks}. Ajoutez les autres${isYearOver ? ", ou un total d’année" : ", maintenant ou plus tard avec votre clé"}.`,
    /** `items`: months of a topic. `level`: where they would count with the months that lack; null: no month would do */
    nowhere: (items: string, level: string | null) =>
      `*Ne compte encore nulle part* : ${items}.${level === null ? "" : ` Il faut un trimestre entier pour votre ${level}.`}`,
    notQuarter: (level: string, items: string) =>
      `*Compte pour l’année, pas encore pour un trimestre de votre ${level}* : ${items}.`,
    countsFor: (level: string, items: string) => `*Compte pour votre ${level}* : ${items}.`,
    /** before anything is published; `mean`: `leafMean` */
    first: (leaf: string, years: string, mean: string) =>
      `*Compte pour votre ${leaf}* : ${years}, quand ces chiffres paraîtront. Rien n’a encore paru : ${mean}.`,
    /** what makes a quarter whole */
    missing: (months: string) => ` (il manque ${months})`,
    quarterShort: (level: string, missing: readonly string[]) =>
      `Dans votre ${level} non plus : il y faut un trimestre entier, et il manque ${missing.join(" et ")}.`,
  },
  home: {
    title: "Votre foyer",
    lead: "Sauf le secteur, tout est facultatif.",
    leadIdle: "Pour vous situer seulement.",
    first: "Ou dans la liste",
    precise: "Plus précisément",
    choose: "Choisir…",
    why: (names: string) => `Sert à : ${names}.`,
    needLeaf: (leaf: string) =>
      `Dites où vous habitez, jusqu’au plus petit niveau (${leaf}). Votre réponse n’est jamais publiée seule.`,
  },
  stays: {
    all: (list: string) => `*Reste chez vous* : ${list}. On ne demande ni nom ni adresse.`,
    file: "le fichier et son nom",
    bills: (n: number): string =>
      n === 1 ? "les dates et le total de votre facture" : "les dates et les totaux de vos factures",
  },
  unusual: {
    title: (what: string) => `${what.replace(/\.$/, "")} ?`,
    titleMany: (n: number) => `${n} chiffres à vérifier avant d’envoyer`,
    one: (name: string, period: string, value: string) => `${name}, ${period} : ${value}.`,
    some: (name: string, n: number, stretch: string, most: string) => `${name}, ${n} chiffres, ${stretch} : jusqu’à ${most}.`,
    same: (name: string, n: number, stretch: string, amount: string) =>
      `${name}, ${n} chiffres, ${stretch} : ${amount} à chaque fois.`,
    bill: (name: string, stretch: string) => `${name}, votre facture ${stretch}.`,
    /** `perMonth`: of what is a total of several months; else null */
    middle: (times: string, of: HeldAgainst, perMonth: string | null) =>
      `${perMonth === null ? "C’est" : `${perMonth} par mois, c’est`} ${of === "kinds" ? "bien plus qu’aucun type de foyer d’ici" : `environ ${times} fois ${against[of]}`}. Est-ce juste ?`,
    low: (times: string, of: HeldAgainst, perMonth: string | null) =>
      `${perMonth === null ? "C’est" : `${perMonth} par mois, c’est`} ${of === "kinds" ? "bien moins qu’aucun type de foyer d’ici" : `environ ${times} fois moins que ${against[of]}`}. Est-ce juste ?`,
    /** of all months of a table */
    lowTogether: (n: number, times: string, of: HeldAgainst) =>
      `Ces ${n} mois font ensemble ${of === "kinds" ? "bien moins qu’aucun type de foyer d’ici" : `environ ${times} fois moins que ${against[of]}`} : est-ce la bonne unité ?`,
    /** of a file's months that are too high as a whole; "kinds": while it is not said of which kind the home is */
    column: (times: string, of: HeldAgainst) =>
      `Mois après mois, c’est environ ${times} fois ${of === "kinds" ? "le foyer du milieu, tous types confondus" : against[of]}. Est-ce la bonne unité, la bonne virgule ?`,
    clamp: (clamp: string, perMonth: string | null) =>
      `${perMonth === null ? "C’est" : `${perMonth} par mois, c’est`} plus que ce qui peut compter ici (${clamp} par mois). Est-ce juste ?`,
    zero: "Zéro : est-ce bien juste ?",
    thousandfold: "Mille fois plus serait courant.",
    waits: "Répondez d’abord : votre place parmi d’autres vient ensuite.",
    meant: (other: string, own: string) => `Seraient-ce des ${other} ? Ici, on attend des ${own}.`,
    /** `clamp`: the most that counts */
    most: (clamp: string) => `Dans chaque moyenne, un foyer compte pour ${clamp} par mois au plus.`,
    noPlace: "Au-delà, on ne vous situe pas.",
    right: "J’ai vérifié : c’est juste",
    leave: (n: number) => (n === 1 ? "Laisser ce chiffre de côté" : `Laisser ces ${n} chiffres de côté`),
    wrong: "C’est faux : corriger",
    /** of many figures of files, which are not typed again one by one */
    another: "C’est faux : prendre un autre fichier",
    /** turns all figures of the topic into the unit that they are told to be in */
    inBase: (unit: string) =>
      `Ce sont des ${({ L: "litres", m: "mètres", min: "minutes", cent: "centimes" } as Record<string, string>)[unit] ?? unit} : tout convertir`,
    /** divides all figures of a topic; `topic`: its name, where another is asked about too */
    divide: (divisor: string, topic: string | null) =>
      `C’est ${divisor} fois trop : tout diviser${topic === null ? "" : ` (${topic})`}`,
    /** of a figure of a file, typed in its place */
    mend: (name: string, period: string, unit: string) => `${name}, ${period} : la bonne valeur (${unit})`,
    mendHint: "Elle part à la place de celle du fichier, qui reste tel quel.",
    mendSame: "C’est déjà cette valeur : tapez la bonne.",
    fault: "Dites d’abord si les chiffres inhabituels sont justes.",
  },
  /** `needed`: with about how many homes it has an even chance; empty: not public */
  leafMean: (leaf: string, k: number, needed: readonly string[]) =>
    needed.length === 0
      ? `il faut au moins ${k} foyers pour la moyenne de votre ${leaf}`
      : `il faut environ ${needed.join(" à ")} foyers pour que la moyenne de votre ${leaf} ait une chance sur deux de paraître`,
  agree: "Votre accord",
  sentTitle: "C’est envoyé. Gardez cette clé.",
  only: "Elle permet de voir, corriger et retirer votre contribution. Rechargée, cette page l’oublie.",
  done: {
    title: "Ce que vous venez de faire",
    gave: (n: number, place: string) => (n === 1 ? `*Un nombre* donné pour ${place}.` : `*${n} nombres* donnés pour ${place}.`),
  },
  absent: {
    again: "Ce que vous avez dit ici n’y va pas : ce sera demandé à nouveau.",
    title: "On ne contribue pas ici",
    elsewhere: "Les contributions à ce commun se font à une autre adresse :",
    nowhere: "Il montre les publications du commun. Son opérateur n’a pas indiqué où les contributions se font.",
    contact: (contact: string) => `Contact : ${contact}`,
  },
  start: {
    gives: (years: readonly string[], leaf: string): readonly [string, string] => [
      "Vous donnez",
      `vos relevés${years.length === 0 ? "" : ` de ${years.join(" ou ")}`}, votre ${leaf} et, si vous voulez, votre logement`,
    ],
    /** `mean`: `leafMean` */
    serves: (mean: string): readonly [string, string] => ["Sert à", `des moyennes publiques : ${mean}`],
    counts: ({ wider, ...leaf }: MonthsToCount): readonly [string, string] => [
      "Pour compter",
      wider === null ? monthsText(leaf) : `${monthsText(leaf)} ; ${monthsText(wider)}`,
    ],
    never: ["Jamais", "nom, adresse, compteur, ni foyer publié seul"] as readonly [string, string],
    gets: (beside: Beside): readonly [string, string] => [
      "Vous recevez",
      `une clé, pour retrouver vos mois à côté ${
        beside === "homes" ? "d’autres foyers" : beside === "reference" ? "d’un repère public" : `de la moyenne ${beside.of}`
      }, les corriger ou les retirer ; ce qui a paru reste`,
    ],
    /** `operator`: its name; null: it has not stated one */
    reads: (operator: string | null): readonly [string, string] => ["Qui les lit", operator ?? "l’opérateur"],
    notice: "Qui, pourquoi, vos droits",
    /** the main risk, as in Confiance */
    matches:
      "*En comparant ces relevés à un fichier de factures avec les noms, l’opérateur pourrait pourtant reconnaître un foyer* : seuls la loi et son engagement le lui interdisent.",
    whole: "La notice entière (nouvel onglet)",
    sample: "Démonstration : n’y envoyez pas de vraies données.",
    breaches: "Un incident a touché les données de ce commun : lisez ce qui s’est passé (nouvel onglet).",
    sharedShort: "Appareil partagé : effacer cette page quand je la quitte",
  },
  trace: {
    mode: "Appareil partagé : cette page s’efface si vous la quittez, ou après dix minutes sans geste.",
    ending: "Faute de geste, cette page s’efface dans deux minutes.",
    stay: "Rester sur la page",
    button: "Ne laisser aucune trace",
    unkept: "Vous n’avez pas dit que vous avez gardé votre clé.",
    unkeptMeans:
      "Elle n’est que dans cette page : une fois effacée, elle ne peut être refaite par personne. Votre contribution, elle, est envoyée et reste ; sans clé, vous ne pourrez ni la voir, ni la corriger, ni la retirer.",
    keepFirst: "Garder d’abord ma clé",
    anyway: "Tout effacer sans la clé",
    sentStays: "Votre contribution, elle, est envoyée et reste : effacer cette page ne la retire pas.",
    done: "Tout est effacé de cette page",
    sentAlready: "Déjà envoyé.",
    doneBody:
      "Vos fichiers, vos réponses et votre clé ne sont plus dans cette page, et n’ont été gardés nulle part dans le navigateur.",
    cannot: "Ce que la page ne peut pas effacer, et que vous pouvez vérifier :",
    cannotList: [
      "le fichier de votre fournisseur dans le dossier Téléchargements : supprimez-le, puis videz la corbeille ;",
      "ce que vous auriez téléchargé ou imprimé ici (lettre, clé, preuve), et la file de l’imprimante ;",
      "ce que vous auriez copié : copiez un autre mot pour le remplacer ;",
      "l’adresse de cette page dans l’historique (sans aucune donnée), et vos sessions chez votre fournisseur ou au service d’identification : déconnectez-vous-en.",
    ],
    file: "Un fichier pris ici reste dans les Téléchargements de cet appareil, où d’autres peuvent l’ouvrir. Mieux vaut le prendre sur un appareil à vous. Sinon : envoyez-le-vous ou copiez-le sur une clé USB, supprimez-le ici, puis videz la corbeille.",
    fileAnyway: "Prendre le fichier ici quand même",
    again: "Recommencer",
    idle: "La page s’est effacée après dix minutes sans geste.",
  },
  sources: {
    figures: "Les chiffres à taper :",
    type: "Taper ces chiffres",
    letter: "Lettre pour les demander",
    letterLead:
      "Pas d’espace client, pas de fichier ? La loi vous donne une copie de vos données. Copiez cette lettre, complétez les crochets chez vous : ici, n’écrivez ni nom ni numéro.",
    copy: "Copier",
    copied: "Copié",
    copyFailed: "La copie n’a pas marché : sélectionnez le texte à la main.",
    print: "Imprimer",
    drop: "Déposez vos fichiers ici",
    choose: "Choisir des fichiers",
    chooseOther: "Choisir un autre fichier",
    dropHint: (topics: string) => `${topics}, tels que reçus. Un PDF ? Tapez la facture.`,
    reading: (done: string) => `Lecture dans votre navigateur : ${done}`,
    cancel: "Annuler la lecture",
    answerFirst: "Un tableau attend votre réponse : dites d’abord de quoi il parle, ou « D’autre chose » pour le laisser.",
    cancelled: "Lecture annulée ; rien n’a été gardé.",
    tooLarge: (name: string) => `« ${name} » dépasse 256 Mo : demandez une période plus courte.`,
    faults: {
      "unreadable-file":
        "est abîmé, incomplet ou trop grand. Téléchargez-le à nouveau, sans l’ouvrir ni l’enregistrer dans un tableur ; sinon, tapez les chiffres.",
      internal:
        "n’a pas pu être lu : l’appareil manque peut-être de mémoire. Essayez une période plus courte, ou tapez les chiffres.",
    },
    otherTopic: (topics: string) => `n’est d’aucun thème que ce commun prend : ${topics}.`,
    theFile: "Ce fichier",
    remove: "Retirer",
    removed: (name: string) => `Retiré : ${name}.`,
    putBack: "Remettre",
    typed: "Chiffres tapés",
    nothingWhole:
      "Aucun mois n’y est assez complet pour servir, et rien n’en est parti. Demandez une période plus longue, ou tapez une facture.",
    /** of a file that has the titles of its columns alone */
    noLines:
      "Il n’a que des titres de colonnes, et aucune ligne dessous. Redemandez-le en choisissant une période, ou tapez une facture.",
    /** `unused`: the topics that were recognised; may be empty */
    nothingUsable: (list: string, unused: string) =>
      `${unused === "" ? "Rien de ce que vous avez déposé ne peut servir ici, et rien n’en est parti. Ce commun" : `C’est un fichier ${de(unused)}, que ce commun ne prend pas. Il`} prend : ${list}. Déposez un autre fichier, ou tapez une facture.`,
  },
  type: {
    what: "De quoi s’agit-il ?",
    kind: "Ce chiffre porte sur",
    kinds: { bill: "une facture", month: "un mois", year: "un an" },
    from: "Du",
    to: "Au",
    month: "Mois",
    year: "Année",
    idle: {
      group: "Dans aucune publication à venir",
      text: (years: readonly string[]) =>
        years.length === 0
          ? "Aucune publication à venir n’est annoncée."
          : `Ne compterait pas : les publications à venir portent sur ${years.join(" et ")}.`,
    },
    amount: (unit: string) => `Total (${unit})`,
    hint: "Premier et dernier jour compris.",
    read: (amount: string) => `Lu : ${amount}.`,
    grouped: (grouped: string) => `Si c’est ${grouped}, tapez-le sans point.`,
    add: "Ajouter, et taper la suivante",
    replace: "Remplacer",
    list: (n: number) => `Chiffres ajoutés : ${n}`,
    giveUp: "Laisser ce chiffre",
    edit: "Corriger",
    between: (from: string, to: string) => `du ${spoken(from)} au ${spoken(to)}`,
    sharedDay: (day: string) => `Le ${spoken(day)} est déjà dans un chiffre ajouté`,
    startOn: (day: string) => `Commencer le ${spoken(day)}`,
    endOn: (day: string) => `Finir le ${spoken(day)}`,
    faults: {
      empty: "Tapez une valeur, par exemple 97 ou 12,5.",
      negative: "Une valeur ne peut pas être négative.",
      amount: "Ceci n’est pas un nombre : tapez des chiffres, par exemple 97 ou 12,5.",
      from: "Indiquez le premier jour de la facture.",
      to: "Indiquez le dernier jour de la facture.",
      order: "La facture finit avant d’avoir commencé.",
      short: `Moins de ${MIN_DAYS} jours : un mois ne s’en déduit pas.`,
      length: `Plus de ${MAX_DAYS} jours : vérifiez les dates.`,
      overlap: "Ces dates recouvrent un chiffre déjà ajouté",
      measure: "Choisissez de quoi il s’agit.",
      future: "Cette période n’est pas finie : attendez sa fin, ou vérifiez les dates.",
    },
  },
  report: {
    title: "Ce que ce fichier dit de vous",
    identifiers: "Ce qui vous désigne, lu puis laissé dans votre navigateur",
    noIdentifiers: "La page n’y a reconnu aucun identifiant. S’il y en a, ils restent dans votre navigateur.",
    masked: "(masqué)",
    identifier: (kind: string, count: string) => `${kind} : ${count}`,
    nameToo: "Le nom du fichier peut aussi porter un numéro : les longs y sont masqués, et il n’est pas envoyé non plus.",
    points: (n: string) => `${n} points de mesure.`,
    /** `months`: of the uses between them */
    meter: (n: string, months: number) =>
      `${n} relevés de compteur, donc ${months === 1 ? "un mois entier" : `${months} mois entiers`}.`,
    /** `minutes`: of the shortest interval. A day has 23 hours where clocks change. */
    finest: (minutes: number) =>
      minutes < 23 * 60
        ? `Une valeur ${minutes === 60 ? "par heure" : minutes < 120 ? `toutes les ${minutes} minutes` : `toutes les ${Math.round(minutes / 60)} heures`}.`
        : minutes <= 25 * 60
          ? "Une valeur par jour."
          : minutes >= 28 * 1440 && minutes <= 31 * 1440
            ? "Une valeur par mois."
            : `Au plus une valeur tous les ${Math.round(minutes / 1440)} jours.`,
    kept: (n: number, points: string | null, what: "whole" | "months" | "numbers") =>
      `Ce qui peut partir : ${n === 1 ? "un seul" : n} ${{ whole: n === 1 ? "mois entier" : "mois entiers", months: "mois", numbers: n === 1 ? "nombre" : "nombres" }[what]}${points === null ? "" : `, au lieu de ${points} points`}.`,
    /** days without any reading */
    emptyDays: (days: readonly string[]) =>
      `Il manque ${days.map((day) => `le ${spoken(day)}`).join(", ")} : rien ne ${days.length === 1 ? "le" : "les"} remplace.`,
    /** `when`: the months or years that are not sent; `years`: of the publications to come, empty where these are not why */
    rest: (n: number, when: string, areMonths: boolean, years: readonly string[]) =>
      `${n === 1 ? "Un" : n} ${areMonths ? "mois" : n === 1 ? "nombre" : "nombres"} ${n === 1 ? "reste" : "restent"} chez vous, ${when}${years.length === 0 ? "" : ` : les publications à venir portent sur ${years.join(" et ")}`}.`,
    keptOther: (names: string) => `Rien n’en part : ce commun ne prend pas ce thème (${names}).`,
    keptNone: "Aucun mois n’est assez complet pour servir.",
    /** of a file whose figures were all left out */
    keptLeft: "Rien d’autre n’en reste à envoyer.",
    notUsed: (names: string) => `Laissé, rien n’en part : ${names}. Ce commun ne prend pas ce thème.`,
    from: "Ce qui est donné",
    fromBegin: (begin: string) => `dès ${begin}`,
    fromHint: (years: readonly string[]) =>
      years.length === 0
        ? "Aucune publication à venir n’est connue de cette page : rien n’a besoin de partir."
        : `Les publications à venir portent sur ${years.join(" et ")} : ce qui est plus ancien n’a pas besoin de partir.`,
    fromNone: "rien",
    idle: {
      none: "Aucune publication à venir ne porte sur ces relevés.",
      /** of a file of which figures were left out */
      rest: "Aucune publication à venir ne porte sur ce qui reste.",
      means: (first: string, last: string, years: readonly string[], months: number, isRest: boolean) =>
        `${restOrPeriod(first, last, isRest)} ${
          years.length === 0
            ? "Cette page ne connaît aucune publication à venir."
            : `Les publications à venir portent sur ${years.join(" et ")}.`
        } Envoyés, ils s’effaceraient au bout de ${months} mois, sans doute sans avoir servi.`,
    },
    chart: (measure: string) => `${measure}, mois par mois`,
    allEstimated: "répartis d’après les jours",
    amount: (unit: string) => `Quantité (${unit})`,
    remark: "Remarque",
    estimated: "estimé",
    missing: (part: string) => `il en manque ${part} %, que rien ne remplace`,
    notKept: (why: string) => `non gardé : ${why}`,
    covered: (part: string) => ` (présent à ${part} %)`,
    leftOut: (list: string) => `Laissé de côté par vous : ${list}.`,
    takeBack: "Reprendre",
    /** `list`: each figure of a file, as it says it and as it was typed */
    mended: (list: string) => `Corrigé par vous : ${list}.`,
    corrected: "corrigé par vous",
    unmend: "Reprendre la valeur du fichier",
    left: "Laissé de côté",
    unread: (n: string) => `Lignes non lues : ${n}`,
    unreadWhy: (n: string, why: string) => `Lignes non lues : ${n} (${why}).`,
    place: { line: "ligne", row: "rangée", item: "élément" },
    at: (place: string, n: string, entry: string) => `${entry}${place} ${n}`,
    entry: (n: string) => `fichier ${n}, `,
    more: (n: string) => `et ${n} autres`,
  },
  token: {
    title: "Preuve d’habitant",
    lead: "Ce commun demande une preuve qu’une personne du territoire contribue, une fois par période. Le service qui la signe vous identifie mais ne voit pas ce qu’il signe ; le commun voit la preuve mais ne sait pas de qui elle est.",
    signIn: "1. S’identifier (nouvel onglet)",
    get: "2. Demander ma preuve",
    getting: "Demande en cours…",
    have: "Preuve prête : elle partira avec l’envoi.",
    later:
      "Plus discret encore : gardez la preuve, et envoyez plus tard. Qui voit l’heure de l’envoi ici et celle de la demande chez le signataire pourrait, si elles sont proches, les rapprocher.",
    suggested: (when: string) => `Moment tiré au hasard pour vous : le ${when}.`,
    paste: "Ou coller une preuve gardée",
    use: "Utiliser cette preuve",
    copy: "Copier la preuve",
    download: "Télécharger la preuve",
    fileName: "preuve-d-habitant",
    needed: "Il manque la preuve d’habitant.",
    closed: "Aucune période n’est ouverte en ce moment : on ne peut pas commencer de contribution.",
    faults: {
      "sign-in-needed": "Vous n’êtes pas identifié, ou depuis trop longtemps (10 minutes) : recommencez par 1.",
      "token-issued": "Votre compte a déjà eu sa preuve pour cette période. Si vous l’avez gardée, collez-la.",
      "epoch-not-open": "Cette période n’est pas ouverte chez le signataire. Réessayez plus tard.",
      network: "Le signataire ne répond pas. Réessayez.",
      mark: "La signature reçue ne correspond pas à la clé que publie ce commun. N’utilisez pas ce signataire et prévenez l’opérateur.",
      text: "Ce texte n’est pas une preuve entière.",
      other: "Le signataire a refusé. Réessayez plus tard.",
    },
    signedIn: "Vous êtes identifié. Fermez cet onglet et revenez à celui de votre contribution.",
  },
  key: {
    idle: (months: number) =>
      `Pour l’instant, elle ne compte dans aucune publication à venir. Elle ne comptera que si la période de vos relevés est publiée, ou révisée, avant qu’ils ne s’effacent, au bout de ${months} mois au plus.`,
    title: "Gardez cette clé",
    download: "Télécharger la clé",
    fileName: "cle-de-contribution",
    /** `day`: on which the key was made */
    fileText: (name: string, day: string, address: string, key: string) =>
      `Clé de contribution à ${name}, du ${day}\n\n${key}\n\nElle permet de voir, corriger, suspendre ou retirer la contribution : ${address}\nGardez-la comme un mot de passe.\n`,
    qr: "Code QR de la clé (c’est la clé elle-même, pas un lien)",
    qrHint: "Ou photographiez ce code, qui est la clé elle-même ; ou recopiez-la.",
    underlined: "À la main : majuscules comprises, chiffres soulignés, - à mi-hauteur, _ en bas.",
    sharedHint:
      "Appareil partagé : photographiez le code avec votre propre téléphone, ou recopiez la clé sur papier. Ce qui est copié ou imprimé ici y reste.",
    saved: "Clé téléchargée.",
    copied: "Copié. Collez-la, puis copiez autre chose.",
    /** `days`: the last of bills that end within a month, and leave it unfinished */
    bills: (days: readonly string[]) =>
      `Gardez aussi ${days.length === 1 ? "la facture finie" : "les factures finies"} le ${days.map(spoken).join(" et le ")} : vous ${days.length === 1 ? "la" : "les"} retaperez avec la suivante.`,
    kept: "J’ai gardé ma clé",
    finish: "Terminer",
    needKept: "Cochez que vous avez gardé votre clé : après, la page l’oublie.",
    needFinish: "Vous avez gardé votre clé : « Terminer » l’efface de cette page.",
    done: "C’est fini. Cette page a oublié votre clé.",
    mine: "Voir ma contribution",
    another: "Contribuer pour un autre foyer",
  },
};
