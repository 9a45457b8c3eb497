import { parsePeriod, type Step } from "../../src/contract/period.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import type { Area } from "../../src/territory/index.ts";
import { placePhrase } from "../compare/phrases.ts";
import { formatNumber, formatPeriod, semicolon } from "../shared/format.ts";
import { WORDS } from "../shared/i18n.ts";
import { topicLabel, typeLabel } from "../shared/labels.ts";
import { codedAs } from "../shared/postcodes.ts";
import { Sentence, SentenceWord, type WordOption } from "../shared/sentence-controls.tsx";
import { isPostcodeLike, nameFits, searchPlaces } from "../visit/search.ts";
import { figureAt, hasNoShare, isPublished, mostlyIn, widerOfAlike } from "./area-figures.ts";
import { placesBeside } from "./beside.ts";
import { AREA_STATISTICS, type AreaStatistic, areasWithin, levelsBelow, periodsOfMeasure, typesPublished } from "./choice.ts";
import { canRepeat, STEPS, stepsRepeated } from "./periods-on-map.ts";
import { topicsOf } from "./portrait-figures.ts";
import { isParentItself } from "./portrait-place.ts";
import { searchHelp, searchLabel, searchNote, searchOrder } from "./search-words.ts";
import {
  absentText,
  absentTexts,
  type DistrictState,
  elsewhereText,
  isAlone,
  levelMany,
  listedText,
  partsName,
  periodLink,
  placeDetail,
  placeWords,
} from "./shown.ts";

/** Places listed before anything is typed. */
const MOST_PLACES = 40;
/** Zones that a search lists after the places. */
const MOST_ZONES = 4;

function placeOption(shown: DistrictState, area: Area, group?: string): WordOption {
  const { atlas, choice, words } = shown;
  const figure = figureAt(atlas, choice, area.code);
  const isAlike = choice.view === "compare" && choice.at !== null && widerOfAlike(atlas, choice, choice.at, area.code) !== null;
  const postcodes = area.postcodes?.length === 1 ? `, ${area.postcodes[0]}` : "";
  return {
    value: area.code,
    label: area.name,
    detail: `${placeDetail(shown, area)}${postcodes}`,
    // Where the homes are counted elsewhere, no number of them is missing here.
    ...(figure || elsewhereText(shown, area.code) === null
      ? { figure: isAlike ? words.compare.alike : figure ? listedText(shown, area.code, figure) : absentText(shown, area.code) }
      : {}),
    absent: figure === null || isAlike,
    ...(group === undefined ? {} : { group }),
  };
}

/** A heading for places that need not be neighbours: the nearest place that contains all of them. */
function siblingsName({ atlas, lang, words }: DistrictState, areas: readonly Area[], code: string | null): string {
  if (areas.every(({ parent }) => parent === code)) return words.words.inside;
  const [first, ...rest] = areas.map(({ code }) => atlas.tree.lineage(code).slice(1));
  const around = first?.find((area) => rest.every((above) => above.includes(area))) ?? atlas.tree.root;
  return words.words.siblings(placeWords(atlas, around.code, lang));
}

/** The zones of the territory, by code. */
function zonesOf({ atlas }: DistrictState): readonly (readonly [code: string, name: string])[] {
  return [...new Map(atlas.zones.map(({ zone, name }) => [zone, name]))];
}

/** Marks a zone among the places of a list; no area's code has a space. */
const ZONE = "zone ";

/** What the address has of a zone. */
const ofZone = (zone: string) => ({ zone, pick: null, view: null, area: null });

/** Most places of a search of which an unpublished one says what a wider place says. */
const FEW_FOUND = 3;

/** What the nearest wider place with a figure says of a place without one; empty where none has one. */
function meanwhile(shown: DistrictState, area: Area): string {
  const { atlas, choice, words } = shown;
  const wider = atlas.tree
    .lineage(area.code)
    .slice(1)
    .find(({ code }) => figureAt(atlas, choice, code)?.unsure === false);
  const figure = wider && figureAt(atlas, choice, wider.code);
  // Of a figure that is nearly all that of another place a line of a list has no room to say so.
  const isElsewhere = wider && mostlyIn(atlas, { ...choice, type: "_T" }, wider.code) !== null;
  return wider && figure && !isElsewhere ? words.words.meanwhile(wider.name, listedText(shown, wider.code, figure)) : "";
}

