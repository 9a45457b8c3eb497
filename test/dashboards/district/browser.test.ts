import { openSite } from "../../support/site.ts";
import { browsing } from "../browsing.ts";
import { registerDistrict, registerFrames, registerPeriods } from "./walk.ts";

browsing(
  "Quartiers, in a browser",
  (web) => openSite(web, ["2025", "2026-01", "2026-02"]),
  ({ subject }) => {
    registerDistrict(subject);
    registerFrames(subject);
  },
);

browsing(
  "Quartiers over two years, in a browser",
  (web) => openSite(web, ["2025", "2026"]),
  ({ subject }) => registerPeriods(subject),
);
