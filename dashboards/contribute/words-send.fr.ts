/** The words of consenting and sending, in French; `words-send.en.ts` has the same keys or does not compile. */
export const sendFr = {
  consent: {
    lead: "Rien n’est coché d’avance. Vous pouvez n’accepter qu’une partie.",
    notice: "L’essentiel",
    allNotice: "Lire la notice entière, ici",
    purpose: "Pour quoi",
    purposeTick:
      "J’accepte que ce que je coche ci-dessous serve à publier des statistiques protégées, ouvertes à tous, par secteur et par type de foyer.",
    general: (list: string) => `Intérêt général visé : ${list}.`,
    what: "Ce qui part, source par source",
    months: (n: number, first: string, last: string) =>
      n === 1 ? `${first} : un nombre` : `mois par mois : ${n} nombres, de ${first} à ${last}`,
    years: (list: string, n: number) => (n === 1 ? `un seul nombre pour l’année ${list}` : `un nombre par an : ${list}`),
    allIdle: "(aucune publication à venir n’en a besoin)",
    someIdle: (n: number) => `(aucune publication à venir n’a besoin de ${n} d’entre eux)`,
    doubled: "Pour une même période, un seul nombre part : celui de la première source cochée.",
    finer: "Le mois par mois dit les saisons et les longues absences ; le total annuel, seulement l’ordre de grandeur.",
    others: "Les autres personnes du foyer",
    othersTick:
      "J’ai prévenu les personnes qui vivent avec moi, car ces relevés parlent d’elles aussi ; ou personne d’autre ne vit ici.",
    who: "Qui donne cet accord",
    adult: (age: number) => `J’ai ${age} ans ou plus, et je donne mon accord.`,
    guardian: (age: number) =>
      `Je suis parent ou tuteur d’une personne de moins de ${age} ans, et je donne mon accord pour elle.`,
    minor: (age: number) => `J’ai moins de ${age} ans, et personne n’est avec moi.`,
    minorStop:
      "Il faut l’accord d’un parent ou d’un tuteur. Montrez-lui cette page : c’est lui ou elle qui coche. Rien n’a été envoyé.",
    before: (list: string) =>
      `Vos accords d’avant continuent : ${list}. Pour en retirer un, utilisez « S’opposer » dans Ma contribution.`,
    faults: {
      purpose: "Sans cet accord, rien ne peut partir : cochez-le, ou quittez la page.",
      what: "Cochez au moins une ligne de ce qui part.",
      others: "Prévenez d’abord les personnes qui vivent avec vous.",
      who: "Dites qui donne cet accord.",
    },
    withdraw: "Votre accord se retire à tout moment avec votre clé, aussi simplement qu’il se donne.",
  },
  review: {
    lead: (n: number) => (n === 1 ? "Un seul nombre entier va partir." : `${n} nombres entiers vont partir.`),
    table: "Ce qui part",
    theme: "Thème",
    period: "Période",
    amount: "Quantité",
    home: "Foyer",
    json: "Le texte exact qui sera envoyé",
    jsonNote:
      "C’est tout. Ni votre fichier, ni son nom, ni un numéro de compteur, ni une adresse. Les quantités sont dans l’unité de base (litres, wattheures, centimes…). S’y ajoute un nombre tiré au hasard par votre navigateur, qui évite d’enregistrer deux fois le même envoi.",
    send: "Envoyer",
    sending: "Envoi…",
    refused: "Rien n’a été enregistré",
    unsure: "On ne sait pas si l’envoi est arrivé : renvoyez-le tel quel, il ne sera enregistré qu’une fois.",
  },
  token: {
    title: "Preuve d’habitant",
    lead: "Ce commun demande une preuve qu’une personne du territoire contribue, une fois par période. Le service qui la signe vous identifie mais ne voit pas ce qu’il signe ; le commun voit la preuve mais ne sait pas de qui elle est.",
    signIn: "1. S’identifier (nouvel onglet)",
    get: "2. Demander ma preuve",
    getting: "Demande en cours…",
    have: "Preuve prête : elle partira avec l’envoi.",
    later:
      "Plus discret encore : gardez la preuve, et envoyez plus tard. Deux heures proches, l’une ici, l’autre chez le signataire, pourraient être rapprochées par qui voit les deux.",
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
      mark: "La réponse n’est pas une signature sous la clé que publie ce commun. N’utilisez pas ce signataire et prévenez l’opérateur.",
      text: "Ce texte n’est pas une preuve entière.",
      other: "Le signataire a refusé. Réessayez plus tard.",
    },
    signedIn: "Vous êtes identifié. Fermez cet onglet et revenez à celui de votre contribution.",
  },
  key: {
    thanks: "Merci. Votre contribution est enregistrée.",
    counts: (years: readonly string[]) => `Elle comptera quand ce commun publiera des chiffres sur ${years.join(" et ")}.`,
    tooFew: (years: readonly string[]) =>
      `Elle a encore trop peu de mois pour compter dans les publications à venir sur ${years.join(" et ")} : ajoutez-en avec votre clé, dans « Ma contribution ».`,
    idle: (months: number) =>
      `Elle ne compte dans aucune publication à venir : seulement si la période de vos relevés est publiée, ou révisée, avant qu’ils ne s’effacent, au bout de ${months} mois au plus.`,
    someIdle: (n: number) =>
      n === 1
        ? "Un des nombres envoyés ne compte que si sa période est publiée, ou révisée, plus tard : rien de tel n’est annoncé."
        : `${n} des nombres envoyés ne comptent que si leur période est publiée, ou révisée, plus tard : rien de tel n’est annoncé.`,
    title: "Gardez cette clé",
    what: "Elle seule ouvre votre contribution, pour la voir, la corriger, la suspendre ou la retirer. Qui l’a peut en faire autant : gardez-la comme un mot de passe.",
    lost: (months: number) =>
      `Si vous la perdez, personne ne peut la refaire ni retrouver votre contribution, pas même l’opérateur ; elle s’efface seule au bout de ${months} mois au plus.`,
    copy: "Copier la clé",
    download: "Télécharger la clé",
    print: "Imprimer la clé",
    fileName: "cle-de-contribution",
    fileText: (name: string, address: string, key: string) =>
      `Clé de contribution à ${name}\n\n${key}\n\nElle seule permet de voir, corriger, suspendre ou retirer la contribution : ${address}\nGardez-la comme un mot de passe.\n`,
    qr: "Code QR de la clé (c’est la clé elle-même, pas un lien)",
    qrHint:
      "Le plus simple est de la télécharger. Sur un autre écran que votre téléphone, vous pouvez aussi photographier le code QR avec lui : le code contient la clé, et aucune adresse.",
    sharedHint:
      "Appareil partagé : photographiez le code avec votre propre téléphone, ou recopiez la clé sur papier. Ce qui est copié ou imprimé ici y reste.",
    clipboard:
      "Le presse-papiers garde ce qui est copié, et d’autres programmes le lisent : collez la clé, puis copiez autre chose.",
    kept: "J’ai gardé ma clé",
    finish: "Terminer",
    needKept: "Cochez que vous avez gardé votre clé : après, la page l’oublie.",
    done: "C’est fini. Cette page a oublié votre clé.",
    mine: "Voir ma contribution",
    another: "Contribuer pour un autre foyer",
    leaving: "Votre clé n’est pas encore gardée.",
  },
};

export type SendWords = typeof sendFr;
