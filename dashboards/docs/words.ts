import type { Translated } from "../shared/i18n.ts";

const fr = {
  lead: "Tout ce que montrent ces pages est ouvert aux programmes : sans clé, sous Licence Ouverte. Voici comment le lire, ce que chaque colonne veut dire, et chaque adresse.",
  contents: "Sur cette page",
  programs: "Lire les données",
  programsWhy:
    "La même question en cinq langages : les moyennes de tous les foyers participants, avec leur marge. Une valeur vide est masquée ou trop imprécise, jamais un zéro.",
  sdmx: "Avec un logiciel de statistique qui connaît SDMX : les mêmes moyennes, dans tous les territoires.",
  terminal:
    "Sur votre machine, avec le dossier d’une publication et, à côté, une copie construite du code source, voisinage/ (npm ci) :",
  sql: "Poser ses propres questions en SQL, dans le navigateur",
  dictionary: "Dictionnaire des données",
  dictionaryWhy:
    "De qui parlent les chiffres, comment ils ont été protégés, et le sens de chaque colonne et de chaque code, par thème.",
  columns: (table: string) => `Colonnes de ${table}`,
  column: "Colonne",
  name: "Nom",
  type: "Type",
  meaning: "Sens",
  optional: "peut être vide",
  reference: "Adresses de l’API",
  referenceWhy: "Cette référence est tirée de la description OpenAPI, rédigée en anglais :",
  ofAPortal:
    "Ce site est fait de fichiers et ne répond à aucune question : ces adresses sont celles d’un portail. Ses documents sont ici des fichiers, comme v1/catalog.json.",
  others: "Contribuer par programme",
  othersWhy: "Le dépôt d’une contribution et les droits des contributeurs ont leur propre description.",
  open: "Montrer ces adresses",
  absent: "Ce site ne reçoit pas de contributions par programme, ou ne les décrit pas ici.",
  failed: "Cette partie n’a pas pu être chargée.",
  loading: "Chargement…",
  parameters: "Paramètres",
  body: "Corps de la requête",
  answers: "Réponses",
  answer: "Réponse",
  fields: (n: string) => `Champs de la réponse (${n})`,
  required: "nécessaire",
};

const en: typeof fr = {
  lead: "All that these pages show is open to programs: without a key, under the Open Licence. Here is how to read it, what every column means, and every address.",
  contents: "On this page",
  programs: "Reading the data",
  programsWhy:
    "The same question in five languages: the means of all participating homes, with their margin. An empty value is withheld or too imprecise, never a zero.",
  sdmx: "With a statistics package that knows SDMX: the same means, in every area.",
  terminal: "On your machine, with the folder of a release and, beside it, a built copy of the source code, voisinage/ (npm ci):",
  sql: "Ask questions of your own in SQL, in the browser",
  dictionary: "Data dictionary",
  dictionaryWhy: "Whom the figures stand for, how they were protected, and what every column and code means, by topic.",
  columns: (table) => `Columns of ${table}`,
  column: "Column",
  name: "Name",
  type: "Type",
  meaning: "Meaning",
  optional: "may be empty",
  reference: "Addresses of the API",
  referenceWhy: "This reference is made from the OpenAPI description:",
  ofAPortal:
    "This site is made of files and answers no query: these are the addresses of a portal. Its documents are files here, such as v1/catalog.json.",
  others: "Contributing by program",
  othersWhy: "Contributing, and contributors' rights, have a description of their own.",
  open: "Show these addresses",
  absent: "This site takes no contributions by program, or does not describe them here.",
  failed: "This part could not be loaded.",
  loading: "Loading…",
  parameters: "Parameters",
  body: "Body of the request",
  answers: "Answers",
  answer: "Answer",
  fields: (n) => `Fields of the answer (${n})`,
  required: "needed",
};

export const DOCS: Translated<typeof fr> = { fr, en };
export type DocsWords = typeof fr;
