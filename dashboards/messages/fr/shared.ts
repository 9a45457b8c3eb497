import { de } from "../../shared/french.ts";

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
  sample: (isEmpty: boolean) => `Démonstration : ${isEmpty ? "cette ville est inventée" : "ces foyers sont inventés"}.`,
  method: "Ces chiffres ne parlent que de ce qui est compté ; leur marge ne dit rien du reste.",
  sourceCode: "Code source",
  licence: "Publications sous Licence Ouverte / Etalab 2.0",
  api: "Données et API",
  feed: "Flux des publications (Atom)",
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
    modelled: "Plus une moyenne est floue, plus elle est rapprochée de celle de l’endroit plus large ; sa marge en tient compte.",
    keep: "Garder ou partager",
    image: "Image",
    data: "Données",
    spreadsheet: "Tableur",
    address: "Copier le lien",
    copied: "Lien copié",
    copyFailed: "Le navigateur n’a pas copié : voici le lien.",
    embed: "Intégrer",
    see: "Voir la page entière",
    embedCopied: "Code à coller copié",
    embedFailed: "Le navigateur n’a pas copié : voici le code à coller.",
    source: (commons: string, period: string, day?: string) =>
      `Chiffres : ${commons}, publication ${period}${day === undefined ? "" : ` du ${day}`}. Licence Ouverte 2.0`,
    origin: (from: string) => `Données d’origine : ${from}`,
    sourceBriefly: (period: string) => `Publication ${period}. Licence Ouverte 2.0`,
    outlines: (commons: string) => `Contours : ${commons}`,
    table: "Les mêmes chiffres, en tableau",
    /** one hatching, for several reasons */
    without: (reasons: string) => `sans chiffre (${reasons})`,
    unsure: "à lire avec prudence",
    /** an estimate below zero, by the upper end of its margin */
    lessThan: (amount: string) => `moins de ${amount}`,
    unsureMark: "(?)",
  },
  welcome: {
    title: "Et chez les voisins ?",
    lead: "Comparez vos factures à celles de logements comme le vôtre.",
    opened: (place: string, reference: boolean, closed: boolean) =>
      `Ce commun de données ${closed ? "se prépare" : "commence"} ${place} : aucun chiffre de voisins n’a encore paru. ${
        reference
          ? "En attendant, situez-vous à côté d’un repère public."
          : closed
            ? ""
            : "Il faut des foyers pour commencer : le vôtre peut en être."
      }`,
    amount: (topic: string) => `${topic}, par mois`,
    detail: "Voir le détail",
    first: "Être parmi les premiers",
    local: "Calculé dans cette page : rien de ce que vous tapez n’est envoyé.",
    waiting: "Décrivez votre logement et tapez un chiffre : la réponse vient ici.",
    middleIs: (kind: string, of: string, value: string) => `Le ${kind} du milieu ${of} est à ${value} par mois. Et vous ?`,
    middleAmong: (homes: string, value: string) => `Parmi les ${homes}, le milieu est à ${value} par mois. Et vous ?`,
    meanIs: (kind: string, of: string, value: string) => `Les ${kind} ${of} sont en moyenne à ${value} par mois. Et vous ?`,
    least: "les plus bas",
    most: "les plus hauts",
    middle: (value: string) => `au milieu : ${value}`,
    map: {
      title: (topic: string) => `${topic}, endroit par endroit`,
      subtitle: (of: string, period: string) => `En moyenne par mois, en ${period}, à côté de l’ensemble ${of}`,
      label: (topic: string, of: string) => `Carte ${of} : ${topic}, chaque endroit comparé à l’ensemble.`,
      less: "moins",
      same: "écart trop petit pour conclure",
      more: "plus",
      wide: "marge trop large",
      absent: "pas assez de foyers",
      hint: "Choisissez un endroit pour lire son chiffre.",
      hintFirst: "Choisissez un endroit pour voir combien de foyers il lui faut.",
      value: (value: string, lower: string, upper: string) => `${value} par mois en moyenne, entre ${lower} et ${upper}`,
      beside: (relation: string, whole: string) => `${relation} que l’ensemble (${whole})`,
      homes: (count: string) => `${count} foyers`,
      withheld: (needed: string | null) =>
        needed === null
          ? "pas encore assez de foyers"
          : `pas encore assez de foyers ; avec environ ${needed}, une chance sur deux`,
      here: "J’habite ici",
      district: "Ses chiffres, dans Quartiers",
      noted: "C’est noté : la question porte sur cet endroit",
      blank: (of: string) => `Carte ${of} : aucun endroit n’a encore de chiffre.`,
      waiting: "La carte arrive.",
      none: "La carte, en attendant les chiffres",
      noneText: "Un endroit apparaît quand assez de foyers y sont. Choisissez le vôtre.",
      place: "Endroit",
      mean: "Moyenne par mois",
      margin: "Entre",
    },
    findings: {
      title: (topic: string, homes: string, kind: string, of: string) => `${topic} : ce que disent ${homes} ${kind} ${of}`,
      types: (lowest: string, highest: string, by: string) => `De ${lowest} à ${highest} en moyenne, selon ${by}`,
      typesText: (lacking: string) => `Par mois.${lacking === "" ? "" : ` Pas montré ici : ${lacking}.`}`,
      areas: (ratio: string) => `${ratio} d’un endroit à l’autre`,
      areasText: (lowest: string, low: string, highest: string, high: string) =>
        `De *${low}* (${lowest}) à *${high}* (${highest}) par mois, en moyenne.`,
      areasCut: (n: number) => `Ici, les ${n} plus hauts et les ${n} plus bas.`,
      whole: (name: string, value: string) => `${name} : ${value}`,
      share: (oneIn: number, homes: string, kind: string) =>
        oneIn > 40
          ? `${homes} ${kind} y sont déjà`
          : `Plus d’un logement sur ${["", "", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"][oneIn] ?? oneIn}`,
      shareText: (share: string, dwellings: string, of: string, needed: string | null, level: string) =>
        `*${share}* des ${dwellings} logements ${of}.${needed === null ? "" : ` Il faut environ ${needed} foyers pour qu’un endroit (${level}) ait une chance sur deux de paraître.`}`,
      shareNote: (n: number) => `sur 100 logements, ${n} ${n > 1 ? "ont" : "a"} un chiffre ici`,
      join: "Ajouter mes chiffres",
      almost: (ratio: string) => `Presque ${ratio.toLowerCase()}`,
      twice: "Du simple au double",
      thrice: "Du simple au triple",
      times: (n: string) => `Jusqu’à ${n} fois plus`,
      note: "Un écart n’est dit ici que s’il est trop grand pour venir du flou.",
      data: "Les données",
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
    protection: [
      ["foyers au moins", "derrière chaque chiffre. Aucun chiffre n’est celui d’un seul foyer."],
      ["Un léger flou", "ajouté au hasard à chaque chiffre, et dit avec lui : c’est sa marge."],
      ["Un budget compté", "Tout ce qui est publié entame un budget fixé d’avance, que chacun peut recompter."],
    ] as readonly (readonly [string, string])[],
    protect: "Comment on vous protège",
    who: "Qui tient ce commun",
    question: "Une question :",
    months: {
      needed: "Ce qu’il faut pour qu’un endroit apparaisse",
      neededText:
        "Un rond : un foyer à venir. On ne dit pas combien sont déjà là : ce serait en dire trop. Le nombre qu’il faut, lui, est public.",
      level: (count: string, step?: "month" | "quarter" | "year") =>
        `environ ${count} foyers${step === undefined ? "" : `, ${{ month: "chaque mois", quarter: "chaque trimestre", year: "une fois l’an" }[step]}`}`,
      oftenTakesMore: "Paraître plus souvent, ou par type de foyer, demande plus de foyers : la même protection se partage.",
      floor: (k: number) => `Jamais un chiffre de moins de ${k} foyers.`,
      least: (k: number) => `Jamais un chiffre de moins de ${k} foyers ; souvent quelques dizaines sont nécessaires.`,
      references: "En attendant, des repères publics",
      referencesText: "Des moyennes publiques, par mois. Elles ne viennent ni de nous ni de vos voisins.",
      today: "Ce que vous pouvez faire aujourd’hui",
      closed: "Ce commun ne prend pas encore de contributions.",
      nowhere: "On ne contribue pas sur ce site.",
      give: [
        "Contribuer",
        "Vos mois passés peuvent compter aussi, s’il y en a assez : la page vous dit lesquels, et où.",
        "Commencer",
      ],
      look: ["Me situer", "Tapez un chiffre : la page le met à côté d’un repère public, et rien ne part.", "Voir où j’en suis"],
      lookAlone: ["Mes chiffres", "Une facture, une année : la page les ramène au mois, et rien ne part.", "Taper un chiffre"],
      read: ["Comment on vous protège", "Ce qui est gardé, ce qui ne l’est pas, et ce que l’on publie.", "Lire"],
    },
    reference: {
      less: (gap: string, value: string, name: string) => `${gap} de moins par mois que le repère public de ${value}${name}.`,
      more: (gap: string, value: string, name: string) => `${gap} de plus par mois que le repère public de ${value}${name}.`,
      unit: (times: string | null, value: string) =>
        `C’est *${times === null ? "plus de mille" : times} fois* le repère public (${value}) : vérifiez l’unité.`,
      little: (mine: string, value: string, name: string) =>
        `Chez vous : *${mine} par mois*. C’est très peu à côté du repère public de ${value}${name}.`,
      same: (_gap: string, value: string, name: string) => `Comme le repère public de ${value}${name}.`,
      note: "C’est une moyenne : elle ne dit pas si c’est peu ou beaucoup pour un foyer comme le vôtre.",
      name: (period: string, value: string) => `repère ${period} : ${value}`,
      none: "voisins : pas assez de foyers",
      mine: (month: string, year: string) => `Chez vous : *${month} par mois*, soit ${year} sur un an.`,
      /** of less than a year */
      beside: (month: string, value: string) => `Chez vous : *${month} par mois*. Repère public : ${value}, moyenne d’une année.`,
      mineMonth: (month: string) => `Chez vous : *${month} par mois*.`,
      absent: "Rien à quoi vous comparer pour l’instant : ce thème n’a ni chiffre de voisins, ni repère public.",
      absentAll: "Aucun chiffre de voisins n’a encore paru. Vos chiffres sont ramenés au mois et à l’année.",
      nothingYet: "Aucun chiffre de voisins n’a encore paru.",
      typeBeside: "Tapez votre chiffre : il se place à côté d’un repère public.",
      type: "Aucun chiffre de voisins n’a encore paru. Tapez le vôtre : la page le ramène au mois et à l’année.",
    },
  },
  stand: {
    lead: "Un chiffre, et la page vous place parmi des logements comme le vôtre. Elle calcule tout ici : rien n’est envoyé, et rien n’est gardé une fois la page fermée.",
    home: "Mon logement",
    change: "Modifier",
    done: "C’est bon",
    forgotten: "Page rouverte : rien de ce qui y était tapé n’a été gardé.",
    kept: "Gardé dans cette page tant qu’elle est ouverte, jamais envoyé.",
    where: "Où ?",
    whereHint: (postcodes: boolean) => `Le nom d’un endroit ou une partie de ce nom${postcodes ? ", ou un code postal" : ""}.`,
    noPlace: (text: string, postcodes: boolean) =>
      /^\d+$/.test(text) && !postcodes
        ? "Les codes postaux ne sont pas connus ici : essayez un nom."
        : `Aucun endroit ne ressemble à « ${text} ». Essayez le nom de la commune.`,
    notTaken: (text: string, place: string | null) =>
      `« ${text} » n’a pas été pris : choisissez un endroit proposé.${place === null ? "" : ` Pour l’instant : ${place}.`}`,
    places: (n: number) => (n === 1 ? "1 endroit" : `${n} endroits`),
    other: "Mes autres thèmes",
    add: "Ajouter",
    remove: "Retirer",
    addText: "Un chiffre suffit, tapé ici.",
    next: "Et ensuite ?",
    giveKept: "Votre logement, vos chiffres et vos fichiers y sont repris, à relire. Rien n’y est coché d’avance.",
    giveAgain: "Vos réponses n’y vont pas : elles restent dans cette page, et Contribuer les redemandera.",
    print: "Imprimer ma fiche",
    share: "Partager, sans mes chiffres",
    kinds: { month: "par mois", year: "par an", bill: "facture", months: "mes mois" },
    amount: { month: "par mois", year: "par an", bill: "au total" },
    typedMonths: (unit: string) => `Mes mois, en ${unit} : ceux que je connais`,
    earlierMonths: "L’année d’avant aussi",
    fewerMonths: "Retirer l’année la plus ancienne",
    monthLabel: "Ce chiffre est celui",
    anyMonth: "d’un mois ordinaire",
    ofMonth: (name: string) => (/^[ao]/.test(name) ? `d’${name}` : `de ${name}`),
    from: "Du",
    to: "au (compris)",
    file: "fichier",
    fileText: (files: string | null) =>
      `${files === null ? "Tableau" : `${files}, ou tableau`} par heure, jour ou mois : lu ici, jamais envoyé.`,
    fileHow: "La marche à suivre pour obtenir le fichier",
    fileReading: "Lecture du fichier, dans cette page…",
    fileUnknown: (says: string) => `Ce fichier ${says} Rien n’a été envoyé.`,
    fileFailed: "Ce fichier n’a pas été reconnu. Rien n’a été envoyé.",
    fileLike: "Il faut le fichier de votre fournisseur, tel quel, ou un tableau comme celui-ci :",
    fileExample: (topic: string, unit: string, year = "2025") => `mois;${topic} (${unit})\n01/${year};420\n02/${year};390`,
    fileElsewhere: (topics: readonly string[]) =>
      topics.length === 1
        ? `Ce fichier parle d’un autre thème : ses chiffres sont dans la carte « ${topics[0]} ».`
        : `Ce fichier parle d’autres thèmes : ses chiffres sont dans leurs cartes (${topics.join(", ")}).`,
    fileNothing: "Ce fichier a été lu, mais il n’a aucun mois entier de ce qui est comparé ici.",
    fileOfOther: (others: string, compared: string) =>
      `Ce fichier porte sur autre chose : ${others}. Ici, on compare : ${compared}.`,
    fileTrouble: (why: string) => `Rien n’a pu en être gardé : ${why}.`,
    unnamed: {
      questionUnit: (name: string) => `« ${name} » est un tableau sans unité. De quoi parle-t-il ?`,
      inUnit: (measure: string, unit: string | null) => (unit === null ? measure : `${measure}, en ${unit}`),
      question: (name: string, unit: string) => `« ${name} » est un tableau en ${unit}. De quoi parle-t-il ?`,
      questionMeter: (name: string) => `« ${name} » : des nombres qui ne baissent jamais. Que disent-ils ?`,
      meter: "Le compteur, à chaque relevé",
      uses: "La consommation de chaque mois",
      none: "D’autre chose",
      left: "Ce tableau n’a pas été pris. Dites de quoi il parle dans le titre de sa colonne, par exemple « Électricité (kWh) ».",
    },
    fileRead: (months: number, from: string, to: string) =>
      months === 1 ? `1 mois lu ici : ${from}.` : `${months} mois lus ici, ${de(from)} à ${to}.`,
    filePartial: (names: string) => `Incomplets, pas comptés : ${names}.`,
    fileHoles: (holes: string) => `Il manque : ${holes}.`,
    fileAside: (n: number, first: string, last: string, years: number) =>
      `${n === 1 ? `Un mois, ${first}, est laissé` : `${n} mois, entre ${first} et ${last}, sont laissés`} de côté : il manque ${
        years === 1 ? "un an au moins" : `${years} ans au moins`
      } jusqu’aux suivants, c’est peut-être un autre logement ou un autre compteur.`,
    fileDrop: "Effacer le fichier",
    fileCosts: "La colonne des coûts est laissée de côté : seule la quantité est lue.",
    faults: {
      empty: "",
      negative: "Un chiffre ne peut pas être négatif.",
      zero: "Zéro ? Le compteur n’a peut-être pas été relevé : donnez un autre chiffre.",
      amount: "Ceci n’est pas un nombre : tapez des chiffres, par exemple 97 ou 12,5.",
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
    emptyBill: "Tapez le total, le premier et le dernier jour : la réponse vient ici.",
    wrongDates: "Corrigez les dates : la réponse vient ici.",
    few: (at: string, kind: string, needed: string | null) =>
      `${at}, pas encore assez de ${kind}${needed === null ? "" : ` : il en faut environ ${needed}`}.`,
    fewIn: (period: string, at: string, kind: string) =>
      `Pour ${/trimestre/.test(period) ? `le ${period}` : period}, ${at}, pas encore assez de ${kind}.`,
    notHere: "Plus près de chez vous, aucun rang n’est sûr.",
    giveOne: "Ajoutez le vôtre :",
    giveOneLink: "contribuer",
    seasons: {
      months: "d’autres mois",
      year: "le total d’une année",
    },
    low: { money: "qui dépense le moins", use: "qui consomme le moins", other: "du bas" },
    high: { money: "qui dépense le plus", use: "qui consomme le plus", other: "du haut" },
    lows: { money: "un quart dépense moins", use: "un quart consomme moins", other: "un quart est en dessous" },
    highs: { money: "un quart dépense plus", use: "un quart consomme plus", other: "un quart est au-dessus" },
    centre: { P50: "le milieu", MEAN: "la moyenne" },
    dots: (kind: string) => `Cent ${kind}, du plus bas au plus haut.`,
    dotsOfAll: (kind: string) => `Cent ${kind} de tous types, du plus bas au plus haut.`,
    dotsLabel: (group: string, low: string, high: string, you: string) =>
      `Cent points pour les ${group} : la moitié est entre ${low} et ${high}. Vous : ${you}.`,
    half: (kind: string, low: string, high: string) => `la moitié des ${kind} : ${low} à ${high}`,
    beyond: (n: number) => `${n} au-delà ▸`,
    you: "vous",
    youAre: (value: string) => `vous, ${value}`,
    gap: {
      /** where the sentence above has the figure */
      only: { more: "par mois de plus", less: "par mois de moins" },
      more: (one: string, middle: string) => `par mois de plus que le ${one} du milieu (${middle})`,
      less: (one: string, middle: string) => `par mois de moins que le ${one} du milieu (${middle})`,
      moreMean: (middle: string) => `par mois de plus que la moyenne (${middle})`,
      lessMean: (middle: string) => `par mois de moins que la moyenne (${middle})`,
      year: "d’écart sur un an",
      about: (amount: string) => `environ ${amount}`,
      inYear: "sur un an",
      onBill: "sur cette facture",
      small: (centre: string, value: string) => `L’écart avec ${centre} (${value}) est trop petit pour être dit.`,
    },
    others: { title: "Où sont les autres, par type de foyer" },
    foldOthers: "Où sont les autres",
    foldNear: (near: string) => `${near}, et avec qui on vous compare`,
    near: {
      title: "Près de chez vous",
      alike: (kind: string) => `${kind} comme le vôtre`,
      all: (kind: string) => `tous les ${kind}, tous types réunis`,
      subtitle: (homes: string, centre: string, unit: string, period: string) =>
        `${homes} : ${centre}, en ${unit} par mois (${period}). Le trait : la marge.`,
      finding: (side: "less" | "more" | "same", at: string, than: string, isMean: boolean) => {
        const beside =
          side === "same"
            ? `à peu près comme ${than}`
            : `${side === "less" ? "moins" : "plus"} ${/^[aà]/.test(than) ? "qu’" : "que "}${than}`;
        return `${at}, c’est ${isMean ? "en moyenne " : ""}${beside}`;
      },
      none: (homes: string) => `Près de chez vous, aucun chiffre sûr de ${homes}.`,
      elsewhere: "Voir les quartiers",
      label: (parts: string, you: string | null) => `Près de chez vous. ${parts}${you === null ? "" : ` Vous : ${you}.`}`,
      between: (value: string, lower: string, upper: string) => `${value}, entre ${lower} et ${upper}`,
      /**
       * @param homes named unless the sentence does
       * @param blend the quarters that are taken together
       */
      seasonNote: (centre: string, homes: string | null, unit: string, blend: string | null) =>
        `${centre.charAt(0).toUpperCase()}${centre.slice(1)}${homes === null ? "" : ` des ${homes}`}, en ${unit} par mois${blend === null ? "" : ` (${blend})`}. Le trait : la marge.`,
      season: (parts: string, you: string) => `Ces mois-là et l’année. ${parts} Vous : ${you}.`,
      quarters: "mêmes trimestres",
      year: { P50: "l’année, au milieu", MEAN: "l’année, en moyenne" },
      absent: "pas de chiffre sûr",
      mostly: (whole: string, part: string, kind = "foyers") => `${whole} : presque tous les ${kind} comptés sont ${part}.`,
    },
    spreads: {
      note: (unit: string) => `La barre : la moitié centrale ; le trait épais : le milieu. En ${unit} par mois.`,
      dashed: "En pointillé : marges trop larges pour y situer quelqu’un.",
      label: (parts: string) => `Moitié centrale par type de logement. ${parts}`,
      part: (name: string, low: string, middle: string, high: string) => `${name} : ${low} à ${high}, milieu ${middle}.`,
    },
    together: {
      title: "Mes thèmes, ensemble",
      subtitle: (centre: string, halves: boolean) =>
        `La ligne : ${centre}. ${halves ? "La barre : la moitié centrale." : "Le trait : sa marge."}`,
      label: (parts: string) => `Chaque thème à côté de son milieu. ${parts}`,
      part: (name: string, share: string | null, text: string) =>
        share === null ? `${name} : ${text}.` : `${name} : ${text}, soit ${share} du milieu.`,
      centre: { P50: "le foyer du milieu", MEAN: "la moyenne", both: "le milieu ou la moyenne" },
      multiples: ["la moitié", "le double", "le triple"] as readonly [string, string, string],
      few: "pas encore assez de foyers",
      needed: (n: string) => `il faut environ ${n} foyers`,
      dots: "Un point : un foyer sur vingt.",
      dotsOfAll: "Un point : un foyer sur vingt, de tous types.",
      answer: "répondre",
      said: {
        middle: "*la moitié centrale*",
        quarter: (how: string) => `*le quart ${how}*`,
        edge: (how: string) => `*à la limite* du quart ${how}`,
        below: (centre: string) => `*moins* que ${centre}`,
        about: (centre: string) => `*à peu près* comme ${centre}`,
        above: (centre: string) => `*plus* que ${centre}`,
        little: "*très peu*",
        unit: "l’unité est à vérifier",
        seasonal: "une partie de l’année, donc pas de rang",
        years: "d’autres années, donc pas de rang",
        widened: "pas encore assez de foyers comme le vôtre",
        imprecise: "trop imprécis pour vous situer",
        untold: (asked: string) => `il manque ${asked}`,
        none: "pas encore assez de foyers",
      },
    },
    months: {
      title: "Mes mois",
      same: (quarters: boolean) => `À côté des mêmes foyers, ${quarters ? "trimestre par trimestre" : "mois par mois"}.`,
      subtitle: (group: string, before: boolean, quarters: boolean, years: string) =>
        `Mes mois à côté ${quarters ? "des trimestres" : "de ceux"} des ${group}, en ${years}, là où ils sont publiés${before ? ", et de mon année d’avant" : ""}.`,
      alone: (centre: string, group: string, period: string) =>
        `Mes mois. Aucun mois des autres n’est encore publié : le trait est ${centre} des ${group} sur l’année ${period}.`,
      elsewhere: (group: string) => `Trop peu de mois des ${group} sont publiés pour être montrés ici.`,
      unpublished: "Mes mois. Aucun mois des autres n’est encore publié.",
      level: { P50: "le milieu, sur l’année", MEAN: "la moyenne, sur l’année" },
      label: "Mes mois, et ceux des autres là où ils sont publiés.",
      before: "vous, l’année d’avant",
      unchanged: (n: number) => (n === 1 ? "Autant que le même mois un an avant" : `Autant que les ${n} mêmes mois un an avant`),
      change: (sign: string, share: string, n: number) =>
        `${sign} sur ${n} mois, par rapport aux mêmes mois un an avant (${share})`,
      cold: ", sans tenir compte du froid",
    },
    who: "Avec qui vous compare-t-on ?",
    heating: {
      "electric-or-pump": {
        short: "chauffage électrique",
        many: "chauffés à l’électricité",
        joined: "pompes à chaleur comprises",
      },
      "not-electric": { short: "autre chauffage", many: "chauffés autrement qu’à l’électricité" },
      gas: { short: "chauffage au gaz", many: "chauffés au gaz" },
      "not-gas": { short: "gaz sans chauffage", many: "qui n’ont le gaz que pour la cuisson ou l’eau chaude" },
    } as Readonly<Record<string, { readonly short: string; readonly many: string; readonly joined?: string }>>,
    whoText: (count: string, group: string, period: string) => `Avec ${count || "les"} ${group}, publication ${period}.`,
    whoSame: (count: string, kind: string, period: string) => `Avec ces ${count} ${kind}, publication ${period}.`,
    whoKinds: (kind: { readonly many: string }, at: string, period: string) =>
      `Avec les ${kind.many} ${at}, type par type, publication ${period}.`,
    chooseGroup: "Changer de groupe",
    own: "le plus proche de chez vous qui ait assez de foyers",
    yours: "Pour ce groupe, on dit de quel côté de son milieu vous êtes, sans rang.",
    protected: "Comment est-ce protégé ?",
    protectedText: (k: number) => `Chaque chiffre : ${k} foyers au moins, et un léger flou.`,
    more: "En savoir plus",
    moreInTab: "En savoir plus (nouvel onglet)",
    person: "Ce thème compte ce que fait une seule personne du foyer, pas le foyer entier.",
    experimental: "Thème expérimental : la lecture des fichiers n’a pas encore été essayée sur de vrais fichiers de foyers.",
    mean: (n: number) => `La moyenne de vos ${n} mois.`,
    bill: (days: number) => `Facture de ${days} jours ramenée à un mois moyen.`,
    help: {
      title: "Vous vous privez ?",
      text: (heats: boolean) =>
        `Cela arrive à bien des foyers, et des gens sont là pour aider : ${
          heats
            ? "le CCAS de votre mairie, France services et, pour l’énergie, France Rénov’ (0 808 800 700, gratuit) et le chèque énergie"
            : "le CCAS de votre mairie et France services"
        }.`,
      orElse: "Ce chiffre est…",
      month: "celui d’un mois",
      part: "celui d’une partie du mois",
      right: "juste",
      confirmed: "C’est noté : ce chiffre est juste.",
    },
    unit: {
      question: (value: string) => `${value}, c’est…`,
      year: "le total d’une année",
      yearIs: (value: string) => `soit ${value} par mois`,
      bill: "une facture de plusieurs mois",
      inBase: (unit: string) =>
        `en ${({ L: "litres", Wh: "wattheures", m: "mètres", min: "minutes", kB: "ko" } as Record<string, string>)[unit] ?? unit}`,
      right: "juste, par mois",
      correct: "une faute de frappe ou une autre unité : je corrige",
    },
    reference: {
      title: "Un repère public, à part",
      text: (value: string, period: string) => `${value} par mois en ${period}, en moyenne.`,
      source: "Source : ",
      apart: (licence: string) => ` – ${licence}. Ce chiffre ne vient pas des contributions et ne s’y mêle pas.`,
    },
    sheet: {
      title: (topic: string, date: string) => `Ma fiche · ${topic} · ${date}`,
      yours: (value: string, ofMonth: string | null) => `Votre ${ofMonth === null ? "chiffre" : `mois ${ofMonth}`} : *${value}*.`,
      bill: (value: string, days: string) => `Ma facture : ${value}, ${days}.`,
      year: (value: string, year: string) => `Mon année${year === "" ? "" : ` ${year}`} : ${value}.`,
      diary: (unit: string) => `Mon année en ${unit}, à noter à la main`,
      diaryText: "Notez vos factures, mois par mois, et revenez comparer.",
      others: "Mes autres thèmes",
      talk: "En parler à quelqu’un.",
      talkText:
        "France services et le CCAS de votre mairie. Pour l’énergie : France Rénov’, 0 808 800 700, gratuit. Une facture difficile à payer ? Ils peuvent aider.",
      paper: "Votre chiffre n’est que sur ce papier : il n’a pas été envoyé.",
    },
    margin: (centre: string, value: string, lower: string, upper: string) =>
      `${centre.charAt(0).toUpperCase()}${centre.slice(1)} : ${value}, entre ${lower} et ${upper}.`,
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
    monthShort: ["janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."],
    monthLetters: ["J", "F", "M", "A", "M", "J", "J", "A", "S", "O", "N", "D"],
  },
  loading: "Chargement des publications…",
  failed: "La page n’a pas pu montrer les publications.",
  failures: {
    network: "Le site ne répond pas : vérifiez votre connexion, puis réessayez. Rien n’est perdu.",
    refused: "Le site n’a pas donné les publications. Réessayez dans un moment.",
    damaged:
      "Une publication est endommagée : elle ne correspond plus à son empreinte, ou ne se lit pas. Rien n’en est montré. Prévenez qui tient le commun.",
  },
  retry: "Réessayer",
  noRelease: "Aucune publication n’est encore disponible.",
  noData: "Aucune donnée à montrer.",
  downloadSvg: "Télécharger en SVG",
  downloadPng: "Télécharger en PNG",
  perMonth: (unit: string) => `${unit} par mois`,
  between: (lower: string, upper: string) => `entre ${lower} et ${upper}`,
  allHouseholds: "Tous les foyers comptés",
  households: "foyers",
  kept: "retenu, pour en protéger un autre",
  /** opens why figures are held back */
  keptWhy: "Pourquoi les retenir ?",
  /** `near`: homes either way that a subtraction always leaves open */
  keptMeans: (near: string) =>
    `En soustrayant les chiffres parus, on ne connaît le compte d’un endroit ou d’un groupe trop petit qu’à ${near} foyers près, au mieux (95 %). Là où l’on ferait mieux, un autre chiffre est retenu.`,
  revised: (period: string, n: string) => `${period}, révision ${n}`,
  quarter: (n: string, year: string) => `${n === "1" ? "1er" : `${n}e`} trimestre ${year}`,
};

export type Words = typeof fr;
