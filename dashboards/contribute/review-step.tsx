import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { BesideAndAsks } from "../compare/beside-and-asks.tsx";
import { MonthsStanding } from "../compare/months-standing.tsx";
import type { IntakeRefusal } from "../shared/intake.ts";
import { pageHref } from "../shared/layout.ts";
import { sayRefusal } from "../shared/refusals.ts";
import { Answered } from "./answered.tsx";
import { ConsentCard } from "./consent-card.tsx";
import { idempotencyKey, requestFor } from "./donation.ts";
import { broughtOf, changeDraft, type Flow, leafName, offersFor, startOf } from "./flow.ts";
import { HomeFields, isLeaf } from "./home-fields.tsx";
import { LATER_WORDS } from "./later-words.ts";
import { LeavesCard } from "./leaves-card.tsx";
import { unticked } from "./offer-ticks.tsx";
import { isOffered } from "./offers.ts";
import { placedVisitor } from "./placed.ts";
import { answersIn, preparedOf, stamp } from "./prepared.ts";
import { SourceCard } from "./source-card.tsx";
import { standingConsent } from "./standing-consent.ts";
import { TokenField } from "./token-field.tsx";
import { lackedBill } from "./typed-words.ts";
import { isDoubtOpen, UnusualCard } from "./unusual-card.tsx";

/** What is missing before sending, and the field that takes the focus. */
interface Missing {
  readonly text: string;
  readonly field: string;
  /** the lines that are marked: the card far above the button shows the message too */
  readonly at?: "home" | "leaves" | "purpose" | "told" | "who";
}

/** All that is missing, in the order of the page: told at once, nobody presses the button again for the next. */
function missingOf(flow: Flow): Missing[] {
  const { words, draft, tokens } = flow;
  const { ticked, purpose, told, who, token } = draft.value;
  const w = LATER_WORDS[flow.lang].consent.faults;
  // Of a place that is said, what is left to say is the list below.
  const home = flow.visitor.area.value === null ? ".home-card [role=combobox]" : "#precise";
  const all: (Missing | false)[] = [
    !isLeaf(flow) && { text: words.home.needLeaf(leafName(flow)), field: home, at: "home" },
    isDoubtOpen(flow) && { text: words.unusual.fault, field: "#unusual button" },
    !offersFor(flow).some(({ id }) => ticked.has(id)) && { text: w.what, field: ".offers input, #back", at: "leaves" },
  ];
  if (standingConsent(flow) === null)
    all.push(
      !purpose && { text: w.purpose, field: "#purpose", at: "purpose" },
      !told && { text: w.others, field: "#told", at: "told" },
      who === null && { text: w.who, field: "[name=who]", at: "who" },
      // What stands beside it says why.
      who === "minor" && { text: "", field: "[name=who]:checked" },
      tokens !== null && token === null && { text: words.token.needed, field: ".token a" },
    );
  return all.filter((one) => one !== false);
}

/** What is missing, told once it was asked to send, in the language of the moment, until nothing is; and what asks. */
function useMissing(flow: Flow): [missing: Missing[], ask: () => void] {
  const [isAsked, setAsked] = useState(false);
  const missing = isAsked && !flow.draft.value.unsure ? missingOf(flow) : [];
  const isWhole = isAsked && missing.length === 0;
  useLayoutEffect(() => {
    if (isWhole) setAsked(false);
  }, [isWhole]);
  return [missing, () => setAsked(true)];
}

/** The second step: the home, its place among others, the exact text that is sent, and the consent; then it is sent. */
export function ReviewStep({ flow }: { flow: Flow }) {
  const { lang, commons, draft } = flow;
  const brought = broughtOf(flow);
  // Of typed figures that are sent whole, what is sent says all; of those that lack a bill, the title.
  const boxed = brought.filter(
    ({ read, readings }) =>
      read !== null || (lackedBill(flow) === null && readings.some(({ period }) => !isOffered(period, startOf(flow)))),
  );
  const { unsure } = draft.value;
  const own = placedVisitor(flow);
  const refs = commons.refs.filter(({ key }) => own.entries.value[key]);
  const [missing, ask] = useMissing(flow);
  const marked = new Set(missing.map(({ at }) => at));
  const faultAt = (card: "home" | "leaves"): string => missing.find(({ at }) => at === card)?.text ?? "";
  useEffect(() => {
    if (!unsure) stamp(flow);
  });
  return (
    <div class="steps-body review" translate={false}>
      <fieldset class="bare" disabled={unsure}>
        {boxed.length === 0 ? null : (
          <div class="source-boxes">
            {boxed.map((one) => (
              <SourceCard key={one.id} brought={one} flow={flow} />
            ))}
          </div>
        )}
        {/* Of nothing to send, what else may be is the next step. */}
        {offersFor(flow).length > 0 || lackedBill(flow) !== null ? null : (
          <button type="button" class="wide" id="back" onClick={() => flow.goTo(0)}>
            {flow.words.bring.instead}
          </button>
        )}
        <HomeFields flow={flow} fault={faultAt("home")} />
      </fieldset>
      <MonthsStanding commons={commons} visitor={own} refs={refs} lang={lang} beside={BesideAndAsks} low />
      <div>
        <fieldset class="bare" disabled={unsure}>
          {/* After the answers about the home, by which a figure is doubted, and where a wide screen has its first view. */}
          <UnusualCard flow={flow} />
          <Answered flow={flow} />
          <LeavesCard flow={flow} fault={faultAt("leaves")} />
        </fieldset>
        {/* Of nothing no consent is asked. */}
        {offersFor(flow).length === 0 && !unsure ? null : (
          <section class="card agree">
            <fieldset class="bare" disabled={unsure}>
              <ConsentCard flow={flow} marked={marked} />
              {flow.tokens === null ? null : <TokenField tokens={flow.tokens} flow={flow} />}
            </fieldset>
            <SendButton flow={flow} missing={missing} onAsked={ask} />
          </section>
        )}
      </div>
    </div>
  );
}

