import { DOMAINS } from "../../src/domains/index.ts";
import type { Lang } from "../shared/i18n.ts";
import { topicLabel } from "../shared/labels.ts";
import type { PublicCommons } from "../visit/commons.ts";

/** Names of domains, each by the name of its topic where the commons has one of it, as everywhere else on the page. */
export function domainNames(ids: readonly string[], { refs }: Pick<PublicCommons, "refs">, lang: Lang): string {
  return DOMAINS.filter(({ id }) => ids.includes(id))
    .map((domain) => {
      const [ref, ...others] = refs.filter((one) => one.domain.id === domain.id);
      return ref === undefined || others.length > 0 ? domain.labels[lang] : topicLabel(ref, lang);
    })
    .join(", ");
}
