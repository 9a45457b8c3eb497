import { monthOf } from "../../src/contract/period.ts";
import { Tick } from "../shared/bits.tsx";
import { formatDate, formatPeriod, semicolon } from "../shared/format.ts";
import { domainNames } from "./domain-names.ts";
import { changeDraft, type Flow, offersFor } from "./flow.ts";
import { LATER_WORDS } from "./later-words.ts";
import { isOfNotice, standingConsent, uncoveredTopics } from "./standing-consent.ts";

/** The consent: asked for, or said to cover what is added already. */
export function ConsentCard({ flow }: { flow: Flow }) {
  const { words, lang } = flow;
  const w = LATER_WORDS[lang].consent;
  const standing = standingConsent(flow);
  return (
    <>
      <h2>{words.agree}</h2>
      {standing === null ? <Ask flow={flow} /> : <p id="standing-consent">{w.standing(formatDate(standing.given_at, lang))}</p>}
    </>
  );
}

/** Who can read what is sent, by name, and until when: read before the button, for it is what the consent is about. */
export function WhoReads({ lang, notice: { facts }, now }: Pick<Flow, "lang" | "notice" | "now">) {
  const at = now();
  const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + facts.retention_months));
  const { controller, backup_days } = facts.operator;
  const words = LATER_WORDS[lang].consent;
  return (
    <p id="who-reads">
      {words.reads(controller?.name ?? null, formatPeriod(monthOf(last), lang), backup_days)} {words.stays}
    </p>
  );
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
function Ask({ flow }: { flow: Flow }) {
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
      <Tick id="purpose" checked={purpose} onChange={(has) => changeDraft(flow, { purpose: has })}>
        {w.purposeTick}
      </Tick>
      {general === "" ? null : <p class="hint">{w.general(general)}</p>}
      {before === "" ? null : <p class="hint">{w.before(before)}</p>}
      <Tick id="told" checked={told} onChange={(has) => changeDraft(flow, { told: has })}>
        {w.othersTick}
      </Tick>
      <fieldset class="who">
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
