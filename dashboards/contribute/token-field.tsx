import { useState } from "preact/hooks";
import { parseToken } from "../../src/contract/tokens/token.ts";
import { CopyButton } from "../shared/bits.tsx";
import { saveBlob } from "../shared/download.ts";
import { formatDate } from "../shared/format.ts";
import { changeDraft, type Flow } from "./flow.ts";
import { SharedFile } from "./shared-file.tsx";
import { openEpoch, signInAddress, type TokenFault, type Tokens } from "./token.ts";

/**
 * Obtains an eligibility token where a commons asks for one. The person signs in in another tab, so that this page stays as it
 * is, and has a token signed blindly, or pastes one kept earlier. The token goes into the draft.
 */
export function TokenField({ tokens: { eligibility, make, client }, flow }: { tokens: Tokens; flow: Flow }) {
  const { words, lang, draft } = flow;
  const w = words.token;
  const epoch = openEpoch(eligibility, flow.now());
  const [busy, setBusy] = useState(false);
  const [later, setLater] = useState("");
  const [fault, setFault] = useState<TokenFault | "text" | null>(null);
  const { token } = draft.value;

  async function accept(got: string): Promise<void> {
    const { holdUntil } = await client;
    setLater(formatDate(holdUntil(epoch ?? { until: "" }, flow.now()).toISOString(), lang));
    setFault(null);
    changeDraft(flow, { token: got });
  }
  async function request(): Promise<void> {
    if (epoch === undefined) return;
    setFault(null);
    setBusy(true);
    const answer = await make(epoch);
    setBusy(false);
    if (answer.ok) await accept(answer.token);
    else setFault(answer.fault);
  }
  return (
    <section class="token">
      <h3>{w.title}</h3>
      <p class="note">{w.lead}</p>
      {epoch === undefined ? (
        <p class="warn">{w.closed}</p>
      ) : (
        <>
          <p class="tools">
            <a class="button quiet" href={signInAddress(eligibility)} target="_blank" rel="noopener">
              {w.signIn}
            </a>
            <button type="button" class="quiet" onClick={() => void request()}>
              {w.get}
            </button>
          </p>
          <div role="status">
            {busy ? <p>{w.getting}</p> : null}
            {token === null || busy ? null : <HeldToken token={token} later={later} flow={flow} />}
          </div>
          <p class="fault" id="token-fault" role="alert">
            {fault === null ? "" : w.faults[fault]}
          </p>
          <PastedToken flow={flow} onToken={(text) => void accept(text)} onFault={() => setFault("text")} />
        </>
      )}
    </section>
  );
}

/** The token, to be kept elsewhere and used on another day. */
function HeldToken({ token, later, flow }: { token: string; later: string; flow: Flow }) {
  const { words, trace, lang } = flow;
  const w = words.token;
  const save = (): void => saveBlob(new Blob([`${token}\n`], { type: "text/plain" }), `${w.fileName}.txt`);
  return (
    <>
      <p class="good">{w.have}</p>
      <p class="hint">
        {w.later} {later === "" ? "" : w.suggested(later)}
      </p>
      <div class="tools">
        <CopyButton text={() => token} label={w.copy} words={words.sources} />
        <SharedFile trace={trace} lang={lang}>
          {() => (
            <button type="button" class="quiet" onClick={save}>
              {w.download}
            </button>
          )}
        </SharedFile>
      </div>
    </>
  );
}

interface PastedTokenProps {
  readonly flow: Flow;
  readonly onToken: (token: string) => void;
  /** called where the pasted text is no token */
  readonly onFault: () => void;
}

/** A field for a token kept earlier. */
function PastedToken({ flow: { words }, onToken, onFault }: PastedTokenProps) {
  const w = words.token;
  const [pasted, setPasted] = useState("");
  const use = (): void => {
    const text = pasted.trim();
    if (parseToken(text) === null) onFault();
    else {
      setPasted("");
      onToken(text);
    }
  };
  return (
    <>
      <label for="token">{w.paste}</label>
      <input
        id="token"
        type="text"
        autocomplete="off"
        spellcheck={false}
        aria-describedby="token-fault"
        value={pasted}
        onInput={(event) => setPasted(event.currentTarget.value)}
      />
      <p>
        <button type="button" class="quiet" onClick={use}>
          {w.use}
        </button>
      </p>
    </>
  );
}
