/*
 * The API's description is written in English, where it is made (`src/portal/`). The page says it in French by these: one line for each
 * English sentence. A test finds every sentence of the description here, so that a new one cannot be forgotten.
 */
const SENTENCES: Readonly<Record<string, string>> = {
  // what an address gives
  "What there is: commons, territory, measures, datasets, releases, privacy spent":
    "Ce qu’il y a : commun, territoire, mesures, thèmes, publications, budget de confidentialité dépensé",
  "The public areas and reference figures": "Les endroits du territoire et les repères publics",
  "The shapes of the areas, GeoJSON in WGS84; outer rings counterclockwise (RFC 7946)":
    "Les contours des endroits, en GeoJSON (WGS84), anneaux extérieurs dans le sens inverse des aiguilles (RFC 7946)",
  "Named areas of one's own: each zone's leaves, a row each": "Les zones nommées : une ligne par endroit qui en fait partie",
  "Households of each type and area by a census, to hold participation against":
    "Les foyers de chaque type et de chaque endroit selon un recensement, pour y comparer la participation",
  "Heating degree days of each month": "Les degrés-jours de chauffage de chaque mois",
  "Surroundings for maps, such as water and parks: GeoJSON in WGS84, wound as RFC 7946 asks":
    "Les alentours des cartes, comme l’eau et les parcs, en GeoJSON (WGS84, RFC 7946)",
  "One topic: measures, dimensions, periods": "Un thème : ses mesures, ses dimensions, ses périodes",
  "The data dictionary: whom the figures stand for, how they were protected, and what columns and codes mean":
    "Le dictionnaire : de qui parlent les chiffres, comment ils sont protégés, le sens des colonnes et des codes",
  "The codes of a dimension, with labels": "Les codes d’une dimension, avec leurs noms",
  "Rows, filtered, sorted and paged; withheld cells are rows with an empty value":
    "Des lignes, filtrées, triées, page par page ; une ligne sans chiffre dit pourquoi",
  "All rows in one file": "Toutes les lignes en un fichier",
  "One value an area, with its shape: GeoJSON in WGS84, outer rings clockwise unless asked otherwise; a withheld value is null, with its reason. Beside the columns of the dataset (METHOD only where there is a value): UNIT, the unit in words, per month where it is; HOMES, the published number of homes; DWELLINGS, how many there are, where homes of all kinds are asked for; REMARK, `more` or `less` than the area around, `same` where margins touch, `unsure`; COMPARED, the same in words; SOURCE, with the licence and what the figures were taken from. `notes`, before the areas, says what the figures are":
    "Une valeur par endroit, avec son contour, en GeoJSON (WGS84, anneaux dans le sens des aiguilles sauf demande) ; une valeur qui manque est nulle, avec sa raison. À côté des colonnes du jeu de données (METHOD seulement là où il y a une valeur) : UNIT, l’unité en toutes lettres, par mois si elle l’est ; HOMES, le nombre publié de foyers ; DWELLINGS, combien de logements il y a, pour tous les types ensemble ; REMARK, `more` ou `less` que l’endroit autour, `same` là où les marges se touchent, `unsure` ; COMPARED, la même chose en toutes lettres ; SOURCE, avec la licence et l’origine des données. `notes`, avant les endroits, dit ce que sont les chiffres",
  "Code of an area: itself and those within it, compared with it in REMARK; else all, compared with the whole":
    "Code d’un endroit : lui et ceux qu’il contient, comparés à lui dans REMARK ; sans ce code tous, comparés à l’ensemble",
  "What becomes of a contribution: the notice in force, the facts that it states, and what happened to data":
    "Ce que devient une contribution : la notice en vigueur, les faits qu’elle énonce, et ce qui est arrivé à des données",
  "The public log: what was debited, drawn, released, announced and told, each entry linked to the one before it, and signed":
    "Le journal public : ce qui a été débité, tiré, publié, annoncé et dit, chaque entrée liée à la précédente, le tout signé",
  "How far the log has come, signed: a compact JWS. Keep it, and hold later logs against it":
    "Jusqu’où va le journal, signé (JWS) : gardez-le, et comparez-y les journaux à venir",
  "The public keys that the log names, the newest first": "Les clés publiques que nomme le journal, la plus récente d’abord",
  "A frozen release: its manifest, with the addresses of its files":
    "Une publication figée : son manifeste, avec les adresses de ses fichiers",
  "How to cite a release: its identifier is made of its content, and no DOI is made up":
    "Comment citer une publication : son identifiant vient de son contenu, et aucun DOI n’est inventé",
  "A release as schema.org and Croissant 1.0 describe a dataset":
    "Une publication telle que la décrivent schema.org et Croissant 1.0",
  "The manifest that an identifier names (RFC 6920)": "Le manifeste que désigne un identifiant (RFC 6920)",
  "A frozen file: it never changes, and its ETag is its sha256":
    "Un fichier figé : il ne change jamais, et son ETag est son sha256",
  "Topics and releases as a DCAT-AP 3.0.1 catalogue, for harvesters":
    "Thèmes et publications en catalogue DCAT-AP 3.0.1, pour les portails de données ouvertes",
  "The releases, newest first, as an Atom feed": "Les publications, la plus récente d’abord, en flux Atom",
  "What an error code means": "Ce que veut dire un code d’erreur",
  "This description": "Cette description",
  "How to report a weakness of this service (RFC 9116)": "Comment signaler une faiblesse de ce service (RFC 9116)",
  "Is the portal up, and which releases does it refuse to serve?":
    "Le portail répond-il, et quelles publications refuse-t-il de donner ?",
  "SDMX REST 2: observations; what is left out at the end of the address is *":
    "SDMX REST 2 : les observations ; ce qui manque à la fin de l’adresse vaut *",
  "SDMX REST 2: structural metadata, all of it at every address of an artefact that is there":
    "SDMX REST 2 : les structures, toutes rendues à l’adresse de n’importe quel objet",
  "SDMX REST 2: left out, here and below": "SDMX REST 2 : partie non servie, ici et aux adresses suivantes",
  // what addresses are grouped by
  "Figures of a topic: rows, files, dictionaries, areas with shapes":
    "Les chiffres d’un thème : lignes, fichiers, dictionnaires, endroits avec leurs contours",
  "Frozen publications: their files, and how to cite them": "Les publications figées : leurs fichiers, et comment les citer",
  "The commons: what there is, its territory, notice and public log":
    "Le commun : ce qu’il y a, son territoire, sa notice et son journal public",
  "The same figures as SDMX REST 2": "Les mêmes chiffres en SDMX REST 2",
  "The service itself": "Le service lui-même",
  "ISO 3166-1, as the operator stated it; else FR": "ISO 3166-1, comme l’opérateur l’a indiqué ; sinon FR",
  "what must be said beside its figures; `own`: a household's own figure has more in it than these":
    "ce qui doit être dit à côté de ses chiffres ; `own` : le chiffre d’un foyer compte plus de choses que ceux-ci",
  "what a unit costs a home from a day on, in the currency, as the operator stated it":
    "ce qu’une unité coûte à un logement à partir d’un jour, dans la monnaie, comme l’opérateur l’a indiqué",
  "what all readings were taken from, where no household brought them, and what is known of the copy":
    "d’où viennent tous les relevés, quand aucun foyer ne les a apportés, et ce qui est su de la copie",
  // parameters
  "dataflow or data structure, several with commas, `*` for all":
    "flux ou structure de données ; plusieurs avec des virgules, `*` pour tous",
  "artefact, several with commas, `*` for all": "objet ; plusieurs avec des virgules, `*` pour tous",
  "Language of titles and labels; else Accept-Language decides": "Langue des titres et des noms ; sinon, Accept-Language décide",
  "Language of the labels in SDMX-JSON; else Accept-Language decides":
    "Langue des noms en SDMX-JSON ; sinon, Accept-Language décide",
  "Areas of this level only; else all that have a row":
    "Les endroits de ce niveau seulement ; sinon, tous ceux qui ont une ligne",
  "Columns to give, comma-separated; else all": "Les colonnes à donner, séparées par des virgules ; sinon, toutes",
  "Columns to sort by, comma-separated; - before one sorts downwards; empty values come last":
    "Les colonnes de tri, séparées par des virgules ; un - devant trie du plus grand au plus petit ; les valeurs vides viennent en dernier",
  "Most rows of a page": "Lignes d’une page, au plus",
  "entries on a page; 1000 when absent": "entrées d’une page ; 1000 si rien n’est dit",
  "most observations to give": "observations à donner, au plus",
  "Where the page begins: as the page before gave it": "Où commence la page : tel que l’a donné la page d’avant",
  "Rows of this release only, such as 2026-01; else the newest release of each period":
    "Les lignes de cette publication seulement, comme 2026-01 ; sinon, la plus récente de chaque période",
  "csl is CSL-JSON": "csl est CSL-JSON",
  "the form of the answer, in place of Accept": "la forme de la réponse, à la place d’Accept",
  "CSV alone takes it: rfc4180 unless told; excel-fr has a byte order mark, semicolons and decimal commas":
    "Pour CSV seulement : rfc4180 si rien n’est dit ; excel-fr a une marque d’ordre, des points-virgules et des virgules décimales",
  "Outer rings clockwise, as d3-geo takes a polygon on the sphere; or counterclockwise, as RFC 7946 asks":
    "Anneaux extérieurs dans le sens des aiguilles, comme d3-geo les lit ; ou dans le sens inverse, comme le veut la RFC 7946",
  "number of the first entry; 1 when absent": "numéro de la première entrée ; 1 si rien n’est dit",
  "Page of the catalogue, where there are several": "Page du catalogue, quand il en a plusieurs",
  "of that form; the newest unless told": "version de cette forme ; la plus récente si rien n’est dit",
  "its default; history is left out here": "sa valeur par défaut ; l’historique est laissé de côté ici",
  "its default; other years are left out here": "sa valeur par défaut ; les autres années sont laissées de côté ici",
  "filter by component: c[TIME_PERIOD]=ge:2026-01+le:2026-12; `,` is or, `+` is and":
    "filtre par composant : c[TIME_PERIOD]=ge:2026-01+le:2026-12 ; `,` veut dire ou, `+` veut dire et",
  "the dimension at the observation; AllDimensions: a flat table. TIME_PERIOD unless told":
    "la dimension de l’observation ; AllDimensions : une table plate. TIME_PERIOD si rien n’est dit",
  "dsd, msd, dataset, series, obs, all, none, or attributes with commas; dsd unless told":
    "dsd, msd, dataset, series, obs, all, none, ou des attributs séparés par des virgules ; dsd si rien n’est dit",
  "all, none, or measures with commas; all unless told":
    "all, none, ou des mesures séparées par des virgules ; all si rien n’est dit",
  "observations to skip": "observations à passer",
  "as what rows are given": "la forme sous laquelle les lignes sont données",
  "agency, several with commas, `*` for all": "agence ; plusieurs avec des virgules, `*` pour toutes",
  "version, several with commas, `*` for all": "version ; plusieurs avec des virgules, `*` pour toutes",
  "codes of DOMAIN.MEASURE.STATISTIC.REF_AREA.HOUSEHOLD_TYPE, several with commas, `*` for all; what is left out at the end is *":
    "codes de DOMAIN.MEASURE.STATISTIC.REF_AREA.HOUSEHOLD_TYPE ; plusieurs avec des virgules, `*` pour tous ; ce qui manque à la fin vaut *",
  "every answer is full": "chaque réponse est entière",
  "every answer has all artefacts": "chaque réponse a tous les objets",
  "kind of artefact: agencyscheme, codelist, conceptscheme, datastructure, dataflow, categoryscheme, categorisation, or *":
    "sorte d’objet : agencyscheme, codelist, conceptscheme, datastructure, dataflow, categoryscheme, categorisation ou *",
  "items of an item scheme, several with commas, `*` for all":
    "éléments d’une liste ; plusieurs avec des virgules, `*` pour tous",
  // answers
  "The catalogue": "Le catalogue",
  "The territory": "Le territoire",
  "The shapes": "Les contours",
  "The zones": "Les zones",
  "The composition": "La composition",
  "The months": "Les mois",
  "The surroundings": "Les alentours",
  "The dataset": "Le thème",
  "The dictionary": "Le dictionnaire",
  "The codes": "Les codes",
  "A page of rows": "Une page de lignes",
  "The file": "Le fichier",
  "The areas": "Les endroits",
  "The notice": "La notice",
  "The log, or a page of it": "Le journal, ou une page du journal",
  "The checkpoint": "Le point signé",
  "The keys": "Les clés",
  "The release": "La publication",
  "The citation": "La citation",
  "The description": "La description",
  "The manifest": "Le manifeste",
  "A page of the catalogue": "Une page du catalogue",
  "The feed": "Le flux",
  "The meaning": "Le sens",
  "OpenAPI 3.1": "OpenAPI 3.1",
  "The contact": "Le contact",
  "It is up": "Il répond",
  "A data message": "Un message de données",
  "A structure message": "Un message de structure",
  "A key, condition or page that selects nothing": "Une clé, une condition ou une page qui ne retient rien",
  "A part of it": "Une partie du fichier",
  "The client has it": "Le programme l’a déjà",
  "A parameter is not accepted": "Un paramètre n’est pas accepté",
  "No shapes are known": "Aucun contour n’est connu",
  "The territory brings none": "Le territoire n’en apporte pas",
  "No such dataset": "Pas de tel thème",
  "No such dataset or dimension": "Pas de tel thème ou de telle dimension",
  "No such dataset or release": "Pas de tel thème ou de telle publication",
  "No such dataset, format or release": "Pas de tel thème, format ou publication",
  "Nothing was stated or published yet": "Rien n’a encore été énoncé ni publié",
  "No such release": "Pas de telle publication",
  "No release has it": "Aucune publication ne l’a",
  "No such release or file": "Pas de telle publication ou de tel fichier",
  "No such page": "Pas de telle page",
  "No such code": "Pas de tel code",
  "The operator has stated no contact": "Qui tient le commun n’a pas dit comment être joint",
  "There is no such agency, artefact or version": "Pas de telle agence, de tel objet ou de telle version",
  "None of the media types that Accept lists is offered": "Aucune des formes que liste Accept n’est offerte",
  "None of the forms asked for is offered": "Aucune des formes demandées n’est offerte",
  "There is another version than the one that If-Match names": "Il y a une autre version que celle que nomme If-Match",
  "The answer would be too large": "La réponse serait trop grande",
  "The address is too long": "L’adresse est trop longue",
  "The range lies outside the file": "La plage est hors du fichier",
  "The query asks for what the structure does not have": "La demande porte sur ce que la structure n’a pas",
  "Too many requests; Retry-After says how long to wait": "Trop de demandes ; Retry-After dit combien attendre",
  "It is damaged": "Elle est endommagée",
  "This part of the standard is left out": "Cette partie de la norme est laissée de côté",
  "Too many large answers are on their way; Retry-After says when to ask again":
    "Trop de grandes réponses sont en route ; Retry-After dit quand redemander",
  // fields of the answers
  "null: it has none; so too the addresses below": "null : il n’en a pas ; de même pour les adresses suivantes",
  "where contributions are taken; null: not here, and nowhere that is stated":
    "où se déposent les contributions ; null : ni ici, ni ailleurs que l’on sache",
  "`/`: here; else an origin": "`/` : ici ; sinon, une origine",
  "of its content (RFC 6920), for citing": "tiré du contenu (RFC 6920), pour citer",
  "whose privacy report has the longest ledger": "celle dont le rapport a le plus long journal",
  "exact fraction": "fraction exacte",
  "allowed per household and year": "permis par foyer et par an",
  "a code of HOUSEHOLD_TYPE": "un code de HOUSEHOLD_TYPE",
  "heating degree days to the base of 18 °C": "degrés-jours de chauffage, base 18 °C",
  "address of what its columns and codes mean, and whom its figures stand for":
    "adresse du sens de ses colonnes et de ses codes, et de qui parlent ses chiffres",
  "null where there are plain files alone": "null là où il n’y a que des fichiers",
  "GeoJSON of one value an area; null where there are plain files alone":
    "GeoJSON d’une valeur par endroit ; null là où il n’y a que des fichiers",
  "address of the next page": "adresse de la page suivante",
  "what the figures were taken from, and what must stand beside them; absent: households brought them":
    "d’où les chiffres sont pris, et ce qui doit les accompagner ; absent : des foyers les ont apportés",
  "what must be known of the figures, and what METHOD says; in the first language of the commons":
    "ce qu’il faut savoir des chiffres, et ce que dit METHOD ; dans la première langue du commun",
  "what outlines and background of the maps were taken from": "d’où viennent les contours et le fond des cartes",
  "the census that numbers of dwellings and of homes of each kind were taken from":
    "le recensement dont viennent les nombres de logements et de foyers de chaque type",
  "null: no shape is known": "null : aucun contour n’est connu",
  "the versions of this notice in each language: a consent that names one of them was given to this notice":
    "les versions de cette notice dans chaque langue : un accord qui en nomme une a été donné à cette notice",
  "sha256 of `text`, in UTF-8: what a consent names as its version":
    "sha256 de `text`, en UTF-8 : la version que nomme un consentement",
  "the whole notice, Markdown": "la notice entière, en Markdown",
  "the first layer, one screen: to be shown before anything is asked":
    "la première couche, un écran : à montrer avant de rien demander",
  "the second layer": "la seconde couche",
  "incidents that people are told of, oldest first": "les incidents dont on informe, le plus ancien d’abord",
  "what the notice and consent records state, for machines; null is not stated by the operator, and contributions wait for what unstated names":
    "ce que disent la notice et les traces de consentement, pour les machines ; null : non énoncé, et les contributions attendent ce que nomme unstated",
  "id of the commons, as in every entry": "identifiant du commun, comme dans chaque entrée",
  "entries of the whole log": "entrées de tout le journal",
  "a compact JWS of size and head": "JWS de la taille et de la tête",
  "a JWK set (RFC 7517)": "un ensemble de clés JWK (RFC 7517)",
  bytes: "octets",
  "false: the settings lack what people must be told first, and pages ask nobody; absent: not known here":
    "faux : il manque aux réglages ce qu’attendent les contributions, qui sont refusées ; absent : on ne le sait pas ici",
  "before the first release, by the plan in force": "avant la première publication, selon le plan en vigueur",
  "with which a place of the level is published in one half of the draws":
    "le nombre avec lequel un endroit de ce niveau paraît une fois sur deux",
  "standard deviation of the noise of a count, households": "écart type du flou d’un nombre, en foyers",
  "standard deviation of the noise of a sum, in halves of the clamp": "écart type du flou d’une somme, en demi-plafonds",
  "what the operator's audit concluded; in France `none` also without an audit, elsewhere absent":
    "ce qu’a conclu l’audit de l’opérateur ; en France, `none` aussi sans audit ; ailleurs, absent",
  "The shapes with fewer corners, for maps on a page": "Les contours avec moins de points, pour les cartes d’une page",
  "The shapes of the areas with fewer corners, for maps on a page: GeoJSON in WGS84, made from /v1/territory/shapes":
    "Les contours des endroits avec moins de points, pour les cartes d’une page : GeoJSON en WGS84, faits de /v1/territory/shapes",
  "The outlines": "Les contours",
  "The accessibility statement: what the operator's audit found, whom to write to, where a complaint goes":
    "La déclaration d’accessibilité : ce qu’a trouvé l’audit de l’opérateur, à qui écrire, où se plaindre",
  "The text": "Le texte",
  "The legal notice: who publishes and who serves the pages": "Les mentions légales : qui publie et qui héberge les pages",
  "A document of the commons as a page to read and print: notice, breaches, record of processing, impact assessment, legal texts":
    "Un document du commun, en page à lire et à imprimer : notice, incidents, registre, analyse d’impact, textes légaux",
  "The document": "Le document",
  "No such document": "Pas de tel document",
  "SDMX-JSON data message": "message de données SDMX-JSON",
  "SDMX-ML data message, structure-specific": "message de données SDMX-ML, propre à la structure",
  "SDMX-JSON structure message": "message de structure SDMX-JSON",
  "SDMX-ML structure message": "message de structure SDMX-ML",
};

const CODES = /^Codes of (\w+); commas mean or$/;
const CODE = /^One code of (\w+)$/;

/** A sentence of the API's description in French; null where it has no translation, and stays in English. */
export function inFrench(sentence: string): string | null {
  const [, several] = CODES.exec(sentence) ?? [];
  if (several) return `Codes de ${several} ; une virgule veut dire ou`;
  const [, one] = CODE.exec(sentence) ?? [];
  return one ? `Un code de ${one}` : (SENTENCES[sentence] ?? null);
}
