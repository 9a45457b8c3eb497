import { render } from "preact";
import { startPage } from "../shared/page.ts";
import { loadTrust } from "./trust.ts";
import { TrustView } from "./trust-view.tsx";
import { TRUST } from "./words.ts";

void startPage({
  name: "privacy",
  title: { fr: TRUST.fr.title, en: TRUST.en.title },
  lead: { fr: TRUST.fr.lead, en: TRUST.en.lead },
  run: async ({ source, catalog, lang, main }) => {
    const data = await loadTrust(source, catalog, lang);
    const place = document.createElement("div");
    main.append(place);
    render(<TrustView data={data} lang={lang} />, place);
  },
});
