import { useEffect, useMemo } from "preact/hooks";
import type { LaterParts } from "../compare/later-parts.ts";
import { placePhrase, shortName } from "../compare/phrases.ts";
import { countedWords } from "../shared/counted-homes.ts";
import { colon, lowerFirst } from "../shared/format.ts";
import { SampleNotice } from "../shared/frame.tsx";
import { type Lang, WORDS, withWords } from "../shared/i18n.ts";
import { givingHref, isClosed, pageHref } from "../shared/layout.ts";
import { useViews } from "../shared/use-views.ts";
import type { PublicCommons } from "../visit/commons.ts";
import { focusFor, hasPlaces, meanAt } from "../visit/focus.ts";
import { notGiving } from "../visit/not-giving.ts";
import type { Visit } from "../visit/visit.ts";
import { MapFigure } from "./map-figure.tsx";
import { Question } from "./question.tsx";
import { WELCOME } from "./welcome-words.ts";

/** Most findings. */
const CARDS = 3;

/** Number of steps in which the page is drawn down to its map: the question, and the map. */
export const TURNS_ABOVE = 2;
/** Number of all steps: these, each finding, and the protection. */
export const HOME_TURNS = TURNS_ABOVE + CARDS + 1;

/** What stands below the map, which is loaded once it is known what a commons has; the page is whole without a part that cannot be loaded. */
const loadFindings = () => withWords(import("./findings-view.tsx")).catch(() => ({ Findings: () => null }));
const loadFirstMonths = () => withWords(import("./first-months.tsx")).catch(() => ({ FirstMonths: () => null }));

interface HomeViewProps {
  readonly visit: Visit;
  readonly commons: PublicCommons | null;
  readonly turn: number;
  /** called once what stands below the map is loaded, which has no turn before */
  readonly onLoaded: () => void;
  readonly later: LaterParts | null;
  /** null until the first touch has loaded it */
  readonly reply: typeof import("./reply.tsx") | null;
}

/**
 * The page Accueil: what the commons is, the question and the map; below, the findings, how people are protected, and who runs
 * it.
 */
export function HomeView({ visit, commons, turn, onLoaded, later, reply }: HomeViewProps) {
  const lang = visit.lang.value;
  const [cells, catalog] = [commons?.cells, commons?.catalog];
  // Outlines arrive later, and change neither focus nor findings.
  const leading = commons && focusFor(commons, visit.visitor);
  const focus = useMemo(() => leading, [cells, catalog, leading?.ref.key]);
  // What has been drawn stays as it is while the next part is.
  const question = useMemo(
    () => commons && focus && <Question visit={visit} commons={commons} focus={focus} later={later} reply={reply} />,
    [commons, focus, later, reply],
  );
  const isUnpublished = commons !== null && commons.main === null;
  const published = useViews(commons !== null && !isUnpublished, loadFindings);
  const cards = turn - TURNS_ABOVE;
  const findingCards = useMemo(
    () => commons && focus && published && <published.Findings commons={commons} focus={focus} lang={lang} cards={cards} />,
    [cells, catalog, focus, lang, cards, published],
  );
  const here = visit.visitor.area.value;
  const map = useMemo(
    () =>
      commons &&
      focus && (
        <MapFigure
          commons={commons}
          focus={focus}
          lang={lang}
          here={here}
          onHere={(code) => {
            visit.visitor.area.value = code;
          }}
        />
      ),
    [commons, focus, lang, here],
  );
  const isFirst = useMemo(() => commons !== null && !hasPlaces(commons), [cells]);
  const first = useViews(isFirst, loadFirstMonths);
  const isLoaded = commons !== null && (isUnpublished || published !== null) && (!isFirst || first !== null);
  useEffect(() => (isLoaded ? onLoaded() : undefined), [isLoaded]);
  const isBelow = isLoaded && cards > 0;
  return (
    <>
      <div class="hero">
        <div class="hero-ask">
          <h1 class="home-title">{WELCOME[lang].title}</h1>
          <p class="lead">
            {commons && (isUnpublished || focus) ? <Lead commons={commons} isFirst={isFirst} lang={lang} /> : WELCOME[lang].lead}
          </p>
          {isUnpublished ? <p class="note">{notGiving(commons.catalog, lang)}</p> : null}
          {question ?? <div class="card question waiting" />}
          {commons ? <WhoseItIs commons={commons} isFirst={isFirst} lang={lang} /> : null}
        </div>
        {turn > 1 && map ? map : <div class="map-figure" />}
      </div>
      {isBelow ? findingCards : null}
      {isBelow && first ? <first.FirstMonths commons={commons} lang={lang} later={later} /> : null}
      {isBelow && turn >= HOME_TURNS ? <Protection commons={commons} isFirst={isFirst} lang={lang} /> : null}
    </>
  );
}

