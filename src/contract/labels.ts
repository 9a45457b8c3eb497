/** A sentence or a name in the languages of the project. */
export interface Labels {
  readonly fr: string;
  readonly en: string;
}
