import { de } from "../../shared/french.ts";

/** The list of figures that no consent covers, or that the contributor objected to. */
const UNUSED = "Gardés, mais dans aucune publication à venir";

/** Texts of the page Ma contribution: what is kept, what it brings, and every right, by the contribution key. */
export const fr = {
  printMine: "Imprimer",
  answersStay: "Pour ce dessin seulement : rien n’est envoyé ni gardé.",
  gains: {
    /** `homes`: about how many; null: not public. `you`: whether one's own is among them. `sure`: whether its margin is narrow enough */
    has: (place: string, topic: string, year: string, homes: string | null, you: boolean, sure: boolean) => {
      const others = homes === null ? (you ? "d’autres" : "ses") : `environ ${homes}${you ? " autres" : ""}`;
      return `Grâce à ${you ? "vous et à " : ""}${others} foyers, ${place} a ${sure ? "sa" : "une première"} moyenne ${de(topic)} pour ${year}${sure ? "" : ", encore imprécise"}.`;
    },
    /** of several topics, the `n` that have a figure named in `list` */
    hasOf: (place: string, list: string, n: number, topics: number, you: boolean, year: string) =>
      n === 0
        ? `${place} n’a encore la moyenne d’aucun de vos ${topics} thèmes.`
        : `${you ? `Grâce à vous et à d’autres foyers, ${place}` : place} a ${n === 1 ? "sa moyenne" : "ses moyennes"} de ${year} : ${list}.`,
    /** topics and years of publications to come in which one will count */
    coming: (day: string, list: string, years: string) =>
      `Vos chiffres (${list}, ${years}) compteront dans les prochaines moyennes, attendues vers le ${day}.`,
    hasNot: (place: string, topic: string) => `${place} n’a pas encore sa moyenne ${de(topic)}.`,
    /** before the page, before the place, before the topics, and why the page does not open there */
    seek: ["Pour voir la carte, ouvrez", "cherchez", "puis choisissez", "Le lien ne dit pas où vous habitez."] as readonly [
      string,
      string,
      string,
      string,
    ],
    places: "Quartiers (nouvel onglet)",
  },
  kept: {
    title: "Ce que vous avez donné",
    home: "Foyer",
    figures: (n: number, years: string) => (n === 1 ? `un nombre de ${years}` : `${n} nombres de ${years}`),
    /** `figures`: of topics that no consent covers, or that the contributor objected to */
    idle: (figures: string) => `${figures}, hors publications`,
    erased: "S’efface seul",
    erasedAt: (month: string) => `en ${month} au plus tard`,
    former: "Anciennes valeurs",
    formerText: (n: number) => (n === 1 ? "une, remplacée : gardée, pas comptée" : `${n}, remplacées : gardées, pas comptées`),
    all: "Voir ou corriger chaque chiffre",
    topic: "Effacer ce thème",
    /** `name`: of a measure, within a sentence */
    topicNumbers: (n: number, name: string) => `${n === 1 ? "le seul nombre" : `les ${n} nombres`} (${name})`,
    topicErased: (name: string) => `${name} : tout est effacé.`,
  },
  homeCorrection: {
    title: "Corriger mon logement",
    stays: "Une année où vos chiffres ont déjà servi garde l’ancien logement.",
    saved: "Logement corrigé.",
  },
  lostKey: "Et si vous perdez votre clé ?",
  forgotten: "Vous avez quitté ou rechargé la page : elle n’a gardé ni clé, ni ce qui n’était pas envoyé.",
  onPaper: (address: string) =>
    `Avec votre clé, sur ${address} : emporter ces chiffres, les corriger, les suspendre, vous opposer, tout retirer.`,
  rightsTitle: "Vos droits, sans explication à donner",
  cards: {
    take: ["Voir et emporter", "Vos chiffres en tableau, ou tout ce qui est gardé, en JSON."],
    correct: ["Corriger", "Un chiffre, un mois, un thème, ou votre logement."],
    pause: ["Suspendre", "Rien ne compte, rien n’est effacé, jusqu’à ce que vous repreniez."],
    resume: ["Reprendre", "Vos chiffres compteraient de nouveau dans ce qui sera publié."],
    object: ["S’opposer", "Exclure un thème, ou tous, des publications à venir."],
    erase: ["Effacer un thème", "Tous ses chiffres, sans retour. Rien ne part avant votre oui."],
  } as Readonly<Record<"take" | "correct" | "pause" | "resume" | "object" | "erase", readonly [string, string]>>,
  correctGo: "Choisir un chiffre",
  correctNone: "Il ne reste aucun chiffre à corriger.",
  objectOpen: "Choisir les thèmes",
  lead: "Vos mois parmi d’autres, et le droit de tout changer.",
  /** before a key opens anything: whether there is something new to read. `next`: a day; null: none is announced */
  news: (period: string, day: string, next: string | null) =>
    `Derniers chiffres : ${period}, parus le ${day}.${next === null ? "" : ` Prochains : vers le ${next}.`}`,
  key: {
    label: "Clé de contribution",
    hint: "43 caractères. La page ne la garde pas.",
    open: "Ouvrir",
    opening: "Ouverture…",
    read: "Clé lue. Il reste à ouvrir.",
    file: "Fichier ou photo",
    noKey: "Aucune clé trouvée dans ce fichier. Tapez-la, ou prenez une photo plus nette du code.",
    alike:
      "Recopiée à la main ? Un caractère souligné est un chiffre : 0 et non O, 1 et non I ou l. Un trait est à mi-hauteur (-) ou en bas (_).",
    empty: "Tapez ou collez votre clé.",
    malformed: (n: number) =>
      n === 43
        ? "Un des caractères ne peut pas figurer dans une clé : lettres sans accent, chiffres, tiret et tiret bas seulement. Rien n’a été envoyé."
        : `Une clé a 43 caractères, et vous en avez tapé ${n}. Rien n’a été envoyé.`,
  },
  close: "Fermer",
  closed: "La page a oublié votre clé et ce qu’elle ouvrait.",
  state: {
    title: "Où vos chiffres comptent",
    paused: "Votre contribution est suspendue : vos chiffres ne comptent dans aucune publication.",
    idle: {
      objected: "Rien ne compte : vous vous êtes opposé à tous les thèmes de vos relevés. Ils restent gardés.",
      uncovered: "Rien ne compte : plus aucun accord ne couvre vos relevés. Ils restent gardés.",
      empty: "Rien ne compte : il ne reste aucun chiffre. Ajoutez des relevés, ou retirez tout.",
    },
    objected: (what: string, date: string) => `Opposition depuis le ${date} : ${what}.`,
    lift: "Lever l’opposition",
    /** `isPaused`: as in `objectMeans` */
    liftMeans: (list: string, isPaused: boolean) =>
      `Vos chiffres gardés compteraient de nouveau${isPaused ? ", une fois la contribution reprise" : ""} : ${list}. C’est un nouvel accord.`,
    liftNotice: "À quoi il engage",
    liftYes: "Oui, donner mon accord",
    liftNo: "Non, rester opposé",
    lifted: (isPaused: boolean) =>
      `Opposition levée : vos chiffres peuvent compter de nouveau${isPaused ? ", une fois la contribution reprise" : ""}.`,
    all: "tout",
    nextNone: "Aucune publication à venir n’est annoncée pour les périodes de vos relevés.",
    /** of topics of which no figure is left */
    coversBare: (list: string) => `${list} : il n’en reste aucun chiffre, et votre accord tient encore.`,
    takeBack: "Retirer cet accord",
    takeBackYes: "Oui, le retirer",
    takeBackNo: "Non, le laisser",
    tookBack: (list: string) => `Accord retiré : ${list}.`,
    covers: (list: string) => `Vos accords couvrent : ${list}.`,
  },
  held: {
    area: "Secteur",
    sources: {
      meter: "compteur",
      bill: "facture",
      table: "votre tableau",
      device: "appareil",
      correction: "corrigé",
    } as Readonly<Record<string, string>>,
    change: "Modifier",
    winsOverMonths: "Pour l’année, c’est ce total qui compte ; ses mois comptent dans les publications plus courtes.",
    unused: (n: string) => `${UNUSED} (${n})`,
    unusedWhy:
      "Le dernier accord ne nomme pas ces thèmes, ou vous vous y êtes opposé. Vous pouvez pourtant les corriger et les effacer : « Modifier ».",
  },
  correct: {
    title: (what: string) => `Modifier : ${what}`,
    value: (unit: string) => `Bonne valeur (${unit})`,
    save: "Corriger",
    saveOne: "Corriger ce seul mois",
    /** of a month of a divided bill */
    share: "Ce mois est une part de votre facture : corrigez-la, et ses autres mois suivront.",
    erase: "Effacer ce chiffre",
    retype: "Retaper la facture",
    /** `what`: the amount */
    eraseAsk: (what: string) =>
      `Effacer ${what}, anciennes valeurs comprises ? C’est sans retour. Dès la prochaine publication, plus rien n’en compte.`,
    /** of a topic of which nothing will be left */
    eraseLast: "Votre accord pour ce thème tient encore après : vous pourrez le retirer ici.",
    /** of the year or quarter that the figure is of, and in which the home would have counted */
    eraseCosts: (months: number, needed: number, period: string, level: string) =>
      `Il vous restera ${months} mois sur les ${needed} qu’il faut : dans votre ${level}, vous ne compterez plus pour ${period}.`,
    /** of the total of a year that would tell the erased month */
    eraseTotal: (year: string) => `Le total de ${year}, qui le laisserait deviner, part avec lui.`,
    eraseYes: "Oui, effacer",
    eraseNo: "Non, garder",
    cancel: "Annuler",
    /** `year`: of the total that followed; null: none did */
    saved: (year: string | null) => (year === null ? "corrigé." : `corrigé, et le total de ${year} avec lui.`),
    same: "Rien à corriger.",
    erased: (year: string | null) => (year === null ? "effacé." : `effacé, et le total de ${year} avec lui.`),
    fault: "Ceci n’est pas un nombre : tapez des chiffres, par exemple 97 ou 12,5.",
    stays:
      "Ce qui a déjà paru ne change pas. L’ancienne valeur est gardée jusqu’à l’échéance, sans compter ; effacer ce chiffre l’efface aussi.",
  },
  add: {
    title: "Ajouter des relevés",
    retypeHint: "Remplie d’après ses mois gardés : remettez ses dates et son total.",
    cancel: "Ne rien ajouter",
    /** numbers that were not there, of another amount than before, and the same again */
    added: (fresh: number, replaced: number, same: number) => {
      const some = (n: number, one: string, many: string) => (n === 0 ? [] : [`${n} ${n === 1 ? one : many}`]);
      const all = [
        ...some(fresh, "nouveau", "nouveaux"),
        ...some(replaced, "remplacé", "remplacés"),
        ...some(same, "inchangé", "inchangés"),
      ];
      return `Nombres ajoutés à votre contribution : ${all.join(", ")}.`;
    },
  },
  take: {
    csv: "Tableur",
    json: "JSON",
    sheet: {
      columns: ["Thème", "Période", "Nombre", "Unité", "D’après", "Remarque"] as readonly string[],
      idle: "hors publications",
      former: "ancienne valeur, pas comptée",
    },
    records: "Preuves de vos accords",
    at: (day: string, hour: string) => `${day} à ${hour}`,
    record: (date: string, domains: string) => `Accord du ${date} : ${domains}`,
    recordSave: "Télécharger la preuve",
    /** what the file of a record is, and for whom */
    recordIs:
      "Un fichier pour un juriste ou un logiciel, au format officiel, en partie en anglais. Il dit : votre accord, sa date, ses thèmes, qui répond de vos données, combien de temps, vos droits. Ni clé, ni chiffres, ni secteur.",
    fileName: "ma-contribution",
    recordName: "preuve-de-consentement",
  },
  rights: {
    paused: "C’est fait : rien ne compte tant que vous ne reprenez pas.",
    resumed: "C’est repris : vos chiffres peuvent compter de nouveau.",
    /** `isPaused`: nothing counts before it is resumed too; `isKept`: as below */
    objectMeans: (list: string, isPaused: boolean, isKept: boolean) =>
      !isKept
        ? `${list} : il n’en reste aucun chiffre. Votre accord cesse aussi : rien n’en comptera dans ce qui viendra ; ce qui a paru reste.`
        : `${list} : plus rien n’en compte dans ce qui viendra ; ce qui a paru reste. Vos chiffres restent gardés, et « Lever l’opposition », en haut de cette page, les fait compter de nouveau${isPaused ? ", une fois la contribution reprise" : ""}.`,
    objectYes: "Oui, m’opposer",
    objectNo: "Non, laisser compter",
    objectGo: "M’opposer pour ces thèmes",
    objectNone: "Cochez au moins un thème.",
    /** `isKept`: figures of these topics are kept */
    objected: (list: string, isKept: boolean) =>
      `Opposition enregistrée : ${list}. Rien n’en comptera dans ce qui viendra.${isKept ? ` Vos chiffres restent dans « ${UNUSED} », plus haut : vous pouvez les y effacer.` : " Il n’en reste aucun chiffre ici."}`,
    /** `days`: as below */
    withdrawShort: (days: number | null) =>
      `Vos chiffres sont effacés, sans retour ; leurs dernières traces dans le fichier, sous 24 heures.${days === null || days === 0 ? "" : ` Sauvegardes : ${days} jours.`}`,
    withdraw: "Tout retirer",
    /** `days`: how long backups are kept; null: the operator has not said. `isPublished`: these figures may be in a publication */
    withdrawMeans: (days: number | null, isPublished: boolean) => [
      "*Cesse* : plus rien de vous n’est compté, et votre clé n’ouvre plus rien.",
      isPublished
        ? "*Ne se reprend pas* : ce qui a paru, et ce qu’on en estime encore. Vos chiffres y sont mêlés à d’autres et floutés, on ne peut plus les en ôter."
        : "Aucun de ces chiffres n’a encore paru.",
      `*Reste* : une empreinte de vos envois, illisible sans la clé de l’opérateur et sans aucun relevé. Elle empêche qu’un envoi répété fasse revenir ce qui a été effacé, et ne sert qu’à cela ; elle reste sans limite de durée.${
        days === 0
          ? " L’opérateur déclare ne garder aucune sauvegarde."
          : ` Restent aussi, chiffrées, les sauvegardes de l’opérateur, ${days === null ? "pendant un temps qu’il n’a pas indiqué" : `${days} jours au plus, selon lui`}.`
      }`,
    ],
    /** of the fingerprint that stays: a link to the notice */
    fingerprint: "Ce qu’est cette empreinte (nouvel onglet)",
    confirm: "Oui, retirer ma contribution",
    keep: "Non, la garder",
    gone: "C’est fait",
    reminder: "Un rappel dans votre agenda ? À supprimer aussi.",
  },
};
