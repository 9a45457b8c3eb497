import { basisOf, type Citation, citationLine } from "../../src/texts/citation.ts";
import { lowerFirst } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { typeLabel } from "../shared/labels.ts";
import { lastingAddress } from "./addresses.ts";
import { fileName, MOST_NAMED, namedReleases } from "./file-facts.ts";
import { subjectParts } from "./phrases.ts";
import { axesOf } from "./selection.ts";
import type { ExploreState } from "./store.ts";
import { originNotes, takenAs } from "./subtitle.ts";
import { EXPLORE } from "./words.ts";

/** Number of kinds of homes up to which each is named; the address always has all. */
const MOST_KINDS = 6;

/** What is shown, in parts; several kinds of homes by name, for nobody can look at the page that a citation is of. */
function citedParts(shown: ExploreState, lang: Lang) {
  const { types, measures } = shown.selection;
  const parts = subjectParts(shown, axesOf(shown.selection), lang);
  const ref = shown.facts.refs.find(({ key }) => key === measures[0]);
  if (types.length < 2 || types.length > MOST_KINDS || !ref) return parts;
  const names = types.map((type) => lowerFirst(typeLabel(ref, type, lang)));
  return { ...parts, who: `${parts.who} (${EXPLORE[lang].words.and(names)})` };
}

/**
 * A citation of what is shown: its own title and address, as part of the releases that it uses, with their hashes and DOI.
 * `newest` is the citation of the newest of these releases; `base` is the site's address.
 */
export function selectionCitation(newest: Citation, shown: ExploreState, lang: Lang, base: string): Citation {
  const { selection, facts } = shown;
  const words = EXPLORE[lang].cite;
  const releases = facts.releases.filter(({ period }) => selection.periods.includes(period));
  const ids = releases.map(({ id }) => id);
  const { doi, basis: _, ...common } = newest;
  const notes = originNotes({ store: { lang }, shown }, axesOf(selection));
  const basis = basisOf(facts.catalog.commons.origin, notes, lang);
  const several = releases.length > 1;
  return {
    ...common,
    // A DOI names a single release.
    ...(several || doi === undefined ? {} : { doi }),
    key: `${newest.key}-${fileName(shown)}`.replace(/[^A-Za-z0-9-]+/g, "-"),
    title: citationLine(words.what(citedParts(shown, lang))),
    within: several ? newest.title.replace(/, [^,]*$/, "") : newest.title,
    version: ids.length > MOST_NAMED ? words.from(ids.at(-1) ?? "", ids[0] ?? "", ids.length) : ids.join(", "),
    kind: words.kind,
    url: lastingAddress(selection, lang, base, namedReleases(shown)),
    ...(basis === undefined ? {} : { basis }),
    identifier: releases.map(({ identifier }) => identifier).join(", "),
  };
}

/**
 * The citation as people read it, of a few lines: with many hashes only the first is shown, and of the notes on data from elsewhere what
 * they are. Its files have all.
 */
export function forPeople(cited: Citation, shown: ExploreState, lang: Lang): Citation {
  const hashes = cited.identifier.split(", ");
  const [first = ""] = hashes;
  const basis = basisOf(shown.facts.catalog.commons.origin, takenAs({ store: { lang }, shown }, axesOf(shown.selection)), lang);
  return {
    ...cited,
    ...(basis === undefined ? {} : { basis }),
    ...(hashes.length <= MOST_NAMED ? {} : { identifier: EXPLORE[lang].cite.hashes(first, hashes.length - 1) }),
  };
}
