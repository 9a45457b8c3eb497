import { useState } from "preact/hooks";
import { saveBlob } from "../shared/download.ts";
import { formatNumber } from "../shared/format.ts";
import { Scrolled } from "../shared/scrolled.tsx";
import type { Flow } from "./flow.ts";
import { LATER_WORDS } from "./later-words.ts";

/** Lines that fit in the box on any screen. */
const FEW_LINES = 12;

/**
 * The text that is sent, to the letter. A year of months is several screens of a phone tall, so it scrolls in a box of its own, and is seen
 * whole with a tap and on paper. It can be saved as well, from the page itself; on a shared device the file would stay behind.
 */
export function ExactText({ body, flow: { lang, trace } }: { readonly body: string; readonly flow: Flow }) {
  const w = LATER_WORDS[lang].review;
  const [isWhole, setWhole] = useState(false);
  const lines = body.split("\n").length;
  const bytes = new TextEncoder().encode(body).length;
  return (
    <>
      <h3>{w.json}</h3>
      <p class="hint">{w.jsonSize(formatNumber(lines, 0, lang), formatNumber(bytes, 0, lang))}</p>
      <Scrolled label={w.json} class={isWhole ? "exact whole" : "exact"}>
        <pre class="json" id="json">
          {body}
        </pre>
      </Scrolled>
      <p class="tools no-print">
        {/* A text as short as its box has nothing to unfold. */}
        {lines > FEW_LINES ? (
          <button type="button" class="plain" aria-pressed={isWhole} onClick={() => setWhole(!isWhole)}>
            {w.jsonWhole}
          </button>
        ) : null}
        {trace.shared.value ? null : (
          <button
            type="button"
            class="plain"
            onClick={() => saveBlob(new Blob([body], { type: "application/json" }), `${w.jsonFile}.json`)}
          >
            {w.jsonSave}
          </button>
        )}
      </p>
      <p class="hint">{w.jsonNote}</p>
    </>
  );
}
