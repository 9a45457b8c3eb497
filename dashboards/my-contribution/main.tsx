import { signal } from "@preact/signals";
import { dataSource, type Notice } from "../shared/data.ts";
import { drawPage } from "../shared/draw-page.ts";
import { loadLanguage, withWords } from "../shared/i18n.ts";
import { fileReader } from "../visit/file-reader.ts";
import { wasReloaded } from "../visit/reloaded.ts";
import { startVisit } from "../visit/visit.ts";
import { MineDocument } from "./document.tsx";
import type { MineLater } from "./later-parts.ts";
import { forget, newMemory } from "./memory.ts";
import { MINE } from "./words.ts";

/* Entry of the page Ma contribution. What it loads is the same for everybody, whatever a key opens: the files of Me situer, the notice, and the parts for adding and correcting figures, which load after the first touch of any kind. */
const reader = fileReader();
const source = dataSource(document.baseURI, (url) => fetch(url));
const later = signal<MineLater | null>(null);
const [notice, failure] = [signal<Notice | null>(null), signal<Error | null>(null)];
const visit = startVisit(source, () => {
  reader.begin();
  // Loaded in advance, so that saving a picture later causes no request.
  void import("../shared/poster.ts").then(
    ({ readFaces }) => readFaces(),
    () => undefined,
  );
  void withWords(import("./later-parts.ts")).then(
    (parts) => {
      later.value = parts.MINE_LATER;
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
// A page that is left may be kept in memory for coming back, so the key is removed first.
addEventListener("pagehide", () => {
  if (!memory.trace.shared.value) forget(memory, "");
});
void loadLanguage(visit.lang.value).then(() => {
  if (wasReloaded()) memory.said.value = { sentence: MINE[visit.lang.value].reloaded, good: false };
  drawPage(
    <MineDocument visit={visit} memory={memory} notice={notice} failure={failure} reader={reader} later={later} />,
    visit.lang.value,
  );
});