/** Fewest letters of a word that is looked for alone. */
const LONG_WORD = 4;

/** Where a text of several words finds no place: the word that finds the fewest, and these; null: none does. */
export function partlyFound<Place>(text: string, find: (word: string) => readonly Place[]) {
  const words = text
    .trim()
    .split(/\s+/)
    .filter((word) => word.length >= LONG_WORD && !/\d/.test(word));
  const found = words.map((word) => ({ word, areas: find(word) })).filter(({ areas }) => areas.length > 0);
  return found.sort((a, b) => a.areas.length - b.areas.length)[0] ?? null;
}

/** Places that a search finds, as options. */
export function placesFound(shown: DistrictState, typed: string): WordOption[] {
  const { tree, levels } = shown.atlas;
  const wishes = { order: searchOrder(shown), byCode: !isPostcodeLike(typed) };
  const whole = searchPlaces(tree, levels, typed, wishes);
  const partly = whole.length > 0 ? null : partlyFound(typed, (word) => searchPlaces(tree, levels, word, wishes));
  const found = partly?.areas ?? whole;
  const group = partly ? shown.words.words.partly(typed.trim(), partly.word) : undefined;
  const coded = codedAs(tree, typed, found);
  return [...found, ...coded].map((area) => {
    const plain = placeOption(shown, area, coded.includes(area) ? WORDS[shown.lang].stand.officialCode(typed.trim()) : group);
    const postcode = typed.trim();
    // One that is the only one of its place stands there already.
    const isOfIt = area.postcodes?.length !== 1 && area.postcodes?.includes(postcode);
    const option = isOfIt ? { ...plain, detail: `${plain.detail}, ${postcode}` } : plain;
    const instead = option.absent && found.length <= FEW_FOUND ? (elsewhereText(shown, area.code) ?? meanwhile(shown, area)) : "";
    return instead === "" ? option : { ...option, detail: `${option.detail}. ${instead}` };
  });
}

function zonesFound(shown: DistrictState, typed: string): WordOption[] {
  return zonesOf(shown)
    .filter(([, name]) => nameFits(name, typed))
    .slice(0, MOST_ZONES)
    .map(([zone, name]) => ({ value: `${ZONE}${zone}`, label: name, detail: shown.words.words.oneZone }));
}

/** Chooses a place by part of its name or by postcode, or a zone by part of its name. Wider and neighbouring places are listed from the start. */
export function PlaceWord(props: {
  readonly shown: DistrictState;
  readonly id: string;
  readonly label: string;
  readonly text: string;
  readonly code: string | null;
  /** places offered before anything is typed */
  readonly near: readonly Area[];
  readonly onPlace: (code: string) => void;
  /** absent: zones are not offered */
  readonly onZone?: (zone: string) => void;
}) {
  const { shown, id, label, text, code, near, onPlace, onZone } = props;
  const { atlas, lang, words } = shown;
  const options = (): WordOption[] => {
    const wider = code === null ? [] : [...atlas.tree.lineage(code)].reverse();
    const published = (area: Area): boolean => figureAt(atlas, shown.choice, area.code) !== null;
    // Published places come first, because a young commons has many unpublished ones.
    const sorted = (areas: readonly Area[]): Area[] =>
      [...areas.filter(published), ...areas.filter((area) => !published(area))].slice(0, MOST_PLACES);
    const beside = code === null ? [] : placesBeside(atlas, code);
    const others = near.filter((area) => !wider.includes(area) && !beside.includes(area));
    const group = siblingsName(shown, others, code);
    return [
      ...wider.map((area) => placeOption(shown, area, words.words.wider)),
      ...sorted(beside).map((area) => placeOption(shown, area, words.words.around)),
      ...sorted(others).map((area) => placeOption(shown, area, group)),
    ];
  };
  return (
    <SentenceWord
      lang={lang}
      id={id}
      label={label}
      text={text}
      chosen={code === null ? [] : [code]}
      options={options}
      search={{
        label: searchLabel(shown),
        help: (typed) => searchHelp(shown, typed),
        note: searchNote(shown),
        find: (typed) => [...placesFound(shown, typed), ...(onZone === undefined ? [] : zonesFound(shown, typed))],
      }}
      onChoose={([chosen]) => {
        if (chosen?.startsWith(ZONE)) onZone?.(chosen.slice(ZONE.length));
        else if (chosen !== undefined) onPlace(chosen);
      }}
    />
  );
}

