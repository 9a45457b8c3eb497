import { h } from "preact";
import { render } from "preact-render-to-string";
import { expect, test } from "vitest";
import { FOUND_BY, LostKey } from "../../../dashboards/contribute/lost-key.tsx";
import { CONTRIBUTE_WORDS } from "../../../dashboards/contribute/words.ts";
import type { Notice } from "../../../dashboards/shared/data.ts";
import { LEAST_EQUAL } from "../../../src/vault/search.ts";

test("whoever gave too few readings to be found by is told that nothing but the key will do", () => {
  const said = (given?: readonly number[], lang: "fr" | "en" = "fr"): string => {
    const notice = { facts: { retention_months: 15 } } as Notice;
    return render(h(LostKey, { words: CONTRIBUTE_WORDS[lang], notice, lang, ...(given && { given }) })).replace(/\s/g, " ");
  };
  expect(FOUND_BY).toBe(LEAST_EQUAL);
  const five = [1, 2, 3, 4, 5];
  for (const too of [[1], five, [...five, 0]]) {
    expect(said(too)).toContain("ne suffit pas à vous retrouver : sans la clé, vous ne pourrez ni le voir ni l’effacer.");
    expect(said(too)).not.toContain("six de vos relevés");
  }
  expect(said([1], "en")).toContain("without the key you can neither see it nor erase it");
  // Of six, and where the page does not know what was given, that they can be given again.
  for (const enough of [[...five, 6], undefined]) expect(said(enough)).toContain("six de vos relevés");
});
