import { LICENCE } from "../../src/contract/licence.ts";
import type { Lang } from "../shared/i18n.ts";
import { DOCS } from "./words.ts";

/** What there is, and the text of the licence. The page's first answer has it too: a lead that differs would be painted again. */
export function Lead({ lang }: { readonly lang: Lang }) {
  const { lead, licence } = DOCS[lang];
  const [before, after] = lead.split(licence);
  return (
    <p class="lead">
      {before}
      <a class="address" href={LICENCE.path}>
        {licence}
      </a>
      {after}
    </p>
  );
}