function TopicWord({ shown, lower }: { shown: DistrictState; lower?: boolean }) {
  const { atlas, choice, lang, words, go } = shown;
  const parts = areasWithin(atlas.tree, choice.area, choice.level);
  const option = (ref: MeasureRef): WordOption => {
    const periods = periodsOfMeasure(atlas.rows, ref);
    const subject = { ...choice, ref, statistic: "mean" as const, type: "_T" };
    const period = [...periods]
      .reverse()
      .find((one) => parts.some(({ code }) => figureAt(atlas, { ...subject, period: one }, code) !== null));
    const count =
      period === undefined ? 0 : parts.filter(({ code }) => figureAt(atlas, { ...subject, period }, code) !== null).length;
    const plural = partsName(shown, choice.level, parts);
    const partCount = formatNumber(parts.length, 0, lang);
    const place = placePhrase(atlas, choice.area, lang).name;
    return {
      value: ref.key,
      label: topicLabel(ref, lang),
      absent: count === 0,
      detail:
        count === 0
          ? periods.length === 0
            ? words.words.noRows
            : words.words.absentOf(absentTexts({ ...shown, choice: { ...subject, period: periods.at(-1) ?? "" } }, parts), place)
          : `${words.words.publishedOf(formatNumber(count, 0, lang), partCount, plural)}, ${formatPeriod(period ?? "", lang)}`,
    };
  };
  const options = (): WordOption[] => {
    const all = atlas.refs.map(option);
    return [...all.filter(({ absent }) => !absent), ...all.filter(({ absent }) => absent)];
  };
  const text = topicLabel(choice.ref, lang);
  const word = (
    <SentenceWord
      lang={lang}
      id="word-topic"
      label={words.words.topic}
      text={lower ? text.charAt(0).toLowerCase() + text.slice(1) : text}
      chosen={[choice.ref.key]}
      options={options}
      onChoose={([measure = null]) => go({ measure, type: null, ...(keepsPeriod(shown, measure) ? {} : { period: null }) })}
    />
  );
  // A share is a noun of its own after the topic; a mean and a median say how the topic is counted.
  if (choice.statistic !== "participation") return word;
  return (
    <span class="word-and-mark">
      {word}
      {words.words.nounAfter}
    </span>
  );
}

/** Tells whether another measure also has the period that is shown. */
function keepsPeriod({ atlas, choice }: DistrictState, measure: string | null): boolean {
  const ref = atlas.refs.find(({ key }) => key === measure);
  return ref !== undefined && periodsOfMeasure(atlas.rows, ref).includes(choice.period);
}

/** What a statistic is, or that the parts on the map have none. */
function statisticDetail(shown: DistrictState, statistic: AreaStatistic): Pick<WordOption, "detail" | "absent"> {
  const { atlas, choice, lang, words } = shown;
  // A middle of several places cannot be made of theirs.
  if (statistic === "median" && choice.view === "own") return { detail: words.own.noMedian, absent: true };
  const detail = words.words.statisticNotes[statistic];
  if (!isPublished(atlas, choice.ref, choice.period, statistic)) return { detail, absent: true };
  const then = { ...choice, statistic };
  if (hasNoShare(atlas, then, choice.area)) return { detail: words.map.noShare, absent: true };
  const parts = areasWithin(atlas.tree, choice.area, choice.level);
  if (choice.view !== "map" || parts.some(({ code }) => figureAt(atlas, then, code) !== null)) return { detail, absent: false };
  const which = words.words.levels(levelMany(atlas, choice.level, lang));
  const why = words.words.absentOf(absentTexts({ ...shown, choice: then }, parts), which);
  if (figureAt(atlas, then, choice.area) === null) return { detail: why, absent: true };
  const whole = words.words.onlyOf(atlas.tree.get(choice.area)?.name ?? "");
  return { detail: `${whole}${semicolon(lang)}${why}`, absent: false };
}

