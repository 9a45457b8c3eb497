import { signal } from "@preact/signals";
import { render } from "preact";
import { dataSource, type Notice } from "../shared/data.ts";
import { speak, withWords } from "../shared/i18n.ts";
import { fileReader } from "../visit/file-reader.ts";
import { startVisit } from "../visit/visit.ts";
import type { AddPart } from "./add-part.tsx";
import { MineDocument } from "./document.tsx";
import { forget, newMemory } from "./memory.ts";

/*
 * One's own contribution, by its key. What is fetched is the same for everybody, whatever a key opens: the files of Me situer, the
 * notice, and the part that adds, begun by the first touch of any kind.
 */
const reader = fileReader();
const source = dataSource(document.baseURI, (url) => fetch(url));
const Add = signal<typeof AddPart | null>(null);
const [notice, failure] = [signal<Notice | null>(null), signal<Error | null>(null)];
const visit = startVisit(source, () => {
  reader.begin();
  // Whoever wants a picture later asks for nothing.
  void import("../shared/poster.ts").catch(() => undefined);
  void withWords(import("./add-part.tsx")).then(
    (part) => {
      Add.value = part.AddPart;
    },
    () => undefined,
  );
});
const memory = newMemory();
source.notice(visit.lang.value).then(
  (found) => {
    notice.value = found;
  },
  (error: unknown) => {
    failure.value = error instanceof Error ? error : new Error(String(error));
  },
);
// A page that is left may be kept as it was, to come back at once: not with a key in it.
addEventListener("pagehide", () => {
  if (!memory.trace.shared.value) forget(memory, "");
});
void speak(visit.lang.value).then(() => {
  document.body.replaceChildren();
  render(
    <MineDocument visit={visit} memory={memory} notice={notice} failure={failure} reader={reader} Add={Add} />,
    document.body,
  );
});
