/** Texts of the page Confiance for everybody: what can be learnt, the toy, the worst case, the budget, how to verify. */
export const fr = {
  title: "Que peut-on apprendre de vous ici ?",
  lead: "Me situer n’envoie rien de ce que vous tapez, et l’oublie quand la page se ferme ou se recharge ; une fois un champ touché, elle répond même réseau coupé. Chaque chiffre publié est celui d’un groupe de foyers, avec un flou où la part de chacun se lit mal.",
  /** where the readings were taken from, of a commons to which nobody contributed */
  origin: (from: string) => `Ces chiffres sont tirés de données publiées ailleurs (${from}) : personne n’a contribué.`,
  questions: {
    /** `name`: null where the operator has not said who it is */
    operator: (name: string | null) => (name === null ? "L’opérateur du commun ?" : `L’opérateur, ${name} ?`),
    operatorReads:
      "Avec la clé du coffre, il peut lire chaque contribution : les relevés exacts, leur secteur, ce qui est dit du logement. Ni nom, ni adresse, ni numéro de compteur, ni adresse de connexion n’y sont.",
    operatorMatches:
      "*En comparant ces relevés à un fichier de factures avec les noms, il pourrait pourtant reconnaître un foyer.* Le flou n’y peut rien : seuls la loi et son engagement le lui interdisent.",
    operatorBlank:
      "Le secteur est nécessaire ; tout ce qui décrit le logement peut rester vide, et chaque thème se donne ou non.",
    neighbour: "Un voisin curieux ?",
    neighbourSees: (value: string, lower: string, upper: string, homes: string) =>
      `Il voit « ${value} en moyenne, entre ${lower} et ${upper}, pour environ ${homes} foyers ».`,
    neighbourAny: "Il voit des moyennes de son secteur.",
    neighbourNone: "Rien n’a encore paru pour un secteur.",
    neighbourLater: "Rien n’est encore publié. Ensuite, il verra des moyennes de son secteur.",
    known: (taken: boolean) =>
      `${taken ? "D’après ces chiffres, même" : "Même"} s’il connaît tous les autres foyers, il ne peut que parier sur le vôtre, avec plus de chances chaque année (c’est chiffré plus bas)${taken ? " ; leur source, elle, peut en dire plus" : ""}.`,
    break: "Quelqu’un entre par effraction ?",
    breakTaken:
      "Des chiffres déjà floutés, et une copie de données publiées ailleurs : ses lignes exactes, lisibles avec la clé de l’opérateur.",
    inCopy: "Votre logement est dans cette copie ?",
    inCopyAsk:
      "Vous pouvez voir ce qui y est dit de lui, le faire corriger ou effacer, vous opposer, ou en faire suspendre l’usage.",
    inCopyWhom: (contact: string) =>
      `Écrivez à l’opérateur : ${contact}. Joignez ce que la source publie de votre logement : sans cela, rien ne dit quelle ligne est la sienne.`,
    inCopyMore: "Vos droits, en détail",
    change: "Vous changez d’avis ?",
    erased: (backups: string) => `Votre clé efface vos relevés sous 24 heures. ${backups}`,
    stays: "Restent les chiffres déjà publiés.",
    mine: "Ouvrir ma contribution",
    livesWith: "Vous vivez avec quelqu’un qui a contribué ? Ce que vous pouvez demander",
  },
  intruder: {
    inShort: "Sans la clé du coffre, il n’y lit ni secteur ni relevé. Avec elle, il les lit comme l’opérateur.",
    each: "Tout ce qu’il peut prendre",
    columns: ["Il prend", "Il lit", "La limite"],
    /** what an intruder takes, what that tells, and why no more */
    rows: (kept: string, said: string, days: string) => [
      ["Une copie des fichiers du site", "Ce que tout le monde lit déjà.", "Aucune contribution n’y est."],
      [
        "Les pages, qu’il modifie",
        "Ce qui y est tapé ou déposé à partir de là, clés des contributeurs comprises, et ce que ces clés ouvrent.",
        "Les autres contributions lui restent fermées. Mais aucun navigateur ne voit le changement.",
      ],
      [
        "Le coffre, sans sa clé",
        "Des comptes et des mois : contributions, envois, retraits, pauses, oppositions ; leur taille et leur ordre.",
        "Secteurs et relevés sont chiffrés ; le programme ne met jamais la clé dans le coffre ni dans ses sauvegardes ; à l’opérateur de la garder à part.",
      ],
      [
        "Le coffre et sa clé",
        `Tout ce qu’il garde : les relevés et d’où ils viennent, leur secteur, l’accord avec sa date et son heure, la déclaration d’âge, le mois de réception, les suspensions et oppositions, ce qui a compté chaque année${said === "" ? "" : ` ; si c’est dit, ${said}`}.`,
        "Ni nom, ni adresse, ni numéro de compteur, ni clé de contributeur n’y entrent.",
      ],
      [
        "Le fichier des demandes, rangé à côté de la clé",
        "Combien de demandes (retraits, oppositions…) chaque jour. Avec la clé du coffre : lesquelles, et pour quelle contribution.",
        `Ni relevé ni secteur n’y sont. Gardé ${days} jours, pour les refaire si une sauvegarde est remise en place.`,
      ],
      [
        "La machine en marche",
        "La même chose, et ce qui arrive tant qu’il y est, clés des contributeurs et adresses de connexion comprises.",
        kept,
      ],
      [
        "Les tirages faits et conservés",
        "Les chiffres floutés qui sont publiés, ou vont l’être.",
        "Aucun chiffre exact. Le tirage d’un chiffre non publié n’est pas gardé.",
      ],
      [
        "La clé qui signe",
        "Rien ; mais il peut signer de faux chiffres et un faux journal.",
        "Elle n’ouvre aucune contribution. Le faux journal contredit le vrai : qui a les deux le voit.",
      ],
    ],
    kept: (months: string, backups: string) => `Des relevés de ${months} au plus. ${backups}`,
    afterwards: (authority: string) =>
      `Une effraction est déclarée sous 72 heures à l’autorité, ${authority}, sauf si elle est sans risque (RGPD, article 33), et annoncée ici.`,
  },
  toy: {
    title: "Essayez : retirez une maison de la rue",
    text: (n: string) => `Une rue de ${n} foyers inventés. Touchez une maison : elle ne compte plus.`,
    real: (release: string, topic: string) => `Le flou est celui de la publication ${release} (${topic}).`,
    planned: (topic: string) => `Rien n’est encore publié : le flou est celui que prévoit le plan (${topic}).`,
    removed: (value: string) => `retirée : ${value}`,
    label: (n: string, value: string) => `Une rue de ${n} maisons inventées. L’une est retirée : ${value}.`,
    labelWhole: (n: string) => `Une rue de ${n} maisons inventées, toutes comptées.`,
    takeOne: "Retirer une maison",
    another: "En retirer une autre",
    back: "La remettre",
    draws: "Cent publications possibles avec elle, cent sans elle",
    drawsWhole: "Cent publications possibles",
    drawsText: (missed: number, all: number) =>
      `Un point : un tirage du flou ; cerclé, celui du chiffre publié. Creux, ceux dont la marge manque la vraie moyenne : ${missed} sur ${all}.`,
    drawsWholeLabel: (mean: string) => `Une rangée de cent tirages. La vraie moyenne est ${mean}. Elle n’est jamais publiée.`,
    whole: "toute la rue",
    publishedWhole: "Chiffre publié",
    off: (n: number) =>
      n === 1 ? "Un tirage hors de l’échelle, dessiné au bord." : `${n} tirages hors de l’échelle, dessinés au bord.`,
    drawsLabel: (withIt: string, without: string) =>
      `Deux rangées de cent tirages qui se recouvrent. Avec la maison, la vraie moyenne est ${withIt} ; sans elle, ${without}. Ni l’une ni l’autre n’est jamais publiée.`,
    with: "avec elle",
    without: "sans elle",
    trueMean: (value: string) => `vraie moyenne : ${value}`,
    truth: "Vraie moyenne de la rue",
    never: "jamais publiée",
    published: "Chiffre publié, avec la maison",
    publishedWithout: "Chiffre publié, sans elle",
    between: (lower: string, upper: string) => `entre ${lower} et ${upper}`,
    redraw: "Tirer un autre flou",
    both: "avec elle comme sans elle",
    /** @param where with the house, without it or both; null: no house was taken out */
    missed: (where: string | null) =>
      `Cette fois${where === null ? "" : `, ${where},`} la marge manque la vraie moyenne : cela arrive environ 5 fois sur 100.`,
    once: "Une vraie publication ne tire qu’une fois.",
    /** the true mean without the house, where it is written alike */
    sameMean: "avec ou sans elle, une fois arrondie",
    unchanged: "Une fois arrondi, le chiffre publié n’a pas changé, bien que le flou soit tiré deux fois.",
    twice: "L’écart entre les deux chiffres publiés vient surtout du flou, tiré deux fois.",
    few: "Et s’ils sont trop peu nombreux ?",
    homes: (n: string) => `${n} foyers`,
    /** `half`: with about how many homes it appears half of the time, as every page says it */
    fewText: (below: string, half: string, level: string) =>
      `À ${below} foyers ou moins, rien ne paraît, jamais. Il en faut environ ${half} (niveau « ${level} ») pour une chance sur deux de paraître ; avec plus, c’est plus sûr.`,
    nothing: "rien ne paraît",
  },
  sees: {
    title: "Qui voit quoi, et jusqu’à quand",
    months: (n: string) => `${n} mois`,
    backups: (days: number | null) =>
      days === null
        ? "Durée des sauvegardes : non indiquée."
        : days === 0
          ? "Aucune sauvegarde n’est gardée."
          : `Dans les sauvegardes, ${days} jours de plus.`,
    you: "Vous, avec votre clé",
    youSee: "Tout, pour le corriger, l’emporter ou l’effacer.",
    youUntil: (months: string) => `${months} au plus.`,
    operator: "L’opérateur",
    operatorSees: "Tout, avec la clé du coffre.",
    operatorHolds: "Une copie de données publiées ailleurs.",
    operatorKeeps: (months: string) =>
      `La copie : ${months} au plus, depuis le mois où chaque ligne y est entrée. L’original reste là où il est publié.`,
    operatorUntil: (months: string) => `${months} au plus ; 24 heures après un retrait.`,
    fingerprints:
      "Restent, sans limite, des empreintes : avec la clé du coffre et le fichier d’origine, on peut savoir ce qui a été envoyé, puis effacé.",
    partner: "Organismes partenaires",
    partnerSees: "Ce qu’ils ont envoyé pour vous, qu’ils avaient déjà. Ici, rien de plus que tout le monde.",
    partnerUntil: "Sans limite.",
    everybody: "Tout le monde",
    everybodySees: (k: string) => `${k} foyers au moins derrière chaque groupe publié, et des chiffres floutés.`,
    everybodyUntil: "Sans limite.",
  },
  bet: {
    title: "Le pire des cas, chiffré",
    text: (closed: boolean) =>
      `Qui connaîtrait déjà tous les autres foyers pourrait parier : ${closed ? "celui-ci est-il compté" : "avez-vous contribué"} ? Sur cent paris, il en gagne :`,
    blind: "50, à pile ou face, sans rien lire",
    read: (n: string) => `${n} au mieux, après avoir lu une année au budget épuisé`,
    readings: (n: string, closed: boolean) =>
      `S’il hésite entre deux séries de relevés possibles et parie sur ${closed ? "la bonne" : "la vôtre"} : ${n} au mieux.`,
    nearly: "presque 100",
    years: (years: string, there: string, changed: string, closed: boolean) =>
      `*Si ${closed ? "ce foyer est compté" : "vous participez"} ${years} ans, tout le budget dépensé : ${there} au mieux*, et ${changed} sur ${closed ? "ses" : "vos"} montants.`,
    label: (n: string) => `Cent points, ${n} pleins.`,
    howTitle: "Le calcul, au centième près",
    how: (parts: { year: string; rho: string; plain: string; added: string; total: string; changed: string }) =>
      `Ce qui a paru sur ${parts.year} : Φ(√(2ρ)/2), avec ρ = ${parts.rho}, donne ${parts.plain}. S’y ajoutent ${parts.added}, pour les seuils et pour le flou tiré en nombres entiers : ${parts.total} en tout, tous thèmes ensemble ; ${parts.changed} sur les montants. Les points ci-dessus comptent le budget entier d’une année, arrondi vers le haut.`,
  },
  budget: {
    title: "Un budget par an, et il se vide",
    text: "Chaque chiffre publié en dit un peu sur chacun. Une publication coûte autant quand peu de chiffres y paraissent.",
    /** how years add up, with the most bets won over all of them */
    years: (bets: string) => `Les budgets des années s’ajoutent : ce qui a déjà paru fait gagner ${bets} paris sur 100 au mieux.`,
    /** what is spent of a year, or of each of several, after their names */
    spent: (part: string, left: string | null, several: boolean) =>
      `${several ? ", chacune" : ""} : ${part} dépensé${left === null ? ", plus rien de nouveau n’en paraîtra" : `, reste ${left}`}`,
    /** years that are to be published, and not opened yet */
    unopened: " : pas encore ouvert, rien de dépensé",
    none: "Aucune publication n’est encore disponible : le budget est intact.",
    planned: (epsilon: string, delta: string) =>
      `Prévu pour une année : ε = ${epsilon}, δ = ${delta} ; plus ils sont petits, moins on apprend d’un foyer.`,
    label: (spent: string, left: string) => `Une barre : ${spent} dépensé, ${left} de reste.`,
    parts: {
      year: "pour les chiffres de l’année",
      quarter: "pour les chiffres par trimestre",
      month: "pour les chiffres mois par mois",
      assumed: "compté comme dépensé, faute de savoir",
    },
    closed: "perdu : l’année est close",
    open: "pour d’autres chiffres de l’année",
    specialists: (epsilon: string, allowed: string, delta: string) =>
      `La barre compte ρ, l’unité dans laquelle le budget est compté ; ε, lui, ne s’additionne pas : ε = ${epsilon} sur ${allowed} permis, δ = ${delta}.`,
    meaning: (rho: string, allowed: string) =>
      `ε mesure ce que l’on peut apprendre d’un foyer ; δ est la chance, minuscule, que cette promesse ne tienne pas. Plus ils sont petits, moins on en apprend. ε se déduit de ρ (${rho} sur ${allowed}).`,
    amounts: "Ce que sont ε et δ, et les montants exacts",
  },
  verify: {
    title: "Vérifiez vous-même",
    text: "Le journal est signé, et chaque ligne enchaînée à la précédente : chacun peut le vérifier, hors ligne.",
    steps: "Vérifier, pas à pas",
    program: (source: string) =>
      `Le code du programme refait aussi le calcul du budget, du flou et des seuils : ${source}. Mettez-le dans un dossier voisinage/ (Node 20.19 ou plus) :`,
    files: "Prenez toutes les publications et le journal :",
    take: "Commande : tout télécharger",
    key: "Voici l’empreinte de la clé qui signe, telle que ce site la donne :",
    keyAt: (where: string) => `Comparez-la à celle que le responsable publie ailleurs : ${where}.`,
    keyAsked: (contact: string | null) =>
      `Un site ne peut pas répondre de sa propre clé. Le responsable n’indique pas où il publie l’empreinte ailleurs : demandez-la ${contact === null ? "à qui tient ce site, par une autre voie" : `à ${contact}`}.`,
    python:
      "Hors ligne, en Python (pip install cryptography), vérifiez la signature, la chaîne, chaque fichier et la somme du budget :",
    runPython: "Programme : vérifier en Python",
    pythonSays: "Tout va bien s’il finit par « as signed ». Sinon il s’arrête sur ce qui a changé.",
    run: "Commande : vérifier avec le programme",
    well: "Tout va bien si chaque publication et le journal ont leur ligne :",
    forged: "Sinon, une ligne nomme le fichier et ce qui ne va pas ; si la clé n’est pas la bonne, une ligne le dit aussi :",
    journal: "Le journal du budget",
    entry: "Écriture",
    part: "budget",
    hash: "empreinte",
    /** the part of an entry that costs nothing */
    noPart: "rien",
    whole: "Télécharger le journal",
    limits: "Ce que nous ne savons pas garantir",
    /** of a vault, which a commons without contributions has not */
    limitsOfVault: (worse: string): readonly string[] => [
      "Qu’un opérateur malhonnête ne tire du coffre que les statistiques.",
      `Que personne ne contribue deux fois pour un même foyer, là où aucune preuve d’habitant n’est demandée : ${worse}.`,
      "Que chaque foyer soit vrai : qui inventerait tous les autres d’un groupe y réduirait le seuil à un seul foyer. Le flou, lui, reste.",
    ],
    /** of a copy of rows from elsewhere */
    limitsOfCopy: (worse: string) =>
      `Qu’aucun logement n’ait deux lignes dans le fichier copié, deux certificats par exemple : ${worse}. Le budget est celui d’une ligne.`,
    worse: "contribuer deux fois affaiblit la protection de plus de moitié",
    worseRow: "sa protection serait affaiblie de plus de moitié",
    worseBy: (worse: string, two: string, one: string) => `${worse} (ε = ${two} au lieu de ${one})`,
    limitsList: [
      "Que l’opérateur efface à temps, tienne ses sauvegardes, applique le seuil et tire vraiment le flou au hasard : là-dessus, vous n’avez que sa parole.",
      "Que ce qui est vrai d’un groupe entier ne s’apprenne pas : c’est le but. Si tout un secteur dépense beaucoup, on le sait aussi de vous.",
      "Ce que vous avez dit ailleurs, à votre fournisseur ou à vos voisins, ne dépend pas d’ici.",
    ],
    none: "Rien n’a encore été déclaré ni publié : le journal est vide.",
  },
  officer: {
    title: "Pour un délégué à la protection des données",
    text: "Registre, analyse d’impact et notice sont établis à partir des réglages du programme. Ce que l’opérateur y ajoute est à lui demander.",
    rows: {
      controller: "Responsable",
      dpo: "Délégué",
      assessment: "Approbation de l’analyse d’impact",
      assessed: (date: string, by: string) => `approuvée le ${date} par ${by}`,
      basis: "Base juridique",
      basisOfGiving: "Base juridique des contributions, s’il en vient",
      copyBasis: "Base juridique de la copie",
      copyDated: "Date de la source",
      copyHolds: "Ce que la copie contient",
      copyTaken: "Qui l’a faite, quand, comment",
      copyRights: "Droits des personnes de la copie",
      copyAsk: (contact: string) =>
        `accès, rectification, effacement, limitation et opposition (RGPD, articles 15 à 18 et 21) : à demander à l’opérateur (${contact}). La copie ne sert pas à retrouver quelqu’un : sans autre renseignement, rien n’y dit de qui est une ligne (article 11)`,
      copyBalance: "Mise en balance des intérêts",
      /** `day`: on which it was concluded */
      copyBalanced: (what: string, day: string) => `${what} (conclusion du ${day})`,
      copyUnbalanced:
        "non conclue, ou l’opérateur ne l’a pas dit. Un intérêt légitime ne vaut qu’une fois mis en balance (RGPD, article 6, paragraphe 1, f)",
      copyInformed: "Information de ces personnes (article 14)",
      copyInforming: "à faire par l’opérateur : une source publique n’en dispense pas. Le programme ne sait pas si c’est fait",
      consent:
        "le consentement, thème par thème (RGPD, article 6, paragraphe 1, a) ; autres membres du foyer et empreintes gardées : l’intérêt légitime (f) ; demandes : une obligation légale (c)",
      recipients: "Destinataires",
      everybody: "le public, qui ne reçoit que des statistiques protégées",
      readers: "Qui peut lire un relevé",
      reader:
        "l’opérateur, qui tient la clé du coffre : pour les statistiques seulement, selon la loi et son engagement. Ni le public, ni les chercheurs, ni qui n’a que le coffre",
      processors: "Sous-traitants",
      noProcessors: "aucun",
      hosting: "Hébergement du coffre",
      hostingOfSite: "Hébergement",
      transfers: "Transferts hors de l’Union européenne",
      retention: "Conservation",
      months: (n: string, isDefault: boolean) =>
        `${n} mois au plus, puis effacement${isDefault ? " : la durée par défaut, le responsable n’en a pas indiqué" : ""}`,
      unstated: "non indiqué",
      /** name of the row that lists what is not stated */
      missing: "Non indiqué",
    },
    exempt:
      "Démonstration : rien n’est exigé du responsable. Un commun réel refuse toute contribution tant que manque l’analyse d’impact approuvée, le délégué, la durée de conservation ou les sous-traitants.",
    unasked:
      "Le nom du responsable ou un contact manque : tant que c’est ainsi, la page Contribuer ne demande rien à personne (RGPD, article 13). Un programme qui envoie ici porte sa propre notice : de lui, le service ne l’exige pas.",
    waits: (what: readonly string[]) =>
      `Les contributions sont refusées tant que le responsable n’a pas indiqué : ${what.join(", ")}.`,
    needed: {
      impact_assessment: "l’approbation de l’analyse d’impact",
      dpo: "le délégué à la protection des données",
      retention_months: "la durée de conservation",
      processors: "les sous-traitants, ou leur absence",
    },
    register: "Le registre des traitements",
    impactAssessment: "L’analyse d’impact",
    notice: (name: string) => `${name} (la notice)`,
    dictionary: "Le dictionnaire des données",
    report: "Le rapport de confidentialité (JSON)",
    log: "Le journal (JSON)",
    keys: "Les clés publiques",
    checkpoint: "L’état signé du journal, à conserver",
  },
  further: {
    title: "Pour aller plus loin",
    log: "Le journal public et sa signature",
    announced: "Ce qui est annoncé",
    criteria: "Les trois critères d’anonymisation",
    withheld: "Ce qui n’est pas montré, et pourquoi",
    mechanisms: "Le flou de chaque tableau",
    forecast: "Ce qui serait publié, selon le nombre de foyers",
    errors: "D’où vient l’erreur d’une moyenne",
    proposal: "Le calendrier proposé, selon le nombre de foyers",
  },
};
