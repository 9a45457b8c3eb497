import { useEffect, useRef, useState } from "preact/hooks";
import type { Lang } from "../shared/i18n.ts";
import type { ClearReason, Trace } from "../shared/trace.ts";
import { CONTRIBUTE_WORDS } from "./words.ts";

/** Confirms that the page was cleared, and says what it could not clear. */
export function ClearedNotice({ why, lang, sent = false }: { why: ClearReason; lang: Lang; sent?: boolean }) {
  const w = CONTRIBUTE_WORDS[lang].trace;
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => card.current?.focus(), []);
  return (
    <div class="card cleared" tabIndex={-1} ref={card}>
      <h2>{sent ? `${w.sentAlready} ${w.done}` : w.done}</h2>
      {why === "idle" ? <p>{w.idle}</p> : null}
      <p>{w.doneBody}</p>
      {sent ? <p>{w.sentStays}</p> : null}
      <p>{w.cannot}</p>
      <ul>
        {w.cannotList.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <button type="button" class="no-print" onClick={() => location.reload()}>
        {w.again}
      </button>
    </div>
  );
}

interface SharedBarProps {
  readonly lang: Lang;
  readonly trace: Trace;
  /** true while the only copy of the key is in this page: clearing asks first */
  readonly unkept?: boolean;
}

/** Says that the page is about to clear itself. Any gesture keeps it; the button is for who looks for one. */
function Ending({ lang, trace }: Pick<SharedBarProps, "lang" | "trace">) {
  const w = CONTRIBUTE_WORDS[lang].trace;
  return (
    <div class="ending no-print" role="alert">
      {trace.ending.value ? (
        <div class="warn">
          <p>
            <strong>{w.ending}</strong>
          </p>
          <button type="button" id="stay">
            {w.stay}
          </button>
        </div>
      ) : null}
    </div>
  );
}

/** Says that the device is shared, with a button that clears the page; and, before the page clears itself, that it is about to. */
export function SharedBar(props: SharedBarProps) {
  return (
    <>
      <ModeBar {...props} />
      <Ending {...props} />
    </>
  );
}

function ModeBar({ lang, trace, unkept = false }: SharedBarProps) {
  const w = CONTRIBUTE_WORDS[lang].trace;
  const onClear = (): void => trace.clear("asked");
  const [isAsking, setIsAsking] = useState(false);
  const keep = (): void => {
    setIsAsking(false);
    document.getElementById("kept")?.focus();
  };
  if (isAsking && unkept)
    return (
      <div class="warn shared-bar no-print" role="alert">
        <p>
          <strong>{w.unkept}</strong> {w.unkeptMeans}
        </p>
        <p class="tools">
          <button type="button" id="keep-first" onClick={keep}>
            {w.keepFirst}
          </button>
          <button type="button" class="quiet" id="trace-anyway" onClick={onClear}>
            {w.anyway}
          </button>
        </p>
      </div>
    );
  return (
    <p class="warn shared-bar no-print">
      {w.mode}{" "}
      <button type="button" class="quiet" id="trace" onClick={() => (unkept ? setIsAsking(true) : onClear())}>
        {w.button}
      </button>
    </p>
  );
}
