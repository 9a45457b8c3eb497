import { useEffect, useRef, useState } from "preact/hooks";
import type { PublicCommons } from "../visit/commons.ts";
import type { Visit } from "../visit/visit.ts";
import type { LaterParts } from "./later-parts.ts";
import { STAND } from "./stand-words.ts";

interface TakeBackProps {
  readonly visit: Visit;
  readonly commons: PublicCommons;
  /** null: not loaded yet */
  readonly later: LaterParts | null;
  /** true: it stands within a line of text */
  readonly inLine?: boolean;
}

/** Opens the file of answers that a visitor kept the last time. Its name is not asked for: phones know files of no type. */
export function TakeBack({ visit, commons, later, inLine = false }: TakeBackProps) {
  const words = STAND[visit.lang.value];
  const input = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<string | null>(null);
  // A file that is chosen before its reader is there waits for it.
  const [chosen, setChosen] = useState<File | null>(null);
  useEffect(() => {
    if (chosen === null || later === null) return;
    setChosen(null);
    void later.takeBackFrom(commons, visit.visitor, chosen, visit.lang.value).then(setFault);
  }, [chosen, later]);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={words.takeBack}
        onChange={({ currentTarget }) => {
          setChosen(currentTarget.files?.[0] ?? null);
          currentTarget.value = "";
        }}
      />
      <button type="button" class={inLine ? "plain" : "quiet"} onClick={() => input.current?.click()}>
        {words.takeBack}
      </button>{" "}
      <span role="alert" class="fault">
        {fault}
      </span>
    </>
  );
}

/** Says that answers are back, and has the focus then: the button that was pressed is gone, and what follows is filled in. */
export function TakenBack({ visit, later }: Pick<TakeBackProps, "visit" | "later">) {
  const said = useRef<HTMLParagraphElement>(null);
  const { kept } = visit.visitor;
  useEffect(() => {
    if (kept.value) said.current?.focus();
  }, [kept.value]);
  return (
    <p ref={said} class="taken-back no-print" role="status" tabIndex={-1} translate={false}>
      {kept.value && later?.takenText(kept.value, visit.lang.value)}
    </p>
  );
}