/** What the page is for, then where it has figures or, while no part of the whole has one, that the commons is at its beginning; with the way to contribute. */
function Lead({ commons, isFirst, lang }: { commons: PublicCommons; isFirst: boolean; lang: Lang }) {
  const give = givingHref(lang, commons.catalog.intake, location.href);
  const { lead, begins, opened } = WELCOME[lang];
  const where = useMemo(() => leadOf(commons, lang), [commons.cells, lang]);
  if (commons.main === null)
    return <>{opened(lowerFirst(placePhrase(commons, commons.tree.root.code, lang).at), isClosed(commons.catalog))}</>;
  return (
    <>
      {isFirst && give !== null ? `${lead} ${begins}` : where}{" "}
      {give === null ? null : <a href={give}>{WORDS[lang].contribute}</a>}
    </>
  );
}

/** Most places that the lead names. */
const MOST_NAMED = 3;

/** What the page is for and, where few parts of the whole have figures, these parts. */
export function leadOf(commons: PublicCommons, lang: Lang): string {
  const { tree, refs } = commons;
  const withFigures = tree.areas.filter(({ code }) => refs.some((ref) => meanAt(commons, ref, code) !== null));
  // The part of the whole that each is, or lies in.
  const shown = [...new Set(withFigures.flatMap(({ code }) => tree.lineage(code).at(-2) ?? []))];
  const isFew = shown.length > 0 && shown.length <= MOST_NAMED && shown.length < tree.children(tree.root.code).length;
  const { lead, today } = WELCOME[lang];
  return isFew ? `${lead} ${today(shown.map(({ name }) => shortName(name)).join(", "))}` : lead;
}

/** That the homes are made up; in the first months, when nobody has heard of the commons, who runs it too. */
function WhoseItIs({ commons, isFirst, lang }: { commons: PublicCommons; isFirst: boolean; lang: Lang }) {
  return (
    <>
      <SampleNotice lang={lang} catalog={commons.catalog} />
      {isFirst ? (
        <p class="note">
          <Keeper commons={commons} lang={lang} />
        </p>
      ) : null}
    </>
  );
}

/** Who runs the commons, with the way to more. */
function Keeper({ commons: { catalog }, lang }: { commons: PublicCommons; lang: Lang }) {
  const { operator } = catalog.commons;
  return (
    <span>
      <a href={pageHref("notice", lang)}>{WELCOME[lang].who}</a>
      {operator === undefined ? null : (
        <>
          {colon(lang)}
          {/* A name is in the language of its commons. */}
          <span lang={catalog.commons.languages[0]}>{operator}</span>
        </>
      )}
    </span>
  );
}

function Protection({ commons, isFirst, lang }: { commons: PublicCommons; isFirst: boolean; lang: Lang }) {
  const words = countedWords(WELCOME[lang], lang, commons.catalog);
  const { commons: facts, k } = commons.catalog;
  const mail = facts.contact && /^[^@\s]+@[^@\s]+$/.test(facts.contact) ? `mailto:${facts.contact}` : null;
  return (
    <section class="protection" id="who">
      <h2 class="visually-hidden">{words.protect}</h2>
      <div class="grid">
        {words.protection.map(([title, text], i) => (
          <div key={title}>
            <h3>{i === 0 ? `${k} ${title}` : title}</h3>
            <p class="note">{text}</p>
          </div>
        ))}
      </div>
      <p class="note row-of-links">
        <a href={pageHref("privacy", lang)}>{words.protect}</a>
        {isFirst ? null : <Keeper commons={commons} lang={lang} />}
        {facts.contact ? (
          <span>
            {words.question} {mail ? <a href={mail}>{facts.contact}</a> : facts.contact}
          </span>
        ) : null}
      </p>
    </section>
  );
}
