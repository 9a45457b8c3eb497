import { useState } from "preact/hooks";
import { saveBlob } from "../shared/download.ts";
import { formatDate } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { writeAnswers } from "../visit/answers-file.ts";
import type { PublicCommons } from "../visit/commons.ts";
import { type EarlierVisit, markSaved, type Visitor } from "../visit/visitor.ts";
import { KEPT } from "./earlier.tsx";
import { keptOf, takeBack } from "./kept-answers.ts";
import type { TopicAnswer } from "./topic-answer.ts";

interface KeepAnswersProps {
  readonly commons: PublicCommons;
  readonly visitor: Visitor;
  readonly answers: readonly TopicAnswer[];
  readonly lang: Lang;
}

/** Saves the answers as a file of the visitor's own, for the next visit: the page itself keeps nothing. */
export function KeepAnswers({ commons, visitor, answers, lang }: KeepAnswersProps) {
  const [saved, setSaved] = useState<string | null>(null);
  const words = KEPT[lang];
  const save = (): void => {
    const kept = keptOf(commons, visitor, answers, new Date().toISOString().slice(0, 10), lang);
    const name = `${words.file}-${kept.territory.replace(/[^\w-]+/g, "-")}-${kept.day}.json`;
    saveBlob(new Blob([writeAnswers(kept)], { type: "application/json" }), name);
    markSaved(visitor);
    setSaved(name);
  };
  return (
    <p class="note">
      <button type="button" class="plain" onClick={save}>
        {words.keep}
      </button>{" "}
      <span role="status">{saved === null ? words.keepNote : words.saved(saved)}</span>
    </p>
  );
}

/** Takes back a file of answers. Returns why it could not, as a sentence; null: it did. */
export async function takeBackFrom(commons: PublicCommons, visitor: Visitor, file: File, lang: Lang): Promise<string | null> {
  const fault = await takeBack(commons, visitor, file, lang);
  return fault && KEPT[lang].faults[fault];
}

/** That answers were taken back, of which day, and what of them could not be. */
export function takenText({ day, isPlaceGone }: EarlierVisit, lang: Lang): string {
  const words = KEPT[lang];
  return [words.taken(formatDate(day, lang)), ...(isPlaceGone ? [words.placeGone] : [])].join(" ");
}
