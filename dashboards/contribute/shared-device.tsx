import { Tick } from "../shared/bits.tsx";
import type { Flow } from "./flow.ts";

/** Asks whether the device is shared, before a file is chosen. The bar that says so once it is ticked says what it means. */
export function SharedDevice({ flow: { words, trace } }: { flow: Pick<Flow, "words" | "trace"> }) {
  const w = words.start;
  return (
    <div class="device">
      <Tick id="shared" checked={trace.shared.value} onChange={(shared) => trace.set(shared)}>
        {w.sharedShort}
      </Tick>
    </div>
  );
}
