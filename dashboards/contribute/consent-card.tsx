import { monthOf } from "../../src/contract/period.ts";
import { Tick } from "../shared/bits.tsx";
import { formatDate, formatPeriod, semicolon } from "../shared/format.ts";
import { domainNames } from "./domain-names.ts";
import { changeDraft, type Flow, offersFor } from "./flow.ts";
import { LATER_WORDS } from "./later-words.ts";
import { isOfNotice, standingConsent, uncoveredTopics } from "./standing-consent.ts";

interface ConsentProps {
  readonly flow: Flow;
  /** which answers were missing when it was asked to send */
  readonly marked: ReadonlySet<string | undefined>;
}

/** The consent: asked for, or said to cover what is added already. */
export function ConsentCard({ flow, marked }: ConsentProps) {
  const { words, lang } = flow;
  const w = LATER_WORDS[lang].consent;
  const standing = standingConsent(flow);
  return (
    <>
      <h2>{words.agree}</h2>
      {standing === null ? (
        <Ask flow={flow} marked={marked} />
      ) : (
        <p id="standing-consent">{`${w.standing(formatDate(standing.given_at, lang))} ${w.reads(...readerOf(flow))}`}</p>
      )}
    </>
  );
}

/** Who can read what is sent now, by name, and until which month: it is what the consent is about, and stands in its sentence. */
function readerOf({ lang, notice: { facts }, now }: Pick<Flow, "lang" | "notice" | "now">): [name: string | null, until: string] {
  const at = now();
  const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + facts.retention_months));
  return [facts.operator.controller?.name ?? null, formatPeriod(monthOf(last), lang)];
}

/** Why a contribution that is added to needs another consent; empty for a new one. */
function whyAgain(flow: Flow): string {
  const { addTo, notice, lang } = flow;
  const w = LATER_WORDS[lang].consent;
  if (addTo === null) return "";
  if (!isOfNotice(addTo, notice)) return w.newNotice;
  const topics = uncoveredTopics(flow, offersFor(flow));
  return w.newTopics(domainNames(topics, flow.commons, lang));
}

/**
 * The purpose, that others of the home were told, and who consents. Nothing is ticked beforehand. Topics are ticked in
 * `leaves-card.tsx`.
 */
function Ask({ flow, marked }: ConsentProps) {
  const { lang, draft, notice, addTo } = flow;
  const w = LATER_WORDS[lang].consent;
  const { purpose, told, who } = draft.value;
  const age = notice.facts.minimum_age;
  const general = (notice.facts.operator.purposes ?? []).map((one) => one[lang]).join(semicolon(lang));
  const before = domainNames(addTo?.covers ?? [], flow.commons, lang);
  const why = whyAgain(flow);
  return (
    <>
      {why === "" ? null : <p class="note">{why}</p>}
      <Tick
        id="purpose"
        checked={purpose}
        isMissing={marked.has("purpose")}
        onChange={(has) => changeDraft(flow, { purpose: has })}
      >
        {w.purposeTick(...readerOf(flow))}
      </Tick>
      {general === "" ? null : <p class="hint">{w.general(general)}</p>}
      {before === "" ? null : <p class="hint">{w.before(before)}</p>}
      <Tick id="told" checked={told} isMissing={marked.has("told")} onChange={(has) => changeDraft(flow, { told: has })}>
        {w.othersTick}
      </Tick>
      <fieldset class={marked.has("who") ? "who lacks" : "who"}>
        <legend>{w.who}</legend>
        {(["adult", "minor", "guardian"] as const).map((one) => (
          <label class="tick" key={one}>
            <input
              type="radio"
              name="who"
              value={one}
              checked={who === one}
              autocomplete="off"
              aria-describedby="minor-stop"
              onChange={() => changeDraft(flow, { who: one })}
            />
            <span>{w[one](age)}</span>
          </label>
        ))}
        <div id="minor-stop" role="status">
          {who === "minor" ? <p class="warn">{w.minorStop}</p> : null}
        </div>
      </fieldset>
    </>
  );
}
