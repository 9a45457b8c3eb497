import { useRef, useState } from "preact/hooks";
import type { Contribution } from "./contribution.ts";

/** What came of the last action, until the contribution is loaded again: after a later action it would seem to be of that. */
export function useResult<Result>(held: Contribution): readonly [Result | null, (next: Result | null) => void] {
  const [last, setLast] = useState<Result | null>(null);
  // As it was loaded when the result was first shown.
  const loaded = useRef<Contribution | null>(null);
  if (last !== null) loaded.current ??= held;
  const setResult = (next: Result | null): void => {
    loaded.current = null;
    setLast(next);
  };
  return [loaded.current === held ? last : null, setResult];
}
