import { decimalsBorne, formatNumber } from "../shared/format.ts";
import { WORDS } from "../shared/i18n.ts";
import { contributorHref, pageHref } from "../shared/layout.ts";
import { homesNeeded } from "../visit/commons.ts";
import { figureAt, gapAt, homesAt, isTold, mostlyIn, relationAt } from "./area-figures.ts";
import { amountOf, atLower, figureText, homesText, placeDetail, placeWords, type Shown, shareText } from "./shown.ts";

/** What an unpublished place says: what such a place needs, never how many are missing, and what the wider one says. */
export function AbsentWords({ shown, code }: { shown: Shown; code: string }) {
  const { atlas, choice, lang, words } = shown;
  const area = atlas.tree.get(code);
  const report = atlas.measured.get(choice.period)?.report ?? atlas.report;
  const needed = homesNeeded(report, choice.ref.key, area?.level ?? "");
  const wider = atlas.tree
    .lineage(code)
    .slice(1)
    .find((one) => figureAt(atlas, choice, one.code) !== null);
  const figure = wider && figureAt(atlas, choice, wider.code);
  const say = choice.statistic === "participation" ? words.card.meanwhileShare : words.card.meanwhile;
  return (
    <>
      {words.card.absent}{" "}
      {`${needed === null ? words.card.neededAtLeast(atlas.catalog.k) : words.card.needed(formatNumber(needed, 0, lang))} `}
      {wider && figure ? say(wider.name, figureText(atlas, choice, figure, lang).value) : ""}
    </>
  );
}

/** The figure of a place beside the whole, as far as both are published. */
function BesideWhole({ shown, code }: { shown: Shown; code: string }) {
  const { atlas, choice, lang, words } = shown;
  const whole = figureAt(atlas, choice, choice.area);
  if (!whole || code === choice.area) return null;
  const relation = relationAt(atlas, choice, code, choice.area);
  const wholeText = figureText(atlas, choice, whole, lang).value;
  const place = placeWords(atlas, choice.area, lang);
  const gap = gapAt(atlas, choice, code, choice.area);
  if (relation === "absent") return null;
  if (gap === null || !isTold(gap))
    return (
      <div class="card-figure">
        <p class="note">{words.card.same(place, wholeText)}</p>
      </div>
    );
  const ends = [Math.abs(gap.lower), Math.abs(gap.upper)].sort((a, b) => a - b);
  const decimals = decimalsBorne(gap.lower, gap.upper, choice.statistic === "participation" ? 1 : choice.ref.measure.decimals);
  const upper = amountOf(atlas, choice, ends[1] ?? 0, decimals, lang);
  return (
    <div class="card-figure">
      <p class="big">{words.card.more(formatNumber(ends[0] ?? 0, decimals, lang), upper)}</p>
      <p class="note">
        {gap.value > 0 ? words.card.moreText(place, wholeText) : words.card.lessText(place, wholeText)}
        {relation === "same" ? `. ${words.card.touching}` : ""}
      </p>
    </div>
  );
}

/** The place that is chosen, else the whole: its figure and margin, what can be told of it, and what one can do next. */
export function AreaCard({ shown }: { shown: Shown }) {
  const { atlas, choice, lang, words, go, marked } = shown;
  const code = marked ?? choice.at ?? choice.area;
  const area = atlas.tree.get(code);
  if (!area) return null;
  const figure = figureAt(atlas, choice, code);
  const homes = homesAt(atlas, choice, code);
  const text = figure && figureText(atlas, choice, figure, lang);
  // Of the whole it is said above the map.
  const mostly = code === choice.area ? null : mostlyIn(atlas, choice, code);
  const give = contributorHref("contribute", lang, atlas.catalog.intake, location.href);
  const inside = code !== choice.area && atlas.tree.children(code).length > 1;
  const share = homes && area.dwellings > 0 ? (100 * homes.value) / area.dwellings : null;
  return (
    <section class="card area-card" aria-live={marked === null ? "polite" : "off"} aria-labelledby="card-title">
      <p class="note">{placeDetail(shown, area)}</p>
      <h2 id="card-title">{area.name}</h2>
      {text && figure ? (
        <div class="card-figures">
          <div class="card-figure">
            <p class="big">{text.value}</p>
            <p class="note">
              {choice.statistic === "participation" ? null : `${words.perMonth}, `}
              {words.from(text.lower, text.upper)}.
              {homes && choice.statistic !== "participation" ? ` ${words.card.homes(homesText(homes, lang))}` : ""}
            </p>
          </div>
          <BesideWhole shown={shown} code={code} />
          {code === choice.area && share !== null && choice.statistic !== "participation" ? (
            <div class="card-figure">
              <p class="big">{shareText(share, shown)}</p>
              <p class="note">{words.card.share("", formatNumber(area.dwellings, 0, lang)).trim()}</p>
            </div>
          ) : null}
        </div>
      ) : (
        <p>
          <AbsentWords shown={shown} code={code} />
        </p>
      )}
      {code === choice.area && choice.view === "map" ? <p class="note card-hint no-print">{words.map.hint}</p> : null}
      {figure?.unsure ? <p class="note">{words.card.unsure}</p> : null}
      {mostly ? <p class="note">{words.card.mostly(area.name, atLower(atlas, mostly, lang))}</p> : null}
      <div class="card-actions no-print">
        {text || give === null ? (
          <button type="button" class="pill" onClick={() => go({ view: "portrait", at: code === choice.area ? null : code })}>
            {words.card.portrait}
          </button>
        ) : (
          <a class="button pill" href={give}>
            {words.card.contribute}
          </a>
        )}
        {text ? (
          <button type="button" class="quiet" onClick={() => go({ view: "compare", at: code, with: null })}>
            {words.card.compare}
          </button>
        ) : null}
        {inside ? (
          <button type="button" class="quiet" onClick={() => go({ area: code, at: null, level: null })}>
            {words.card.inside}
          </button>
        ) : null}
        {code === choice.area && area.parent !== null ? (
          <button type="button" class="quiet" onClick={() => go({ area: area.parent, at: null, level: null })}>
            {words.card.whole}
          </button>
        ) : null}
        {text ? (
          <button type="button" class="quiet" onClick={() => print()}>
            {words.card.report}
          </button>
        ) : null}
      </div>
      <details class="no-print">
        <summary>{words.card.protected}</summary>
        <p class="note">
          {words.card.protectedText(atlas.catalog.k)} <a href={pageHref("privacy", lang)}>{WORDS[lang].stand.more}</a>
        </p>
      </details>
    </section>
  );
}
