import { useEffect, useRef, useState } from "preact/hooks";
import { hundredHomes } from "../charts/hundred.ts";
import { saveBlob } from "../shared/download.ts";
import { formatDate } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { topicLabel } from "../shared/labels.ts";
import { pageHref } from "../shared/layout.ts";
import { type PosterTexts, posterPng } from "../shared/poster.ts";
import { Sized } from "../shared/sized.tsx";
import { binsOf, cellAt, type PublicCommons } from "../visit/commons.ts";
import { Dots, sourceText } from "./card-parts.tsx";
import { placePhrase } from "./phrases.ts";
import { centreOf, quartilesOf } from "./position.ts";
import { groupPhrase } from "./sentence.ts";
import type { TopicAnswer } from "./topic-answer.ts";

interface ShareCardProps {
  readonly commons: PublicCommons;
  readonly answer: TopicAnswer;
  readonly lang: Lang;
  readonly onBack: () => void;
}

/** A public group as an answer of nobody: no figure, no verdict. */
function publicAnswer(commons: PublicCommons, answer: TopicAnswer, type: string): TopicAnswer | null {
  const area = widest(commons, answer);
  const period = commons.main?.period ?? "";
  const cell = cellAt(commons, answer.ref, area, type, period);
  const centre = cell ? centreOf(cell) : null;
  const homes = hundredHomes(binsOf(commons, answer.ref, area, type));
  if (!cell || !centre || homes.length === 0) return null;
  const group = { area, type, cell, centre, quartiles: quartilesOf(cell), relaxed: [] };
  return { ...answer, area, period, given: null, verdict: null, group, homes, fivePercent: null, kinds: [], groups: [] };
}

/** The visitor's town: never an area below it, which would say where the visitor lives. */
function widest(commons: PublicCommons, answer: TopicAnswer): string {
  const lineage = commons.tree.lineage(answer.area);
  const leaf = lineage[0]?.level === commons.leaf && lineage.length > 1;
  return (leaf ? lineage[1] : lineage[0])?.code ?? commons.tree.root.code;
}

/** A card of public figures, made in the page: neither a verdict nor a figure of the visitor's, nor the kind of home unless chosen. */
export function ShareCard({ commons, answer, lang, onBack }: ShareCardProps) {
  const words = WORDS[lang].stand.card;
  const [mine, setMine] = useState(false);
  const [said, setSaid] = useState("");
  const drawing = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  const whole = publicAnswer(commons, answer, "_T");
  const own = answer.group && answer.group.type !== "_T" ? publicAnswer(commons, answer, answer.group.type) : null;
  const shown = mine && own ? own : whole;
  const address = new URL(pageHref("compare", lang), document.baseURI).href.replace(/\?.*$/, "");
  const texts: PosterTexts | null = shown && {
    title: words.heading,
    subtitle: words.text(topicLabel(answer.ref, lang), groupPhrase(commons, shown, lang)),
    source: `${sourceText(commons, shown, lang)}. ${words.at(formatDate(new Date().toISOString(), lang))}`,
    address,
  };
  const picture = (): Promise<Blob> | null => {
    const svg = drawing.current?.querySelector("svg");
    return svg && texts ? posterPng(svg, texts) : null;
  };
  const share = async (): Promise<void> => {
    const blob = await picture();
    const files = blob ? [new File([blob], "voisinage.png", { type: "image/png" })] : [];
    if (navigator.canShare?.({ files }))
      await navigator.share({ files, url: address, title: words.heading }).catch(() => undefined);
    else await copy();
  };
  const copy = async (): Promise<void> => {
    await navigator.clipboard?.writeText(address).then(
      () => setSaid(words.copied),
      () => setSaid(address),
    );
  };
  const { of } = placePhrase(commons, widest(commons, answer), lang);
  return (
    <div class="share">
      <button type="button" class="plain" onClick={onBack}>
        {words.back}
      </button>
      <h1 ref={head} tabIndex={-1}>
        {words.title}
      </h1>
      <p class="lead">{words.lead}</p>
      {texts && shown ? (
        <>
          <section class="card share-card" aria-label={words.heading}>
            <h2>{texts.title}</h2>
            <p class="note">{texts.subtitle}</p>
            <div ref={drawing}>
              <Sized height={230}>
                {(width) => <Dots commons={commons} answer={shown} lang={lang} width={width} id="share-dots" marked={false} />}
              </Sized>
            </div>
            <p class="share-address">{address.replace(/^https?:\/\//, "")}</p>
            <p class="source">{texts.source}</p>
          </section>
          {own ? (
            <fieldset class="chips">
              <legend>{words.about}</legend>
              <button type="button" class="chip" aria-pressed={!mine} onClick={() => setMine(false)}>
                {words.whole(of)}
              </button>
              <button type="button" class="chip" aria-pressed={mine} onClick={() => setMine(true)}>
                {words.mine(of)}
              </button>
              <p class="note">{words.aboutNote}</p>
            </fieldset>
          ) : null}
          <p class="share-actions">
            <button type="button" onClick={() => void share()}>
              {words.share}
            </button>
            <button
              type="button"
              class="quiet"
              onClick={() => void picture()?.then((blob) => saveBlob(blob, `voisinage-${answer.ref.key}.png`))}
            >
              {words.image}
            </button>
            <button type="button" class="quiet" onClick={() => void copy()}>
              {words.copy}
            </button>
            <span role="status" class="note">
              {said}
            </span>
          </p>
          <p class="note">{words.address}</p>
        </>
      ) : (
        <p>{words.none}</p>
      )}
    </div>
  );
}
