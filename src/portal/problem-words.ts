import type { ProblemCode } from "../contract/problem-codes.ts";
import type { Language } from "./params.ts";

/** A problem in words: what is wrong, what it means, and what to do. */
interface ProblemWords {
  readonly title: string;
  readonly means: string;
  readonly advice: string;
}

/**
 * The problems that readers of the public addresses meet, in both languages. Those of contributions and of the command line are met by
 * programs and operators, who have `docs/errors.md`.
 */
export const READERS_PROBLEMS: Partial<Readonly<Record<ProblemCode, Readonly<Record<Language, ProblemWords>>>>> = {
  "invalid-parameter": {
    fr: {
      title: "Un paramètre n’est pas accepté",
      means: "Un paramètre de l’adresse est inconnu, donné deux fois, ou a une valeur qui n’est pas acceptée.",
      advice: "Corrigez le paramètre nommé. /openapi.json les décrit tous.",
    },
    en: {
      title: "A parameter is not accepted",
      means: "A parameter of the address is unknown, given twice, or has a value that is not accepted.",
      advice: "Correct the parameter that is named. /openapi.json describes them all.",
    },
  },
  "not-found": {
    fr: {
      title: "Il n’y a rien à cette adresse",
      means: "Aucun thème, publication, fichier ni page n’a cette adresse.",
      advice: "Commencez par /v1/catalog.",
    },
    en: {
      title: "There is nothing at this address",
      means: "No dataset, release, file or page has this address.",
      advice: "Start from /v1/catalog.",
    },
  },
  "method-not-allowed": {
    fr: {
      title: "Cette adresse n’accepte pas cette méthode",
      means: "L’adresse existe, mais pas pour cette méthode HTTP.",
      advice: "Prenez une méthode que l’en-tête Allow nomme.",
    },
    en: {
      title: "This address does not take that method",
      means: "The address exists, but not for this HTTP method.",
      advice: "Use a method that the header Allow lists.",
    },
  },
  "not-acceptable": {
    fr: {
      title: "Aucune des formes acceptées n’est proposée",
      means: "L’adresse a plusieurs formes, et l’en-tête Accept (ou format) n’en nomme aucune.",
      advice: "Acceptez une des formes que la réponse nomme.",
    },
    en: {
      title: "None of the accepted media types is offered",
      means: "The address has several forms, and the header Accept (or format) names none of them.",
      advice: "Accept one of the forms that the answer lists.",
    },
  },
  "query-not-possible": {
    fr: {
      title: "La requête demande ce que la structure n’a pas",
      means: "La requête SDMX est bien formée, mais nomme une composante, une mesure ou une dimension que la structure n’a pas.",
      advice: "La structure est à /sdmx/structure/datastructure.",
    },
    en: {
      title: "The query asks for what the structure does not have",
      means: "The SDMX query is well formed, but names a component, measure or dimension that the structure does not have.",
      advice: "The structure is at /sdmx/structure/datastructure.",
    },
  },
  "result-too-large": {
    fr: {
      title: "La réponse serait trop longue",
      means: "La réponse SDMX aurait plus d’observations qu’une réponse n’en peut avoir.",
      advice: "Demandez-la par parties, avec limit et offset, ou prenez le fichier entier d’un thème.",
    },
    en: {
      title: "The answer would be too large",
      means: "The SDMX answer would have more observations than one answer may.",
      advice: "Ask for it in parts, with limit and offset, or take the whole file of a dataset.",
    },
  },
  "uri-too-long": {
    fr: {
      title: "L’adresse est trop longue",
      means: "L’adresse a plus de caractères que le portail n’en lit.",
      advice: "Demandez moins de codes à la fois : ce qu’on omet vaut pour tous.",
    },
    en: {
      title: "The address is too long",
      means: "The address has more characters than the portal reads.",
      advice: "Ask for fewer codes at a time: what is left out means all.",
    },
  },
  "not-implemented": {
    fr: {
      title: "Cette partie de la norme manque",
      means: "La norme SDMX a cette partie, et ce service ne l’a pas.",
      advice: "La réponse dit ce qu’il y a à la place.",
    },
    en: {
      title: "This part of the standard is left out",
      means: "The SDMX standard has this part, and this service leaves it out.",
      advice: "The answer says what there is instead.",
    },
  },
  "precondition-failed": {
    fr: {
      title: "La version n’est plus celle qui était exigée",
      means: "If-Match nomme une autre version : une publication est venue depuis, ou c’est une autre forme ou langue.",
      advice: "Redemandez sans lui, puis gardez l’ETag de la réponse.",
    },
    en: {
      title: "There is another version than the one insisted on",
      means: "If-Match names another version: a release has come since, or it is of another form or language.",
      advice: "Ask again without it, and go on with the ETag of the answer.",
    },
  },
  "range-not-satisfiable": {
    fr: {
      title: "Cette partie est hors du fichier",
      means: "L’en-tête Range demande des octets que le fichier n’a pas.",
      advice: "Restez dans la taille que donne Content-Range.",
    },
    en: {
      title: "The range lies outside the file",
      means: "The header Range asks for bytes that the file does not have.",
      advice: "Stay within the size that Content-Range gives.",
    },
  },
  "too-many-requests": {
    fr: {
      title: "Trop de demandes",
      means: "Trop de demandes sont venues d’une adresse, ou de toutes à la fois.",
      advice: "Attendez les secondes que donne Retry-After. Pour beaucoup de lignes, prenez un fichier entier.",
    },
    en: {
      title: "Too many requests",
      means: "Too many requests came from one address, or from all together.",
      advice: "Wait the seconds that Retry-After gives. For many rows take a whole file.",
    },
  },
  "release-damaged": {
    fr: {
      title: "La publication ne se vérifie pas",
      means: "Un fichier de la publication manque ou a changé, ou sa signature est rompue. Les autres publications sont servies.",
      advice: "Prévenez l’exploitant : il la remet depuis une copie.",
    },
    en: {
      title: "The release does not verify",
      means: "A file of the release is missing or has changed, or its signature is broken. The other releases are served.",
      advice: "Tell the operator, who restores it from a copy.",
    },
  },
  internal: {
    fr: {
      title: "Le service a échoué",
      means: "Une faute que le service n’avait pas prévue. Il n’en dit pas plus, exprès ; son journal la décrit.",
      advice: "Réessayez, et signalez-la si elle reste.",
    },
    en: {
      title: "The service failed",
      means: "A fault that the service did not foresee. It says no more on purpose; its log does.",
      advice: "Try again, and report it if it stays.",
    },
  },
};