function StatisticWord({ shown }: { shown: DistrictState }) {
  const { choice, lang, words, go } = shown;
  return (
    <SentenceWord
      lang={lang}
      id="word-statistic"
      label={words.words.statistic}
      text={words.words.statistics[choice.statistic]}
      chosen={[choice.statistic]}
      options={() =>
        AREA_STATISTICS.map((statistic) => ({
          value: statistic,
          label: words.words.statistics[statistic],
          ...statisticDetail(shown, statistic),
        }))
      }
      onChoose={([stat = null]) => go({ stat: stat === "mean" ? null : stat })}
    />
  );
}

/** Marks the choice of every type, each on a map of its own. */
const EACH = "each";

/** Tells whether a measure has types of homes in the period shown, and none of the parts on the map has any. */
export function lacksTypes({ atlas, choice }: Pick<DistrictState, "atlas" | "choice">): boolean {
  const types = typesPublished(atlas.rows, choice.ref, choice.period);
  const parts = areasWithin(atlas.tree, choice.area, choice.level);
  // A share of a type's homes is missing for another reason.
  const statistic = choice.statistic === "participation" ? "mean" : choice.statistic;
  const has = (type: string): boolean => parts.some(({ code }) => figureAt(atlas, { ...choice, statistic, type }, code) !== null);
  return types.length > 0 && has("_T") && !types.some(has);
}

/** The type of homes as a word; where places are given, of those, else of the parts on the map. */
function TypeWord({ shown, of }: { shown: DistrictState; of?: readonly (string | null)[] }) {
  const { atlas, choice, lang, words, go } = shown;
  const types = typesPublished(atlas.rows, choice.ref, choice.period);
  if (types.length === 0) return null;
  const places = of ?? areasWithin(atlas.tree, choice.area, choice.level).map(({ code }) => code);
  const has = (type: string): boolean => places.some((code) => code && figureAt(atlas, { ...choice, type }, code) !== null);
  // Where no place has types there is nothing to choose, but an earlier choice can still be undone.
  if (choice.type === "_T" && !types.some(has)) return null;
  const each = { value: EACH, label: words.words.eachType };
  const canBeEach = choice.view === "map" && canRepeat(shown, "type");
  const isEach = choice.each === "type" && canBeEach;
  return (
    <>
      {words.words.for}{" "}
      <SentenceWord
        lang={lang}
        id="word-type"
        label={words.words.type}
        text={isEach ? each.label : choice.type === "_T" ? words.words.allTypes : typeLabel(choice.ref, choice.type, lang)}
        chosen={[isEach ? EACH : choice.type]}
        options={() => [
          { value: "_T", label: words.words.allTypes, absent: !has("_T") },
          ...(canBeEach ? [each] : []),
          ...types.map((type) => ({ value: type, label: typeLabel(choice.ref, type, lang), absent: !has(type) })),
        ]}
        onChoose={([type = null]) =>
          go(
            type === EACH
              ? { type: null, each: "type" }
              : { type: type === "_T" ? null : type, ...(isEach ? { each: null } : {}) },
          )
        }
      />{" "}
    </>
  );
}

/** The nearest place that a period publishes where it never publishes the parts; null: it does, or none is published. */
function aloneIn({ atlas, choice }: DistrictState, period: string): Area | null {
  return (
    atlas.tree.lineage(choice.area).find(({ code }) => isAlone({ atlas, choice: { ...choice, period, area: code } })) ?? null
  );
}

