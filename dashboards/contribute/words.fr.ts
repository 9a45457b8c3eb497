import { MAX_DAYS, MIN_DAYS } from "../../src/importers/bill.ts";

/** The words of bringing records, in French; `words.en.ts` has the same keys or does not compile. */
export const fr = {
  lead: "Cinq minutes, avec un fichier ou une facture que vous avez déjà. Le fichier est lu dans votre navigateur et n’en sort pas.",
  stepOf: (n: number, of: number, title: string) => `Étape ${n} sur ${of} : ${title}`,
  back: "Retour",
  next: "Continuer",
  steps: {
    start: "Avant de commencer",
    sources: "Vos relevés",
    home: "Votre foyer",
    consent: "Votre accord",
    review: "Relire et envoyer",
    key: "Votre clé de contribution",
  },
  absent: {
    title: "On ne contribue pas ici",
    elsewhere: "Les contributions à ce commun se font à une autre adresse :",
    nowhere:
      "Ce site montre les publications du commun ; il ne prend pas de contributions, et son opérateur n’a pas indiqué où elles se font.",
    contact: (contact: string) => `Contact : ${contact}`,
  },
  start: {
    what: [
      "Vous déposez un fichier, ou tapez les chiffres d’une facture.",
      "La page vous montre ce qu’il dit de vous, et vous choisissez ce qui part : quelques nombres entiers, rien d’autre.",
      "Vous recevez une clé. Elle seule permet de voir, corriger ou retirer votre contribution : il n’y a pas de compte.",
    ],
    notice: "Qui, pourquoi, combien de temps, vos droits",
    whole: "La notice entière (nouvel onglet)",
    sample: "Ceci est une démonstration, avec des foyers inventés : n’y envoyez pas de vraies données.",
    breaches: "Un incident a touché les données de ce commun : lisez ce qui s’est passé (nouvel onglet).",
    shared: "Cet appareil est partagé (médiathèque, travail, ami…)",
    sharedMeans:
      "La page ne garde jamais rien sur l’appareil. En mode partagé, elle s’efface aussi toute seule après dix minutes sans geste ou quand on la quitte, ne propose pas de télécharger votre clé, et montre le bouton « Ne laisser aucune trace ».",
    go: "Commencer",
  },
  trace: {
    mode: "Mode appareil partagé : cette page s’efface si vous la quittez.",
    button: "Ne laisser aucune trace",
    done: "Tout est effacé de cette page",
    doneBody:
      "Vos fichiers, vos réponses et votre clé ne sont plus dans cette page, et n’ont été gardés nulle part dans le navigateur.",
    cannot: "Ce que la page ne peut pas effacer, et que vous pouvez vérifier :",
    cannotList: [
      "le fichier de votre fournisseur dans le dossier Téléchargements : supprimez-le, puis videz la corbeille ;",
      "ce que vous auriez téléchargé ou imprimé ici (lettre, clé, preuve), et la file de l’imprimante ;",
      "ce que vous auriez copié : copiez un autre mot pour le remplacer ;",
      "l’adresse de cette page dans l’historique (sans aucune donnée), et vos sessions chez votre fournisseur ou au service d’identification : déconnectez-vous-en.",
    ],
    again: "Recommencer",
    idle: "La page s’est effacée après dix minutes sans geste.",
  },
  sources: {
    how: "Où trouver vos relevés",
    howLead: "Choisissez un ou plusieurs des thèmes de ce commun. Un seul suffit.",
    figures: "Les chiffres à taper :",
    type: "Taper ces chiffres",
    letter: "Lettre pour les demander",
    letterLead:
      "Pas d’espace client, pas de fichier ? La loi vous donne une copie de vos données. Copiez cette lettre, complétez les crochets chez vous : ici, n’écrivez ni nom ni numéro.",
    copy: "Copier",
    copied: "Copié",
    copyFailed: "La copie n’a pas marché : sélectionnez le texte à la main.",
    download: "Télécharger",
    print: "Imprimer",
    letterName: "demande-d-acces",
    drop: "Déposez vos fichiers ici",
    choose: "Choisir des fichiers",
    dropHint:
      "CSV, XLSX, JSON, XML ou zip, tels que reçus, 256 Mo au plus. Plusieurs fichiers déposés ensemble sont lus comme un seul relevé.",
    reading: (done: string) => `Lecture dans votre navigateur : ${done}`,
    cancel: "Annuler la lecture",
    wait: "La lecture n’est pas finie : attendez-la, ou annulez-la.",
    cancelled: "Lecture annulée ; rien n’a été gardé.",
    tooLarge: (name: string) => `« ${name} » dépasse 256 Mo : demandez une période plus courte.`,
    faults: {
      "unreadable-file":
        "est abîmé, incomplet ou trop grand. Téléchargez-le à nouveau, sans l’ouvrir ni l’enregistrer dans un tableur ; sinon, tapez les chiffres.",
      internal:
        "n’a pas pu être lu : l’appareil manque peut-être de mémoire. Essayez une période plus courte, ou tapez les chiffres.",
    },
    readable: (list: string) => `Se lisent : ${list}. Pour tout le reste, tapez les chiffres.`,
    theFile: "Ce fichier",
    typeTitle: "Taper les chiffres d’une facture",
    remove: "Retirer",
    typed: "Chiffres tapés",
    none: "Déposez un fichier ou tapez au moins un chiffre pour continuer.",
    nothingChosen:
      "Aucun mois de vos relevés n’est choisi, car aucune publication à venir n’en a besoin : dites plus haut à partir de quand les envoyer quand même, ou apportez des relevés plus récents.",
    nothingUsable:
      "Rien de ce que vous avez déposé ne peut servir à ce commun : voyez pourquoi ci-dessus, ou tapez des chiffres.",
  },
  type: {
    what: "De quoi s’agit-il ?",
    kind: "Vous avez",
    kinds: { bill: "une facture", month: "le chiffre d’un mois", year: "le total d’une année" },
    from: "Du",
    to: "Au",
    month: "Mois",
    year: "Année",
    amount: (unit: string) => `Total (${unit})`,
    hint: "Les deux jours comptent ; le total est réparti également entre les jours, ce qui donne des mois estimés. À partir de onze mois, il devient un total d’année.",
    add: "Ajouter",
    list: "Chiffres ajoutés",
    between: (from: string, to: string) => `du ${from} au ${to}`,
    faults: {
      empty: "Tapez une valeur, par exemple 97 ou 12,5.",
      negative: "Une valeur ne peut pas être négative.",
      amount: "Ceci n’est pas un nombre : tapez des chiffres, par exemple 97 ou 12,5.",
      from: "Indiquez le premier jour de la facture.",
      to: "Indiquez le dernier jour de la facture.",
      order: "La facture finit avant d’avoir commencé.",
      short: `Moins de ${MIN_DAYS} jours : un mois ne s’en déduit pas.`,
      length: `Plus de ${MAX_DAYS} jours : vérifiez les dates.`,
      overlap: "Ces dates recouvrent celles d’un chiffre déjà ajouté pour ce thème.",
      measure: "Choisissez de quoi il s’agit.",
      future: "Cette période n’est pas finie : attendez sa fin, ou vérifiez les dates.",
    },
  },
  report: {
    title: "Ce que ce fichier dit de vous",
    recognised: (name: string) => `Reconnu : ${name}.`,
    identifiers: "Ce qui vous désigne, lu puis laissé dans votre navigateur",
    noIdentifiers: "La page n’y a reconnu aucun identifiant.",
    masked: "(masqué)",
    identifier: (kind: string, count: string) => `${kind} : ${count}`,
    nameToo: "Le nom du fichier peut aussi porter un numéro : il n’est pas envoyé non plus.",
    points: (n: string) => `${n} points de mesure.`,
    finest: (length: string) => `Le pas le plus fin est de ${length}.`,
    minutes: (n: number) =>
      n < 120 ? `${n} minutes` : n < 2880 ? `${Math.round(n / 60)} heures` : `${Math.round(n / 1440)} jours`,
    kept: (n: string, points: string) => `Ce qui peut partir : ${n} nombres entiers, au lieu de ${points} points.`,
    keptOne: (points: string) => `Ce qui peut partir : un seul nombre entier, au lieu de ${points} points.`,
    keptNothing: "Ce qui peut partir : rien, tant que vous ne choisissez pas ci-dessous à partir de quand.",
    keptNone: "Aucun mois n’est assez complet pour servir.",
    notUsed: (names: string) => `Ce commun n’utilise pas : ${names}. Cela reste ici.`,
    from: "Contribuer à partir de",
    fromHint: (years: readonly string[]) =>
      years.length === 0
        ? "Aucune publication à venir n’est connue de cette page : rien n’a besoin de partir."
        : `Les publications à venir portent sur ${years.join(" et ")} : ce qui est plus ancien n’a pas besoin de partir.`,
    fromNone: "aucun de ces relevés",
    idle: {
      older: "Ces relevés sont plus anciens que ce que ce commun va publier.",
      none: "Aucune publication à venir ne porte sur ces relevés.",
      means: (first: string, last: string, years: readonly string[], months: number) =>
        `${first === last ? `Leur période : ${first}.` : `Leur période : de ${first} à ${last}.`} ${
          years.length === 0
            ? "Cette page ne connaît aucune publication à venir."
            : `Les publications à venir portent sur ${years.join(" et ")}.`
        } Ils ne compteraient que si leur période est publiée, ou révisée, avant qu’ils ne s’effacent, au bout de ${months} mois au plus ; rien de tel n’est annoncé.`,
      left: "Rien n’en est donc choisi. Pour les envoyer quand même, dites ci-dessous à partir de quand.",
      chosen: "Vous avez choisi d’en envoyer quand même.",
      some: (n: number) =>
        `Vous avez choisi ${n === 1 ? "un nombre dont" : `${n} nombres dont`} aucune publication à venir n’a besoin : ${n === 1 ? "il ne comptera" : "ils ne compteront"} que si leur période est publiée, ou révisée, plus tard.`,
      month: "dans aucune publication à venir",
    },
    chart: (measure: string) => `${measure}, mois par mois`,
    chartLabel: (measure: string, kept: number, lost: number) =>
      `Barres par mois, ${measure} : ${kept} mois gardés, ${lost} mois non gardés.`,
    chartNote: "Plein : peut partir. Vide : reste ici. Hachuré : mois non gardé.",
    month: "Mois",
    year: "Année",
    amount: (unit: string) => `Quantité (${unit})`,
    remark: "Remarque",
    estimated: "estimé",
    missing: (part: string) => `il en manque ${part} %, sans rien remplir`,
    notKept: (why: string) => `non gardé : ${why}`,
    covered: (part: string) => ` (présent à ${part} %)`,
    stays: "reste dans le navigateur",
    left: "Laissé de côté",
    unread: (n: string) => `Lignes non lues : ${n}`,
    place: { line: "ligne", row: "rangée", item: "élément" },
    at: (place: string, n: string, entry: string) => `${entry}${place} ${n}`,
    entry: (n: string) => `fichier ${n}, `,
    more: (n: string) => `et ${n} autres`,
  },
  home: {
    lead: "Seulement ce que les thèmes choisis demandent. Sauf le secteur, tout peut rester non dit.",
    area: "Où se trouve le logement",
    why: (names: string) => `Sert à : ${names}.`,
    search: "Chercher votre commune ou votre secteur",
    searchHint: "Ou choisissez dans les listes, jusqu’au bout. La recherche reste dans votre navigateur.",
    anywhere: "Choisir…",
    all: (name: string) => `Choisir dans ${name}…`,
    needLeaf: (leaf: string, k: number) =>
      `Choisissez jusqu’au plus petit niveau : ${leaf}. Votre réponse n’est jamais publiée seule : il faut au moins ${k} foyers par chiffre.`,
    nothing: "Ces thèmes ne demandent rien d’autre.",
  },
};

export type BringWords = typeof fr;
