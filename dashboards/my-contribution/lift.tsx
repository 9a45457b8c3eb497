import { useState } from "preact/hooks";
import { domainNames } from "../contribute/domain-names.ts";
import { pageHref } from "../shared/layout.ts";
import { sayRefusal } from "../shared/refusals.ts";
import { liftOf, objectedTopics } from "./contribution.ts";
import type { OpenContribution } from "./opened.ts";

/** Lifts an objection with a new consent, once what follows was said. Nothing is typed again: the figures are kept. */
export function Lift({ opened }: { opened: OpenContribution }) {
  const { key, held, words, lang, commons, notice, intake, now } = opened;
  const w = words.state;
  const [isAsking, setIsAsking] = useState(false);
  const [fault, setFault] = useState("");
  const topics = objectedTopics(held);
  const ask = (next: boolean): void => {
    setIsAsking(next);
    // The pressed button is gone.
    requestAnimationFrame(() => document.getElementById(next ? "lift-no" : "lift")?.focus());
  };
  const lift = async (): Promise<void> => {
    const body = liftOf(held, { version: notice.version, now: now(), asked: notice.facts.attributes });
    const answer = await intake.json("v1/donations", { method: "POST", key, body });
    if (!answer.ok) return setFault(sayRefusal(answer, lang));
    await opened.again(w.lifted);
  };
  // Without a figure of the topic there is nothing to count again: the next one that is added asks for its consent.
  if (topics.length === 0) return null;
  if (!isAsking)
    return (
      <button type="button" class="quiet no-print" id="lift" onClick={() => ask(true)}>
        {w.lift}
      </button>
    );
  return (
    <>
      <p>
        {w.liftMeans(domainNames(topics, commons, lang))}{" "}
        <a href={pageHref("notice", lang)} target="_blank" rel="noopener">
          {w.liftNotice}
        </a>
      </p>
      <p class="fault" role="alert">
        {fault}
      </p>
      <div class="tools">
        <button type="button" class="quiet" id="lift-yes" onClick={() => void lift()}>
          {w.liftYes}
        </button>
        <button type="button" class="quiet" id="lift-no" onClick={() => ask(false)}>
          {w.liftNo}
        </button>
      </div>
    </>
  );
}
