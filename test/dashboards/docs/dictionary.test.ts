import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { expect, test } from "vitest";
import { type Dictionary, DictionaryView } from "../../../dashboards/docs/dictionary.tsx";
import { DOCS } from "../../../dashboards/docs/words.ts";
import { MEASURES } from "../../../src/domains/index.ts";

test("an operator's reason for a clamp is quoted in a dictionary, for nobody knows its language, and the program's is not", () => {
  const rows = (sources: readonly string[]) => sources.map((source) => ["energy", `320 (source : ${source})`]);
  const view = (lang: "fr" | "en", source: string): string => {
    const table = { head: ["MEASURE", "plafond"], rows: rows([source]) };
    const dictionary = { title: "", sections: [{ id: "measures", title: "Mesures", blocks: [{ table }] }], tables: [] };
    const props = { dictionary: dictionary as Dictionary, part: "topic" as const, stated: [source], lang, words: DOCS[lang] };
    return renderToString(h(DictionaryView, props));
  };
  for (const lang of ["fr", "en"] as const) {
    expect(view(lang, "a round figure")).toContain("<q lang>a round figure</q>)");
    const own = MEASURES[0]?.measure.clamp.source ?? "";
    expect(view(lang, own)).not.toContain("<q");
  }
});
