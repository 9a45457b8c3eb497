import { useRef } from "preact/hooks";
import type { Area } from "../../src/territory/index.ts";
import { formatPeriod } from "../shared/format.ts";
import { WORDS } from "../shared/i18n.ts";
import { givingHref } from "../shared/layout.ts";
import type { PublishedFigure } from "../shared/published-figure.ts";
import { marginAndWhoText } from "../shared/sizes-text.ts";
import { AbsentWords, FigureCautions, OfWhom } from "./absent-words.tsx";
import {
  countedElsewhere,
  figureAt,
  gapAt,
  hasNoShare,
  homesAt,
  isKept,
  isNearlyAllOf,
  medianLack,
  publishedInstead,
  relationAt,
} from "./area-figures.ts";
import { inFirstMonths } from "./coming-figures.ts";
import { partsNotes } from "./figure-rows.ts";
import { gapAsWritten, gapWords, untoldText } from "./gap-words.ts";
import { compareFrom, seekRepresented } from "./open-word.ts";
import { rankTexts } from "./place-rank.ts";
import { withPortrait } from "./portrait-figures.ts";
import { PrintButton } from "./print-button.tsx";
import { ProtectedNote } from "./protected-note.tsx";
import {
  besideRepeats,
  besideText,
  type DistrictState,
  homesText,
  marginAfter,
  partsOf,
  perText,
  placeDetail,
  shareOfText,
  shareText,
  textOfPlace,
} from "./shown.ts";

/** Its rank among the places of the map as far as margins tell it, for the numbers on the map are those of a list. */
function RankAmong({ shown, code }: { shown: DistrictState; code: string }) {
  const texts = code === shown.choice.area ? null : rankTexts(shown, code, partsOf(shown));
  return (
    texts && (
      <p class="note">
        {texts.rank} {texts.among}
      </p>
    )
  );
}

/** A place compared with the whole, where both are published. */
function BesideWhole({ shown, code }: { shown: DistrictState; code: string }) {
  const { atlas, choice } = shown;
  const whole = figureAt(atlas, choice, choice.area);
  if (!whole || code === choice.area) return null;
  const relation = relationAt(atlas, choice, code, choice.area);
  const wholeText = textOfPlace(shown, choice.area, whole).value;
  const gap = gapAt(atlas, choice, code, choice.area);
  // Of a place's own margin the caution below says all.
  if (relation === "absent" || figureAt(atlas, choice, code)?.unsure) return null;
  if (gap === null || relation === "same")
    return (
      <div class="card-figure">
        <p class="note">{untoldText(shown, code, choice.area)}</p>
      </div>
    );
  const { amount, text } = gapWords(shown, gapAsWritten(shown, gap, code, choice.area), {
    code: choice.area,
    text: wholeText,
  });
  return (
    <div class="card-figure">
      <p class="big">{amount}</p>
      <p class="note">{text}</p>
    </div>
  );
}

interface CardPartProps {
  readonly shown: DistrictState;
  readonly area: Area;
  /** null: not published */
  readonly figure: PublishedFigure | null;
}

/** The place's figure with its margin, compared with the whole; without a figure, what such a place needs. */
function CardFigures({ shown, area, figure }: CardPartProps) {
  const { atlas, choice, lang, words } = shown;
  if (!figure)
    return (
      <p>
        <AbsentWords shown={shown} code={area.code} />
      </p>
    );
  const text = besideText(shown, area.code, figure);
  const homes = homesAt(atlas, choice, area.code);
  const share = figureAt(atlas, { ...choice, statistic: "participation" }, area.code);
  const isShare = choice.statistic === "participation";
  return (
    <div class="card-figures">
      <div class="card-figure">
        <p class="big">{text.value}</p>
        <p class="note">
          {perText(shown, area.code)}
          {marginAfter(figure, text, lang)}.{homes && !isShare ? ` ${words.card.homes(homesText(homes, lang))} ` : ""}
          {/* Homes of one kind are no share of all dwellings: the census says of few territories how many are of that kind. */}
          {area.code !== choice.area && choice.type === "_T" && share !== null && !isShare ? (
            <button type="button" class="plain no-print" onClick={() => shown.go({ stat: "participation" })}>
              {words.card.shareOf(shareText(share, shown, area.code))}
            </button>
          ) : null}
        </p>
      </div>
      <BesideWhole shown={shown} code={area.code} />
      <RankAmong shown={shown} code={area.code} />
      {area.code === choice.area && choice.type === "_T" && share !== null && !isShare ? (
        <div class="card-figure">
          <p class="big">{shareText(share, shown, area.code)}</p>
          <p class="note">
            {shareOfText(shown, area.code)}.{" "}
            <button type="button" class="plain no-print" onClick={() => seekRepresented(shown)}>
              {words.represented.see}
            </button>
          </p>
        </div>
      ) : null}
      {isShare ? null : <p class="note margin-of">{marginAndWhoText(lang, atlas.catalog)}</p>}
    </div>
  );
}

