import { useState } from "preact/hooks";
import { parseToken } from "../../src/contract/tokens/token.ts";
import { CopyButton } from "../shared/bits.tsx";
import { saveBlob } from "../shared/download.ts";
import { formatDate } from "../shared/format.ts";
import { change, type Flow } from "./flow.ts";
import { openEpoch, signInAddress, type TokenFault, type Tokens } from "./token.ts";

/**
 * Where a commons asks for eligibility: sign in beside this page, which stays as it is, then have a token signed blindly; or
 * paste one that was kept. The token goes into the draft.
 */
export function TokenField({ tokens: { eligibility, make }, flow }: { tokens: Tokens; flow: Flow }) {
  const { words, lang, draft } = flow;
  const w = words.token;
  const epoch = openEpoch(eligibility, flow.now());
  const [busy, setBusy] = useState(false);
  const [later, setLater] = useState("");
  const [pasted, setPasted] = useState("");
  const [fault, setFault] = useState<TokenFault | "text" | null>(null);
  const { token } = draft.value;

  async function have(got: string): Promise<void> {
    const { holdUntil } = await import("../../src/contract/tokens/client.ts");
    setLater(formatDate(holdUntil(epoch ?? { until: "" }, flow.now()).toISOString(), lang));
    setFault(null);
    change(flow, { token: got });
  }
  async function get(): Promise<void> {
    if (epoch === undefined) return;
    setFault(null);
    setBusy(true);
    const answer = await make(epoch);
    setBusy(false);
    if (answer.ok) await have(answer.token);
    else setFault(answer.fault);
  }
  const use = (): void => {
    const text = pasted.trim();
    if (parseToken(text) === null) setFault("text");
    else {
      setPasted("");
      void have(text);
    }
  };
  const save = (): void => {
    if (token !== null) saveBlob(new Blob([`${token}\n`], { type: "text/plain" }), `${w.fileName}.txt`);
  };
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
            <button type="button" class="quiet" onClick={() => void get()}>
              {w.get}
            </button>
          </p>
          <div role="status">
            {busy ? <p>{w.getting}</p> : null}
            {token === null || busy ? null : (
              <>
                <p class="good">{w.have}</p>
                <p class="hint">
                  {w.later} {later === "" ? "" : w.suggested(later)}
                </p>
                <div class="tools">
                  <CopyButton text={() => token} label={w.copy} words={words.sources} />
                  {flow.trace.shared.value ? null : (
                    <button type="button" class="quiet" onClick={save}>
                      {w.download}
                    </button>
                  )}
                </div>
              </>
            )}
          </div>
          <p class="fault" id="token-fault" role="alert">
            {fault === null ? "" : w.faults[fault]}
          </p>
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
      )}
    </section>
  );
}
