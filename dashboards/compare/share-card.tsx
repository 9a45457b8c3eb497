import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { en } from "../messages/en/share-card.ts";
import { fr } from "../messages/fr/share-card.ts";
import { saveBlob } from "../shared/download.ts";
import { formatDate, formatPeriod } from "../shared/format.ts";
import { type Lang, translated } from "../shared/i18n.ts";
import { noteOf, topicLabel } from "../shared/labels.ts";
import { pageHref } from "../shared/layout.ts";
import type { PosterTexts } from "../shared/poster.ts";
import { Sized } from "../shared/sized.tsx";
import type { PublicCommons } from "../visit/commons.ts";
import { sourceText } from "./compared-source.ts";
import { Dots } from "./dots.tsx";
import { concentrationText, groupPhrase } from "./group-words.ts";
import { kindPhrase } from "./phrases.ts";
import { publicAnswers } from "./public-answer.ts";
import { halfText } from "./rounded.ts";
import type { TopicAnswer } from "./topic-answer.ts";
import { centreText } from "./who-text.ts";

const SHARE_CARD = translated(fr, en);

/** What a visitor chose on the card: a topic, null for the first, and whether it is of their kind of home. */
export interface CardChoice {
  readonly topic: string | null;
  readonly mine: boolean;
}

interface ShareCardProps {
  readonly commons: PublicCommons;
  /** topics that the card may be of, the first with public figures to share unless another is chosen */
  readonly answers: readonly TopicAnswer[];
  readonly lang: Lang;
  readonly choice: readonly [CardChoice, (choice: CardChoice) => void];
  readonly onBack: () => void;
}

/**
 * A card of public figures, made in the page. It shows no verdict and no figure of the visitor's, and the kind of home only if
 * chosen.
 */
