import { h } from "preact";
import { render } from "preact-render-to-string";
import { expect, test } from "vitest";
import { WhoAndWhy } from "../../../dashboards/contribute/bring-step.tsx";
import type { Notice } from "../../../dashboards/shared/data.ts";

test("where one decides to contribute the main risk is said with what forbids it, as in Confiance", () => {
  const said = (lang: "fr" | "en") =>
    render(h(WhoAndWhy, { notice: {} as Notice, lang }))
      .replace(/<[^>]+>/g, "")
      .replace(/\u00a0/g, " ");
  expect(said("fr")).toMatch(
    /fichier de factures avec les noms, l’opérateur pourrait pourtant reconnaître un foyer : seuls la loi et son engagement/,
  );
  expect(said("en")).toMatch(/a file of bills that has names, the operator could recognise a home: only the law and their word/);
});
