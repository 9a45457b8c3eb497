import { h } from "preact";
import { render } from "preact-render-to-string";
import { expect, test } from "vitest";
import { Needed } from "../../../dashboards/visit/needed.tsx";
import { smallCommons } from "../compare/small-commons.ts";
import { row } from "../rows.ts";

test("that nobody says how many homes there are already is said where there may be any, not before a commons takes contributions", () => {
  const commons = smallCommons([row("MEAN", 300)], { "2025": [] });
  const said = (ready: boolean) => {
    const catalog = { ...commons.catalog, intake: { url: "/", ready } };
    return render(h(Needed, { commons: { ...commons, catalog }, lang: "fr" }));
  };
  expect(said(true)).toMatch(/un foyer à venir\. On ne dit pas combien sont déjà dans chaque endroit\./);
  expect(said(false)).toMatch(/un foyer à venir\.<\/p>/);
});