/** The period as a word, in a list by length. A period without any figure of the parts says why; where a place is given, of that place. */
function PeriodWord({ shown, of }: { shown: DistrictState; of?: Area }) {
  const { atlas, choice, lang, words, go } = shown;
  const parts = of ? [of] : areasWithin(atlas.tree, choice.area, choice.level);
  const periods = periodsOfMeasure(atlas.rows, choice.ref).reverse();
  const steps = STEPS.filter((step) => periods.some((period) => parsePeriod(period).step === step));
  const groupOf = (step: Step) => (steps.length > 1 ? { group: words.map.steps[step] } : {});
  const option = (period: string): WordOption => {
    const label = formatPeriod(period, lang);
    const then = { ...choice, period };
    const group = groupOf(parsePeriod(period).step);
    if (parts.some(({ code }) => figureAt(atlas, then, code) !== null)) return { value: period, label, ...group };
    const which = of ? of.name : words.words.levels(levelMany(atlas, choice.level, lang));
    const why = words.words.absentOf(absentTexts({ ...shown, choice: then }, parts), which);
    const alone = choice.view === "map" ? aloneIn(shown, period) : null;
    return {
      value: period,
      label,
      detail: alone === null ? why : `${words.words.onlyOf(alone.name)}${semicolon(lang)}${why}`,
      absent: true,
      ...group,
    };
  };
  const shownStep = parsePeriod(choice.period).step;
  const isEach = choice.each === "period" && canRepeat(shown, "period");
  const repeats = () => (choice.view === "map" ? stepsRepeated(shown) : new Map<string, string>());
  const options = (): WordOption[] => {
    const repeated = repeats();
    return steps.flatMap((step) => [
      ...(repeated.has(step) ? [{ value: step, label: words.months.often[step], ...groupOf(step) }] : []),
      ...periods.filter((period) => parsePeriod(period).step === step).map(option),
    ]);
  };
  const choose = ([chosen = ""]: readonly string[]): void => {
    const repeated = repeats().get(chosen);
    if (repeated !== undefined) {
      go({ each: "period", period: repeated });
      return;
    }
    const alone = choice.view === "map" ? aloneIn(shown, chosen) : null;
    const around = alone === null || alone.code === choice.area ? {} : { area: alone.code, at: null, level: null };
    go({ period: chosen, ...(isEach ? { each: null } : {}), ...around });
  };
  return (
    <span class="kept">
      {isEach ? "" : `${periodLink(choice.period, words)} `}
      <SentenceWord
        lang={lang}
        id="word-period"
        label={words.words.period}
        text={isEach ? words.months.often[shownStep] : formatPeriod(choice.period, lang)}
        chosen={[isEach ? shownStep : choice.period]}
        options={options}
        onChoose={choose}
      />
    </span>
  );
}

/** A level as an option, with the number of its published areas. */
export function levelOption(shown: DistrictState, level: string): WordOption {
  const { atlas, choice, lang, words } = shown;
  const parts = areasWithin(atlas.tree, choice.area, level);
  const count = parts.filter(({ code }) => figureAt(atlas, choice, code) !== null).length;
  const plural = levelMany(atlas, level, lang);
  return {
    value: level,
    label: words.words.levels(plural),
    detail:
      count === 0
        ? absentTexts(shown, parts)
        : words.words.publishedOf(
            formatNumber(count, 0, lang),
            formatNumber(parts.length, 0, lang),
            partsName(shown, level, parts),
          ),
    absent: count === 0,
  };
}

/** The sentence of the map: topic, statistic, type of home, level, place and period. */
function MapSentence({ shown }: { shown: DistrictState }) {
  const { atlas, choice, lang, words, go } = shown;
  const { of, at } = placePhrase(atlas, choice.area, lang);
  const hasParts = atlas.tree.children(choice.area).length > 0;
  const near = atlas.tree.areas.filter(
    ({ code, level }) => level === atlas.tree.get(choice.area)?.level && atlas.tree.children(code).length > 0,
  );
  const place = (
    <PlaceWord
      shown={shown}
      id="word-place"
      label={words.words.place}
      text={hasParts ? of : at}
      code={choice.area}
      near={near}
      onPlace={(code) => go({ area: code, at: null, level: null })}
      onZone={(zone) => go(ofZone(zone))}
    />
  );
  return (
    <Sentence>
      <TopicWord shown={shown} /> <StatisticWord shown={shown} /> <TypeWord shown={shown} />
      {hasParts ? (
        <>
          {words.words.in}{" "}
          <SentenceWord
            lang={lang}
            id="word-level"
            label={words.words.level}
            text={words.words.levels(levelMany(atlas, choice.level, lang))}
            chosen={[choice.level]}
            options={() => levelsBelow(atlas.tree, atlas.levels, choice.area).map((level) => levelOption(shown, level))}
            onChoose={([level = null]) => go({ level })}
          />{" "}
          {place}{" "}
        </>
      ) : (
        <>{place} </>
      )}
      <PeriodWord shown={shown} />
    </Sentence>
  );
}

