import { expect, test } from "vitest";
import { afterChange, type Chosen, liveViews, toView, unsaid } from "../../../dashboards/explore/between-views.ts";
import { type AddressChange, EXPLORE_VIEWS, type ExploreView } from "../../../dashboards/explore/selection.ts";
import { withState } from "../../../dashboards/shared/url-state.ts";
import { shownAt } from "./shown.ts";

const offered = ["water.volume", "electricity.energy"];

/** A visit of the page: its address, and what was chosen before its view added to it. */
function visit(search: string) {
  let [address, chosen]: [string, Chosen | null] = [search, null];
  const go = (change: AddressChange): string => {
    address = withState(address, change);
    return address;
  };
  return {
    view(view: ExploreView): string {
      const { selection, facts } = shownAt(address);
      const to = toView(view, { selection, chosen, search: address, released: facts.released, offered });
      chosen = to.chosen;
      return go(to.change);
    },
    choose(change: AddressChange): string {
      chosen = afterChange(chosen, change);
      return go(change);
    },
  };
}

test("another view begins from what was chosen, without what the views between added, in whatever order they are opened", () => {
  const chosen = "?view=ranking&measure=water.volume&level=quarter&in=N&period=2025";
  const page = visit(chosen);
  expect(new URLSearchParams(page.view("scatter")).get("measure")).toBe(offered.join(","));
  expect(new URLSearchParams(page.view("time")).get("measure")).toBe("water.volume");
  const overTime = new URLSearchParams(page.view("time"));
  expect([overTime.get("period"), overTime.get("level")]).toEqual(["month", null]);
  expect(new URLSearchParams(page.view("scatter")).get("period")).toBe("2025");
  const back = new URLSearchParams(page.view("ranking"));
  expect(Object.fromEntries(back)).toEqual(Object.fromEntries(new URLSearchParams(chosen)));
});

test("from an address that says little, no view changes the measure or the place by a default of its own", () => {
  for (const search of ["", "?statistic=P50", "?level=quarter&in=N", "?dataset=electricity", "?period=month", "?view=time"]) {
    const { measures } = shownAt(search).selection;
    for (const first of EXPLORE_VIEWS)
      for (const second of EXPLORE_VIEWS) {
        const page = visit(search);
        page.view(first);
        const shown = shownAt(page.view(second)).selection;
        const expected = second === "scatter" ? expect.arrayContaining([...measures]) : measures;
        expect([search, first, second, shown.measures]).toEqual([search, first, second, expected]);
      }
  }
  const page = visit("");
  page.view("scatter");
  expect(Object.fromEntries(new URLSearchParams(page.view("map")))).toEqual({
    view: "map",
    measure: "water.volume",
    level: "district",
    in: "T",
  });
});

test("a change says what the address left to defaults, and only that", () => {
  const of = (search: string) => unsaid(shownAt(search).selection, search);
  expect(of("")).toEqual({ dataset: null, measure: "water.volume", level: "district", in: "T" });
  expect(of("dataset=electricity&in=N")).toEqual({ dataset: null, measure: "electricity.energy" });
  expect(of("measure=water.volume&area=N1")).toEqual({});
});

test("what a visitor chooses in a view is theirs in the next, and only what it added beside that is left behind", () => {
  const page = visit("?view=ranking&measure=water.volume&level=quarter&in=N&period=2025");
  page.view("time");
  page.choose({ measure: "electricity.energy" });
  expect(Object.fromEntries(new URLSearchParams(page.view("ranking")))).toEqual({
    view: "ranking",
    measure: "electricity.energy",
    level: "quarter",
    in: "N",
    period: "2025",
  });
  page.view("time");
  // A place is one choice, whichever of its parameters says it.
  page.choose({ in: "S" });
  const map = new URLSearchParams(page.view("map"));
  expect([map.get("in"), map.get("level"), map.get("period")]).toEqual(["S", null, "2025"]);
});

test("a view that has nothing to draw is not offered, unless it is the present one", () => {
  const of = (released: readonly string[], subjects: number, present: ExploreView = "map") =>
    ["time", "scatter"].filter((view) => liveViews(present, released, subjects, "MEAN").some((one) => one === view));
  expect(of(["2025"], 1)).toEqual([]);
  expect(of(["2025", "2025-12"], 1)).toEqual([]);
  expect(of(["2025"], 2)).toEqual(["scatter"]);
  expect(of(["2025", "2024"], 1)).toEqual(["time", "scatter"]);
  expect(of(["2025"], 1, "time")).toEqual(["time"]);
  expect(liveViews("map", ["2025"], 1, "MEAN")).toEqual(["table", "ranking", "map", "distribution"]);
  // A map has nothing to compare numbers of homes and totals with.
  expect(liveViews("table", ["2025"], 1, "COUNT")).toEqual(["table", "ranking", "distribution"]);
  expect(liveViews("ranking", ["2025"], 1, "TOTAL")).toEqual(["table", "ranking", "distribution"]);
  expect(liveViews("map", ["2025"], 1, "COUNT")).toContain("map");
});