/** The way to the map of the place's own parts or, from the whole of the map, to that of its parent. */
function Zoom({ shown, area: { code, parent } }: Pick<CardPartProps, "shown" | "area">) {
  const { atlas, choice, words, go } = shown;
  const isWhole = code === choice.area;
  if (!isWhole && atlas.tree.children(code).length > 1 && countedElsewhere(atlas, choice, code) === null)
    return (
      <button type="button" class="plain no-print" onClick={() => go({ area: code, at: null, level: null })}>
        {words.card.inside}
      </button>
    );
  if (!isWhole || parent === null || isNearlyAllOf(atlas, choice, code, parent)) return null;
  return (
    <button type="button" class="plain no-print" onClick={() => go({ area: parent, at: null, level: null })}>
      {words.card.whole}
    </button>
  );
}

/** The way to the portrait of a place or, where nothing is published of it, of the nearest place around it that has one. */
function PortraitButton({ shown, code }: { readonly shown: DistrictState; readonly code: string }) {
  const { atlas, choice, lang, words, go } = shown;
  const nearest = withPortrait(shown, code) ?? code;
  const isWithin = atlas.tree.lineage(nearest).some((around) => around.code === choice.area);
  const at = nearest === choice.area ? null : nearest;
  return (
    <button
      type="button"
      class="pill"
      onClick={() => go({ view: "portrait", at, ...(isWithin ? {} : { area: null, level: null }) })}
    >
      {nearest === code ? words.card.portrait : WORDS[lang].labelled(words.views.portrait, atlas.tree.get(nearest)?.name ?? "")}
    </button>
  );
}

/** Buttons and links for what one can do next with the place. */
function CardActions({ shown, area: { code }, figure }: CardPartProps) {
  const { atlas, choice, lang, words, go } = shown;
  const elsewhere = countedElsewhere(atlas, choice, code);
  if (elsewhere !== null)
    return (
      <div class="card-actions no-print">
        <button type="button" class="pill" onClick={() => go({ area: elsewhere, at: null, level: null })}>
          {words.card.see(atlas.tree.get(elsewhere)?.name ?? "")}
        </button>
      </div>
    );
  const give = givingHref(lang, atlas.catalog.intake, location.href);
  const instead = figure ? null : publishedInstead(atlas, choice, code);
  return (
    <div class="card-actions no-print">
      {instead === null ? null : (
        <button type="button" class="pill" onClick={() => go({ period: instead })}>
          {words.map.longer(formatPeriod(instead, lang))}
        </button>
      )}
      {instead !== null ? null : figure ||
        give === null ||
        isKept(atlas, choice, code) ||
        medianLack(atlas, choice, code) !== null ||
        hasNoShare(atlas, choice, code) ? (
        // More homes would not show what is kept back for another place's sake, nor what no census tells.
        <PortraitButton shown={shown} code={code} />
      ) : (
        <a class="button pill" href={give}>
          {words.card.contribute}
        </a>
      )}
      {figure ? (
        <button type="button" class="quiet" onClick={() => compareFrom(shown, code)}>
          {words.card.compare}
        </button>
      ) : null}
      {figure ? (
        <PrintButton shown={shown} quiet>
          {words.card.report}
        </PrintButton>
      ) : null}
    </div>
  );
}

/** How the figures of the map and its ranking are protected. */
export function MapProtection({ shown }: { shown: DistrictState }) {
  return <ProtectedNote shown={shown} notes={partsNotes(shown)} />;
}

/**
 * The pointed-at or chosen place, else the whole: its figure and margin, its comparison, and what one can do next.
 *
 * @param beside true where it stands above the ranking, whose rows must not move while places are pointed at: one that is only pointed at
 *   has no buttons, which nobody could reach, and the card does not shrink
 */
export function AreaCard({ shown, beside = false }: { shown: DistrictState; beside?: boolean }) {
  const { atlas, choice, marked } = shown;
  const box = useRef<HTMLElement>(null);
  const isPassing = beside && marked !== null && marked !== choice.at;
  const code = marked ?? choice.at ?? choice.area;
  const area = atlas.tree.get(code);
  if (!area) return null;
  const figure = figureAt(atlas, choice, code);
  // As it is on the screen: once it is drawn anew, looking would make the browser lay out the whole page first.
  const tall = (beside && box.current?.getBoundingClientRect().height) || 0;
  return (
    <section
      ref={box}
      class="card area-card"
      aria-live={marked === null ? "polite" : "off"}
      aria-labelledby="card-title"
      style={beside ? { "--tall": `${tall}px` } : undefined}
    >
      <p class="note">
        {placeDetail(shown, area)}
        {besideRepeats(shown)} {isPassing ? null : <Zoom shown={shown} area={area} />}
      </p>
      <h2 id="card-title">{area.name}</h2>
      {figure ? <OfWhom shown={shown} code={code} /> : null}
      <CardFigures shown={shown} area={area} figure={figure} />

      <FigureCautions shown={shown} figure={figure} />
      {/* In the first months the card above the map has them. */}
      {isPassing || inFirstMonths(atlas) ? null : <CardActions shown={shown} area={area} figure={figure} />}
      {beside ? null : <MapProtection shown={shown} />}
    </section>
  );
}
