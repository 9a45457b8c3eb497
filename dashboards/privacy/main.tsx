import { render } from "preact";
import { speakOfCounted } from "../shared/counted-homes.ts";
import { WORDS } from "../shared/i18n.ts";
import { startPage } from "../shared/page.ts";
import { pause } from "../shared/pause.ts";
import { loadTrust } from "./trust.ts";
import { TrustView } from "./trust-view.tsx";
import { FORECAST, LOG, PRIVACY, TRUST } from "./words.ts";

void startPage({
  name: "privacy",
  title: (lang) => TRUST[lang].title,
  lead: (lang) => TRUST[lang].lead,
  run: async ({ source, catalog, lang, main, begun }) => {
    speakOfCounted([WORDS, TRUST, PRIVACY, LOG, FORECAST], lang, catalog);
    const data = await loadTrust(source, catalog, lang);
    await pause();
    const place = document.createElement("div");
    main.append(place);
    await new Promise<void>((done) => {
      render(<TrustView data={data} lang={lang} onDone={done} />, place);
      begun();
    });
  },
});
