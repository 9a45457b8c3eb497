import type { fr } from "../fr/service.ts";

/** Accessibility, legal notice, site map. */
export const en: typeof fr = {
  statement: "Accessibility statement",
  print: "Print",
  closed: "This commons is being prepared: this is a draft of its legal notice, which the operator has to complete.",
  absent: {
    title: "There is no such page",
    lead: "The address may be incomplete, or the page may have moved. Here is where you can go:",
    all: "every page, in one list",
  },
  places: "For everyone",
  contributors: "To contribute",
  data: "To use the data",
  method: "Method",
  about: "About these pages",
  document: { register: "Record of processing", "impact-assessment": "Impact assessment" },
  notOpen: "not open yet: this commons is not taking contributions yet",
  purpose: {
    home: "the question, the map and what the figures say",
    contribute: "from a file or a bill to a contribution, in three steps",
    docs: "every measure, column and address",
    method: "how a figure and its margin are made",
    measure: "definition, upper limit, protection",
    sql: "query the publications in your browser",
    feed: "what is published, as it comes out",
    notice: "what is kept, for how long, and your rights",
    register: "what is done with the data, for a data protection officer",
    "impact-assessment": "the risks for people, and what reduces them",
    accessibility: "what is accessible, and who to tell about what is not",
    legal: "who publishes these pages and who hosts them",
  },
};
