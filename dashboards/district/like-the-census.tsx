import { BesideCensus } from "../charts/beside-census.tsx";
import { outwards } from "../shared/digits.ts";
import { axisText, formatNumber, formatPeriod, lowerFirst, percentText } from "../shared/format.ts";
import { topicLabel } from "../shared/labels.ts";
import { besideCensus, differingKinds } from "./census.ts";
import { DistrictFigure } from "./district-figure.tsx";
import { periodOfPlace } from "./portrait-figures.ts";
import { placeOfPortrait } from "./portrait-place.ts";
import { PortraitTopic } from "./portrait-topic-word.tsx";
import { representedWords } from "./represented-words.ts";
import { type DistrictState, fileName, kindName, placeWords } from "./shown.ts";

/** The comparison as programs read it. */
function censusFile(
  { ref, period }: DistrictState["choice"],
  { area, kinds }: NonNullable<ReturnType<typeof besideCensus>>,
  nameOf: (type: string) => string,
) {
  const about = ["REF_AREA", "DOMAIN", "MEASURE", "TIME_PERIOD", "HOUSEHOLD_TYPE", "NAME"];
  return [
    [...about, "SHARE", "CI_LOWER", "CI_UPPER", "CENSUS", "UNIT_MEASURE"],
    ...kinds.map(({ type, share, census }) => {
      const numbers = [share.value, Math.max(0, share.lower), share.upper, census].map((value) => Number(value.toPrecision(8)));
      return [area, ref.domain.id, ref.measure.id, period, type, nameOf(type), ...numbers, "%"];
    }),
  ];
}

/** Kinds in a list, of which those that end in the same word have it once: `2, 3, 4 personnes, 5 personnes ou plus`. */
export const kindsListed = (names: readonly string[]): string =>
  names.join(", ").replace(/(\d)(\s\S+), (?=\d+\2(?:,|$))/g, "$1, ");

/** Who takes part beside who lives there, with the texts that all drawings share; null where the territory has no census of it. */
export function censusWords(shown: DistrictState) {
  const { atlas, choice, lang } = shown;
  const { code } = placeOfPortrait(shown);
  const comparison = besideCensus(atlas, choice.ref, code, choice.period);
  if (!comparison) return null;
  const nameOf = (type: string): string => kindName(choice.ref, type, lang);
  const percent = (value: number): string => percentText(value, value < 10 ? 1 : 0, lang);
  const { more, less } = differingKinds(comparison.kinds);
  const named = (types: readonly string[]): string => kindsListed(types.map((type) => lowerFirst(nameOf(type))));
  const isSame = more.length + less.length === 0;
  const title = isSame ? representedWords(shown).censusSame : representedWords(shown).censusDiffers(named(more), named(less));
  const name = atlas.tree.get(comparison.area)?.name ?? "";
  const where = comparison.area === code ? null : placeWords(atlas, comparison.area, lang).at;
  const rows = comparison.kinds.map(({ type, share, census }) => ({
    name: nameOf(type),
    share,
    census,
    text: representedWords(shown).censusRow(percent(share.value), percent(census), where),
  }));
  return {
    comparison,
    rows,
    nameOf,
    percent,
    title,
    awayTitle: `${name} – ${title}`,
    subtitle: representedWords(shown).censusSubtitle(topicLabel(choice.ref, lang), formatPeriod(choice.period, lang)),
  };
}

/** The drawing of who takes part beside who lives there. */
export function CensusDrawing({ shown, width, id }: { shown: DistrictState; width: number; id: string }) {
  const { lang, words } = shown;
  const content = censusWords(shown);
  if (!content) return null;
  const { rows } = content;
  return (
    <BesideCensus
      id={id}
      width={width}
      label={rows.map(({ name, text }) => words.portrait.byTypeLabel(name, text)).join(" ")}
      rows={rows}
      {...axisText("%", lang)}
    />
  );
}

/** Compares who takes part with who lives there, where the territory has a census. */
export function LikeTheCensus({ shown }: { shown: DistrictState }) {
  const { atlas, choice, lang, words } = shown;
  const { code } = placeOfPortrait(shown);
  const content = censusWords(shown);
  if (!content) return null;
  const { comparison, rows, nameOf, percent, title, awayTitle, subtitle } = content;
  return (
    <section class="card">
      <PortraitTopic
        shown={shown}
        id="word-census-topic"
        area={comparison.area}
        has={(ref) => besideCensus(atlas, ref, code, periodOfPlace(atlas, ref, code, choice.period) ?? "") !== null}
      />
      <DistrictFigure
        shown={shown}
        brief
        byKind
        ofHomes
        title={title}
        awayTitle={awayTitle}
        subtitle={subtitle}
        name={fileName("census", shown, { places: [comparison.area], about: choice.ref.key })}
        height={30 * rows.length + 30}
        table={{
          columns: [words.words.type, representedWords(shown).censusHere, words.map.between, representedWords(shown).censusThere],
          rows: comparison.kinds.map(({ type, share, census }) => {
            const { lower, upper } = outwards({ ...share, lower: Math.max(0, share.lower) }, 1);
            return [
              nameOf(type),
              percent(share.value),
              `${formatNumber(lower, 1, lang)} – ${formatNumber(upper, 1, lang)}`,
              percent(census),
            ];
          }),
        }}
        file={() => censusFile(choice, comparison, nameOf)}
        draw={(width) => <CensusDrawing shown={shown} width={width} id="portrait-census" />}
      />
    </section>
  );
}
