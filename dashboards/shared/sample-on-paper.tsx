import type { Catalog } from "./data.ts";
import { type Lang, WORDS } from "./i18n.ts";

/** That the homes are made up, before the source of a printed page: a sheet is read without the screen that says so. */
export const SampleOnPaper = ({ lang, catalog }: { readonly lang: Lang; readonly catalog: Catalog }) =>
  catalog.commons.sample ? <b>{WORDS[lang].sample(catalog.releases.length === 0)} </b> : null;
