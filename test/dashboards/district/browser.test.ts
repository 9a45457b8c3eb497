import { openSite } from "../../support/site.ts";
import { browsing } from "../browsing.ts";
import { registerProfile } from "./profile.ts";

browsing(
  "the area profile, in a browser",
  (web) => openSite(web, ["2025", "2026-01", "2026-02"]),
  ({ subject }) => {
    registerProfile(subject);
  },
);