export function ShareCard({ commons, answers, lang, choice: [choice, setChoice], onBack }: ShareCardProps) {
  const words = SHARE_CARD[lang];
  const setMine = (mine: boolean): void => setChoice({ ...choice, mine });
  const answer =
    answers.find(({ ref }) => ref.key === choice.topic) ??
    answers.find((one) => publicAnswers(commons, one).whole !== null) ??
    answers[0];
  const drawing = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  if (!answer) return null;
  const { whole, own } = publicAnswers(commons, answer);
  const kind = kindPhrase(answer.ref, "_T", lang);
  const shown = choice.mine && own ? own : whole;
  const texts = shown && textsOf(commons, shown, lang);
  return (
    <div class="share">
      <button type="button" class="plain" onClick={onBack}>
        {words.back}
      </button>
      <h1 ref={head} tabIndex={-1}>
        {texts ? words.title : words.noneTitle}
      </h1>
      {texts ? <p class="lead">{words.lead}</p> : null}
      {answers.length > 1 ? (
        <TopicChips answers={answers} topic={answer.ref.key} lang={lang} onTopic={(topic) => setChoice({ ...choice, topic })} />
      ) : null}
      {texts && shown ? (
        <>
          <section class="card share-card" aria-label={words.card}>
            <h2>{texts.title}</h2>
            <p class="note">{texts.subtitle}</p>
            <div ref={drawing}>
              <Sized height={230}>
                {(width) => <Dots commons={commons} answer={shown} lang={lang} width={width} id="share-dots" marked={false} />}
              </Sized>
            </div>
            <p class="share-address">{texts.address.replace(/^https?:\/\//, "")}</p>
            <p class="source">{texts.source}</p>
          </section>
          {own ? (
            <fieldset class="chips">
              <legend>{words.about}</legend>
              <button type="button" class="chip" aria-pressed={!choice.mine} onClick={() => setMine(false)}>
                {words.whole(kind.many)}
              </button>
              <button type="button" class="chip" aria-pressed={choice.mine} onClick={() => setMine(true)}>
                {words.mine(kind.one)}
              </button>
              <p class="note">{words.aboutNote(kind.one)}</p>
            </fieldset>
          ) : null}
          <ShareActions texts={texts} drawing={drawing} name={cardName(topicLabel(answer.ref, lang))} lang={lang} />
        </>
      ) : (
        <p>{words.none}</p>
      )}
    </div>
  );
}

interface TopicChipsProps extends Pick<ShareCardProps, "answers" | "lang"> {
  readonly topic: string;
  readonly onTopic: (topic: string) => void;
}

/** The topics that the card may be of. */
function TopicChips({ answers, topic, lang, onTopic }: TopicChipsProps) {
  return (
    <fieldset class="chips">
      <legend>{SHARE_CARD[lang].topic}</legend>
      {answers.map(({ ref }) => (
        <button key={ref.key} type="button" class="chip" aria-pressed={ref.key === topic} onClick={() => onTopic(ref.key)}>
          {topicLabel(ref, lang)}
        </button>
      ))}
    </fieldset>
  );
}

/** The texts around the card's drawing, the same on the page and in the picture. */
function textsOf(commons: PublicCommons, shown: TopicAnswer, lang: Lang): PosterTexts {
  const words = SHARE_CARD[lang];
  const margin = shown.group ? centreText(shown, shown.group, lang) : "";
  const note = noteOf(commons.catalog, shown.ref, lang);
  const text = words.text(kindPhrase(shown.ref, "_T", lang).many, formatPeriod(shown.period, lang));
  const [low, high] = shown.group?.quartiles ? halfText(shown.group.quartiles, shown, lang) : ["", ""];
  const mostly = concentrationText(commons, shown, lang);
  return {
    title: words.heading(topicLabel(shown.ref, lang), groupPhrase(commons, shown, lang), low, high),
    subtitle: [text, margin, mostly ?? ""].filter((part) => part !== "").join(" "),
    source: `${note === null ? "" : `${note} `}${sourceText(commons, shown, lang)}. ${words.at(formatDate(new Date().toISOString(), lang))}`,
    address: new URL(pageHref("compare", lang), document.baseURI).href,
  };
}

/** The name of the picture's file, in the language of the page: `voisinage-energie-du-logement`. */
export function cardName(topic: string): string {
  const words = topic.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return `voisinage-${words.replace(/[^a-z0-9]+/g, "-")}`;
}

interface ShareActionsProps {
  readonly texts: PosterTexts;
  readonly drawing: RefObject<HTMLDivElement | null>;
  /** file name of the picture, without extension */
  readonly name: string;
  readonly lang: Lang;
}

/** Buttons that share the card's picture with another program, or copy its address where there is none, and that save it. */
function ShareActions({ texts, drawing, name, lang }: ShareActionsProps) {
  const words = SHARE_CARD[lang];
  const [message, setMessage] = useState("");
  const { address, title } = texts;
  const picture = async (): Promise<Blob | null> => {
    const svg = drawing.current?.querySelector("svg");
    const { posterPng } = await import("../shared/poster.ts");
    return svg ? posterPng(svg, texts) : null;
  };
  const save = async (): Promise<void> => {
    const blob = await picture();
    if (!blob) return;
    saveBlob(blob, `${name}.png`);
    setMessage(words.saved);
  };
  const share = async (): Promise<void> => {
    const blob = await picture();
    const files = blob ? [new File([blob], "voisinage.png", { type: "image/png" })] : [];
    if (navigator.canShare?.({ files })) await navigator.share({ files, url: address, title }).catch(() => undefined);
    else
      await navigator.clipboard?.writeText(address).then(
        () => setMessage(words.copied),
        () => setMessage(address),
      );
  };
  return (
    <p class="share-actions">
      <button type="button" onClick={() => void share()}>
        {words.share}
      </button>
      <button type="button" class="quiet" onClick={() => void save()}>
        {words.image}
      </button>
      <span role="status" class="note">
        {message}
      </span>
    </p>
  );
}
