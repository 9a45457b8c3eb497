/** Texts that all pages share, in French. `en/shared.ts` has the same keys, or does not compile. Asterisks mark emphasis. */
export const fr = {
  skip: "Aller au contenu",
  nav: "Navigation principale",
  home: "Accueil",
  compare: "Me situer",
  explore: "Données",
  district: "Quartiers",
  privacy: "Confiance",
  contribute: "Contribuer",
  "my-contribution": "Ma contribution",
  notice: "Ce que devient une contribution",
  noticeOfAny: "Ce qui est gardé, et vos droits",
  noticeOfCopy: "D’où viennent ces chiffres, et vos droits",
  accessibility: "Accessibilité",
  conformity: {
    full: "totalement conforme",
    partial: "partiellement conforme",
    none: "non conforme",
  },
  legal: "Mentions légales",
  "site-map": "Plan du site",
  docs: "Documentation",
  sql: "Requêtes SQL",
  language: "Langue",
  frame: {
    menu: "Menu",
    close: "Fermer le menu",
    purpose: {
      compare: "mes chiffres à côté des autres",
      district: "la carte, comparer, le rapport",
      explore: "tout télécharger, tout citer",
      privacy: "comment on vous protège",
      "my-contribution": "avec ma clé : voir, corriger, retirer",
    },
  },
  monthNames: [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
  ],
  sample: (isEmpty: boolean) => `Démonstration : ${isEmpty ? "cette ville est inventée" : "ces foyers sont inventés"}.`,
  method: "Ces chiffres ne valent que pour les foyers comptés.",
  newTabs: "Ces liens ouvrent un nouvel onglet : cette page reste ouverte.",
  sourceCode: "Code source",
  licence: "Publications sous Licence Ouverte / Etalab 2.0",
  api: "Données et API",
  feed: "Flux Atom",
  contact: "Contact",
  heated: "Chauffage",
  labelled: (name: string, value: string) => `${name} : ${value}`,
  privacyLink: "Comment on vous protège",
  lists: {
    done: "C’est bon",
    found: (n: number) => (n === 0 ? "rien de tel" : n === 1 ? "1 ligne" : `${n} lignes`),
    none: (typed: string) => `Rien ne ressemble à « ${typed} ».`,
  },
  figure: {
    /** how many of the means that are shown a model pulled towards that of the wider place, `de Lyon 8e` where it is known; `type`: those of types of homes */
    modelled: (n: number, all: number, wider?: { readonly of: string } | "type") => {
      const one = n === 1;
      const means = n === all ? (one ? "la moyenne" : `les ${n} moyennes`) : `${n} moyenne${one ? "" : "s"} sur ${all}`;
      const moved = `${one ? "est" : "sont"} plus ou moins rapprochée${one ? "" : "s"}`;
      const to =
        wider === "type"
          ? "de celle de ce type plus largement, corrigée selon l’endroit"
          : `de celle ${wider?.of ?? "de l’endroit plus large"}`;
      return `Ici, ${means} ${moved} ${to}, pour être plus ${one ? "sûre ; sa marge en tient" : "sûres ; leurs marges en tiennent"} compte.`;
    },
    keep: "Garder ou partager",
    image: "Image",
    data: "Données en CSV, avec des notes au début",
    spreadsheet: "Tableur",
    address: "Copier le lien",
    copied: "Lien copié",
    copyFailed: "Le navigateur n’a pas copié : voici le lien.",
    embed: "Intégrer",
    see: "Voir la page entière",
    embedCopied: "Code copié : collez-le dans votre page.",
    embedPreview: "Voir l’aperçu",
    embedFailed: "Le navigateur n’a pas copié : voici le code à coller.",
    source: (commons: string, period: string, day?: string) =>
      `Chiffres : ${commons}, publication ${period}${day === undefined ? "" : ` du ${day}`}. Licence Ouverte 2.0`,
    origin: (from: string) => `Données d’origine : ${from}`,
    sourceBriefly: (period: string) => `Publication ${period}. Licence Ouverte 2.0`,
    outlines: (from: string) => `Contours : ${from}`,
    census: (from: string) => `Recensement : ${from}`,
    background: (from: string) => `Fond : ${from}`,
    table: "Les mêmes chiffres, en tableau",
    /** one hatching, for several reasons */
    without: (reasons: string) => `sans chiffre (${reasons})`,
    unsure: "à lire avec prudence",
    /** an estimate below zero, by the upper end of its margin */
    lessThan: (amount: string) => `moins de ${amount}`,
    unsureMark: "(?)",
    /** of a mean of all homes, large and small */
    sizes: "Sans tenir compte de la taille des foyers.",
    marginOf: "La marge (95 %) dit le flou, pas les foyers non comptés.",
    volunteers: "Ces foyers ont choisi de contribuer : ils n’ont pas été tirés au sort.",
  },
  welcome: {
    map: {
      perPlace: (homes: string, level: string) => `${homes} par ${level}`,
      /** `needed`: with how many, as `perPlace`, those of a smaller level last; empty: not known */
      withheld: (needed: readonly string[]) =>
        `pas encore assez de foyers${needed.length === 0 ? "" : ` ; il en faut environ ${needed.join(" ou ")}`}`,
    },
    and: (names: readonly string[]) => names.join(" et "),
    by: {
      size: "le nombre de personnes",
      dwelling: "le type de logement",
      surface: "la surface",
      heating: "le chauffage",
      heating_mode: "le mode de chauffage",
      tenure: "le statut d’occupation",
      built: "l’âge du logement",
    },
    months: {
      /** `contact`: null where the operator states none */
      closed: (contact: string | null) =>
        `Ce commun ne prend pas encore de contributions. L’opérateur doit d’abord dire qui protège vos données. ${contact === null ? "Ensuite, « Contribuer » paraîtra en haut de chaque page." : `Pour savoir quand : ${contact}`}`,
      /** readings that were taken from elsewhere */
      copied: "On ne contribue pas ici : ces chiffres viennent de données publiées ailleurs.",
      nowhere: "On ne contribue pas sur ce site.",
    },
    reference: {
      name: (period: string, value: string) => `repère ${period} : ${value}`,
      absentAll: "Aucun chiffre de voisins n’a encore paru. Vos chiffres sont ramenés au mois et à l’année.",
    },
  },
  stand: {
    monthLabel: "Ce chiffre est celui",
    lead: "Un chiffre, et la page vous place parmi des logements comme le vôtre. Elle calcule tout ici : rien n’est envoyé, et rien n’est gardé une fois la page fermée.",
    home: "Mon logement",
    change: "Modifier",
    done: "C’est bon",
    forgotten: "Page rouverte : s’il y avait des réponses ici, elles sont effacées.",
    kept: "Gardé tant que la page reste ouverte, jamais envoyé.",
    where: "Où ?",
    whereHint: (postcodes: boolean) => `Le nom d’un endroit ou une partie de ce nom${postcodes ? ", ou un code postal" : ""}.`,
    /** above a place that is found by its official code where a postcode may be meant */
    officialCode: (code: string) => `Code officiel ${code}, pas un code postal`,
    noCode: (code: string) => `Le code postal ${code} n’est pas dans nos listes : essayez le nom de la commune.`,
    /** of a text that begins as an address does */
    noAddress: (place: string | null) =>
      `Pas besoin d’adresse : le nom du quartier ou de la commune suffit.${place === null ? "" : ` Pour l’instant : ${place}.`}`,
    noPlace: (text: string, place: string | null) =>
      `« ${text} » est hors de ce territoire, ou s’écrit autrement.${place === null ? "" : ` Pour l’instant : ${place}.`}`,
    wholePlace: (name: string) => `Choisir l’ensemble : ${name}`,
    notTaken: (text: string, place: string | null) =>
      `« ${text} » n’a pas été pris : choisissez un endroit proposé.${place === null ? "" : ` Pour l’instant : ${place}.`}`,
    /** of a place that a search finds */
    nothingOf: "rien de publié",
    places: (n: number) => (n === 1 ? "1 endroit" : `${n} endroits`),
    other: "Mes autres thèmes",
    add: "Ajouter",
    next: "Et ensuite ?",
    kinds: { month: "par mois", year: "par an", bill: "facture", months: "mes mois" },
    amount: { month: "par mois", year: "par an", bill: "au total" },
    faults: {
      empty: "",
      negative: "Un chiffre ne peut pas être négatif.",
      zero: "Zéro peut être juste (logement vide, compteur arrêté), mais ne se compare pas.",
      amount: "Ceci n’est pas un nombre : tapez des chiffres, par exemple 97 ou 12,5.",
      period: "Est-ce par mois ou par an ? Choisissez ci-dessous.",
      from: "Il manque le premier jour de la facture.",
      to: "Il manque le dernier jour de la facture.",
      order: "La facture finit avant d’avoir commencé.",
      future: "La facture n’est pas finie : attendez sa fin, ou vérifiez les dates.",
      short: "La facture est trop courte : un mois ne s’en déduit pas.",
      length: "La facture est trop longue : vérifiez les dates.",
      month: (name: string, negative: boolean) =>
        `${name} : ${negative ? "un chiffre ne peut pas être négatif" : "ce n’est pas un nombre"}.`,
    },
    otherUnit: (unit: string) => `Ici, il faut un nombre en ${unit} : il est sur la facture.`,
    waiting: "Les chiffres des autres arrivent…",
    unread: "Les chiffres des autres ne sont pas venus. Vérifiez votre connexion, puis rechargez la page.",
    empty: "Tapez un chiffre : la réponse vient ici.",
    low: { money: "qui dépense le moins", use: "qui consomme le moins", other: "du bas" },
    high: { money: "qui dépense le plus", use: "qui consomme le plus", other: "du haut" },
    centre: { P50: "le milieu", MEAN: "la moyenne" },
    half: (kind: string, low: string, high: string) => `la moitié des ${kind} : ${low} à ${high}`,
    you: "vous",
    youAre: (value: string) => `vous, ${value}`,
    near: {
      mostly: (whole: string, part: string, kind = "foyers") => `${whole} : presque tous les ${kind} comptés sont ${part}.`,
    },
    heating: {
      "electric-or-pump": {
        short: "chauffage électrique",
        many: "chauffés par électricité ou pompe à chaleur",
      },
      "not-electric": { short: "autre chauffage", many: "chauffés autrement qu’à l’électricité" },
      gas: { short: "chauffage au gaz", many: "chauffés au gaz" },
      "not-gas": { short: "gaz sans chauffage", many: "qui n’ont le gaz que pour la cuisson ou l’eau chaude" },
    } as Readonly<Record<string, { readonly short: string; readonly many: string }>>,
    more: "En savoir plus",
    person: "Ce thème compte ce que fait une seule personne du foyer, pas le foyer entier.",
    experimental: "Thème expérimental : la lecture des fichiers n’a pas encore été essayée sur de vrais fichiers de foyers.",
    unit: {
      topicIn: (topic: string, unit: string) => `${topic}, en ${unit}`,
      yearIs: (value: string) => `soit ${value} par mois`,
    },
    reference: {
      title: "Un repère public, à part",
      text: (value: string, period: string, scope: string) => `${value} par mois en ${period}, en moyenne${scope}.`,
      inFrance: " en France",
      anyHeating: ", tous chauffages",
      /** those of the mean home */
      forPeople: (people: string) => ` pour ${people} personnes`,
      anyPeople: ", quel que soit le nombre de personnes",
      source: "Source : ",
      how: "Le calcul",
      apart: (licence: string) => ` – ${licence}. Ce chiffre ne vient pas des contributions et ne s’y mêle pas.`,
    },
    margin: (centre: string, value: string, lower: string, upper: string) =>
      `${centre.charAt(0).toUpperCase()}${centre.slice(1)} : ${value}, entre ${lower} et ${upper}.`,
    monthShort: ["janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."],
    monthLetters: ["J", "F", "M", "A", "M", "J", "J", "A", "S", "O", "N", "D"],
  },
  loading: "Chargement…",
  failed: "Une partie de la page manque : le réseau est coupé, ou le site a changé. Rechargez la page.",
  lost: "Ce que vous avez tapé sera à redire, sauf gardé dans un fichier.",
  failures: {
    network: "Le site ne répond pas : vérifiez votre connexion, puis réessayez. Rien n’est perdu.",
    refused: "Le site n’a pas donné les publications. Réessayez dans un moment.",
    damaged:
      "Une publication est endommagée : elle ne correspond plus à son empreinte, ou ne se lit pas. Rien n’en est montré. Prévenez qui tient le commun.",
  },
  retry: "Réessayer",
  noRelease: "Aucune publication n’est encore disponible.",
  noData: "Aucune donnée à montrer.",
  perMonth: (unit: string) => `${unit} par mois`,
  between: (lower: string, upper: string) => `entre ${lower} et ${upper}`,
  allHouseholds: "Tous les foyers comptés",
  households: "foyers",
  kept: "non publié, car il en ferait deviner un autre",
  keptHere: "Son chiffre n’est pas publié, car une soustraction en ferait deviner un autre.",
  /** opens why figures are not published */
  keptWhy: "Pourquoi ?",
  /** `near`: homes either way that a subtraction always leaves open */
  keptMeans: (near: string) =>
    `En soustrayant les chiffres parus, on ne connaît le compte d’un endroit ou d’un groupe trop petit qu’à ${near} foyers près, au mieux (95 %), sauf si des publications plus anciennes de la même année le disent. Là où l’on ferait mieux, un autre chiffre n’est pas publié. Un type qui en réunit d’autres ne paraît que si tous paraissent.`,
  revised: (period: string, n: string) => `${period}, révision ${n}`,
  quarter: (n: string, year: string) => `${n === "1" ? "1er" : `${n}e`} trimestre ${year}`,
};

export type Words = typeof fr;