/** The sentence that compares two places. */
function CompareSentence({ shown }: { shown: DistrictState }) {
  const { atlas, choice, words, go } = shown;
  const near = areasWithin(atlas.tree, choice.area, choice.level);
  const nameOf = (code: string | null): string => (code && atlas.tree.get(code)?.name) || words.words.choose;
  return (
    <Sentence>
      {words.words.compare}{" "}
      <PlaceWord
        shown={shown}
        id="word-a"
        label={words.words.a}
        text={nameOf(choice.at)}
        code={choice.at}
        near={near}
        onPlace={(at) => go({ at, area: null, level: null })}
      />{" "}
      {words.words.with}{" "}
      <span class="word-and-mark">
        <PlaceWord
          shown={shown}
          id="word-b"
          label={words.words.b}
          text={nameOf(choice.other)}
          code={choice.other}
          near={near.filter(({ code }) => code !== choice.at)}
          onPlace={(other) => go({ with: other, area: null, level: null })}
        />
        {words.words.topicAfter}
      </span>{" "}
      <TopicWord shown={shown} lower /> <StatisticWord shown={shown} /> <TypeWord shown={shown} of={[choice.at, choice.other]} />
      <PeriodWord shown={shown} />
    </Sentence>
  );
}

/** The sentence of a portrait: a place compared with a wider one. */
function PortraitSentence({ shown }: { shown: DistrictState }) {
  const { atlas, choice, lang, words, go } = shown;
  const code = choice.at ?? choice.area;
  const area = atlas.tree.get(code);
  const parent = area?.parent ?? null;
  const near = parent === null ? atlas.tree.children(code) : atlas.tree.children(parent);
  return (
    <Sentence>
      <PlaceWord
        shown={shown}
        id="word-place"
        label={words.words.place}
        text={area?.name ?? ""}
        code={code}
        near={near}
        onPlace={(at) => go({ at, area: null, level: null, with: null })}
        onZone={(zone) => go(ofZone(zone))}
      />{" "}
      {parent === null || isParentItself(shown, topicsOf(atlas, code, parent, choice.period))
        ? null
        : `${words.words.beside(placeWords(atlas, parent, lang))} `}
      {area ? <PeriodWord shown={shown} of={area} /> : null}
    </Sentence>
  );
}

/** The sentence of an own area: a zone of the territory, or picked leaves. */
function OwnSentence({ shown }: { shown: DistrictState }) {
  const { atlas, choice, lang, words, go } = shown;
  const zones = zonesOf(shown);
  // The word is there before the zones are, so that nothing moves when they come.
  const hasZones = Boolean(atlas.catalog.territory.zones_url);
  const own = words.words.pickOwn;
  // An own area is made of leaves, whatever level the map has.
  const ofLeaves: DistrictState = { ...shown, choice: { ...choice, level: atlas.leaf } };
  return (
    <Sentence>
      {choice.zone === null ? `${words.words.ownIn} ` : ""}
      {hasZones ? (
        <>
          <span class="word-and-mark">
            <SentenceWord
              lang={lang}
              id="word-zone"
              label={words.words.zone}
              text={zones.find(([zone]) => zone === choice.zone)?.[1] ?? own}
              chosen={[choice.zone ?? ""]}
              options={() => [
                { value: "", label: own },
                ...zones.map(([zone, name]) => ({ value: zone, label: name, group: words.words.zones })),
              ]}
              onChoose={([zone]) => go(zone ? ofZone(zone) : { zone: null, view: "own" })}
            />
            ,
          </span>{" "}
        </>
      ) : null}
      <TopicWord shown={ofLeaves} lower={hasZones} /> <StatisticWord shown={shown} /> <TypeWord shown={ofLeaves} />
      <PeriodWord shown={ofLeaves} />
    </Sentence>
  );
}

/** The page's question as a sentence whose words can be changed. */
export function DistrictSentence({ shown }: { shown: DistrictState }) {
  const { view } = shown.choice;
  if (view === "compare") return <CompareSentence shown={shown} />;
  if (view === "portrait") return <PortraitSentence shown={shown} />;
  return view === "own" ? <OwnSentence shown={shown} /> : <MapSentence shown={shown} />;
}
