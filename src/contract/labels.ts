/** A sentence or a name in the languages of the project. */
export interface Labels {
  readonly fr: string;
  readonly en: string;
}

/** A text as it stands in one language; one that was stated in a single language, which nobody named, is the same in each. */
export const textIn = (text: string | Labels, language: keyof Labels): string =>
  typeof text === "string" ? text : text[language];