interface SendProps {
  readonly flow: Flow;
  readonly missing: readonly Missing[];
  /** called when the button is pressed, whatever is missing */
  readonly onAsked: () => void;
}

/** That the contribution was not taken, and why; after a failure of the network it is not known. */
function RefusedNote({ flow: { lang, notice }, refused }: { flow: Flow; refused: IntakeRefusal }) {
  const w = LATER_WORDS[lang].review;
  return (
    <div class="warn">
      <p>
        <strong>{refused.code === "network" ? w.unsure : w.refused}</strong>
      </p>
      <p>{sayRefusal(refused, lang, notice.facts.operator.contact)}</p>
    </div>
  );
}

/** What is missing, one below the other. */
function MissingList({ texts, title }: { readonly texts: readonly string[]; readonly title: string }) {
  const [only, ...others] = texts;
  return (
    <div class="fault" id="step-fault" role="alert">
      {others.length === 0 ? (
        only
      ) : (
        <>
          {title}
          <ul>
            {texts.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function SendButton({ flow, missing, onAsked }: SendProps) {
  const { words, lang, draft, intake, addTo, notice } = flow;
  const w = LATER_WORDS[flow.lang].review;
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<IntakeRefusal | null>(null);
  const { donation } = preparedOf(flow);

  async function send(): Promise<void> {
    setRefused(null);
    const [first] = draft.value.unsure ? [] : missingOf(flow);
    onAsked();
    if (first !== undefined) return document.querySelector<HTMLElement>(`main :is(${first.field})`)?.focus();
    stamp(flow);
    const { body } = preparedOf(flow);
    const { token, request: last } = draft.value;
    const request = requestFor(body, last, () => idempotencyKey((bytes) => crypto.getRandomValues(bytes)));
    setBusy(true);
    changeDraft(flow, { request, unsure: true });
    const answer = await intake.json<{ receipt: string }>("v1/donations", {
      method: "POST",
      body,
      ...(addTo === null ? {} : { key: addTo.key }),
      headers: { "Idempotency-Key": request.key, ...(token === null ? {} : { Eligibility: token }) },
    });
    setBusy(false);
    if (answer.ok) {
      changeDraft(flow, { receipt: answer.value.receipt, unsure: false });
      if (addTo === null) flow.goTo(2);
      else addTo.added(donation.readings);
      return;
    }
    // After a network failure the request may have arrived. Repeated unchanged it is recorded once; changed, it would be recorded
    // twice.
    changeDraft(flow, { unsure: answer.code === "network" });
    setRefused(answer);
    document.getElementById("send")?.focus();
  }
  return (
    <>
      <MissingList texts={missing.map(({ text }) => text).filter(Boolean)} title={w.missing} />
      <div role="alert" id="send-fault">
        {refused === null ? null : <RefusedNote flow={flow} refused={refused} />}
      </div>
      {unticked(flow) === null || draft.value.unsure ? null : <p class="note unticked">{unticked(flow)}</p>}
      <button type="button" id="send" class="wide" disabled={busy} onClick={() => void send()}>
        {busy ? w.sending : LATER_WORDS[lang].leaves.send(donation.readings.length, leafName(flow), answersIn(donation))}
      </button>
      <p class="source">
        {LATER_WORDS[lang].consent.stays} {LATER_WORDS[lang].consent.withdraw}{" "}
        {LATER_WORDS[lang].consent.backups(notice.facts.operator.backup_days)}{" "}
        <a href={pageHref("notice", lang)} target="_blank" rel="noopener">
          {words.start.whole}
        </a>
      </p>
    </>
  );
}
