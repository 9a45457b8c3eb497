import { h } from "../shared/dom.ts";
import { WORDS } from "../shared/i18n.ts";
import { type Page, startPage } from "../shared/page.ts";
import { absent } from "./absent.ts";
import { runFlow } from "./flow.ts";
import { CONTRIBUTE_WORDS } from "./words.ts";

async function run(page: Page): Promise<void> {
  const { main, lang } = page;
  const words = CONTRIBUTE_WORDS[lang];
  const elsewhere = absent(page, "contribute");
  if (elsewhere !== null) return void main.append(elsewhere);
  // The tab in which one signed in: the contribution is in the other one.
  if (new URLSearchParams(location.search).has("signed-in"))
    return void main.append(h("p", { class: "good", role: "status" }, words.token.signedIn));
  const root = h("div", { class: "contribute" });
  main.append(root);
  await runFlow({ page, root });
}

void startPage({
  name: "contribute",
  title: { fr: WORDS.fr.contribute, en: WORDS.en.contribute },
  lead: { fr: CONTRIBUTE_WORDS.fr.lead, en: CONTRIBUTE_WORDS.en.lead },
  run,
});
