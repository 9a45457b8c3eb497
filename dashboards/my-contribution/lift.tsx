import { domainNames } from "../contribute/domain-names.ts";
import { pageHref } from "../shared/layout.ts";
import { sayRefusal } from "../shared/refusals.ts";
import { AskFirst } from "./ask-first.tsx";
import { liftOf, objectedTopics } from "./contribution.ts";
import type { OpenContribution } from "./opened.ts";
import { MINE } from "./words.ts";

/** Resumes a paused contribution where it is said to be paused, as the rights below do. */
export function Resume({ opened }: { opened: OpenContribution }) {
  const { key, words, intake, say, again } = opened;
  const resume = async (): Promise<void> => {
    const answer = await intake.json("v1/my-contribution/resume", { method: "POST", key });
    if (!answer.ok) return say((lang) => sayRefusal(answer, lang), false);
    await again((lang) => MINE[lang].rights.resumed);
    // The pressed button is gone, and what came of it is said where it stood.
    requestAnimationFrame(() => document.getElementById("add")?.focus({ preventScroll: true }));
  };
  return (
    <button type="button" class="quiet no-print" id="resume-here" onClick={() => void resume()}>
      {words.cards.resume[0]}
    </button>
  );
}

/** Lifts an objection with a new consent, once what follows was said. Nothing is typed again: the figures are kept. */
export function Lift({ opened }: { opened: OpenContribution }) {
  const { key, held, words, lang, commons, notice, intake, now } = opened;
  const w = words.state;
  const topics = objectedTopics(held);
  const lift = async (): Promise<string> => {
    const body = liftOf(held, { version: notice.version, now: now(), asked: notice.facts.attributes });
    const answer = await intake.json("v1/donations", { method: "POST", key, body });
    if (!answer.ok) return sayRefusal(answer, lang);
    await opened.again((lang) => MINE[lang].state.lifted(held.paused));
    return "";
  };
  // Without a figure of the topic there is nothing to count again: the next one that is added asks for its consent.
  if (topics.length === 0) return null;
  return (
    <AskFirst id="lift" label={w.lift} yes={w.liftYes} no={w.liftNo} onYes={lift}>
      {w.liftMeans(domainNames(topics, commons, lang), held.paused)}{" "}
      <a href={pageHref("notice", lang)} target="_blank" rel="noopener">
        {w.liftNotice}
      </a>
    </AskFirst>
  );
}
