import { expect, test } from "vitest";
import { leadOf } from "../../../dashboards/home/home-view.tsx";
import { focusOf } from "../../../dashboards/visit/focus.ts";
import { smallCommons } from "../compare/small-commons.ts";
import { row } from "../rows.ts";

/** The lead of a commons of water with these means. */
function leadFor(rows: readonly ReturnType<typeof row>[], lang: "fr" | "en" = "fr"): string {
  const commons = smallCommons(rows, {});
  const focus = focusOf(commons);
  if (!focus) throw new Error("a commons with a measure has a focus");
  return leadOf(commons, focus, lang).replace(/[\u00a0\u202f]/g, " ");
}

test("the lead names the topics that have figures, and the few parts of the whole that have any", () => {
  expect(leadFor([])).toBe("Comparez votre logement aux autres.");
  expect(leadFor([row("MEAN", 9)])).toBe("Comparez votre logement aux autres : eau.");
  // A small place is named by the part of the whole in which it lies.
  expect(leadFor([row("MEAN", 9), row("MEAN", 9, { REF_AREA: "N1" })])).toBe(
    "Comparez votre logement aux autres : eau. Aujourd’hui : Nord.",
  );
  const both = ["N", "S"].map((REF_AREA) => row("MEAN", 9, { REF_AREA }));
  expect(leadFor(both, "en")).toBe("Compare your home with others: water.");
});
