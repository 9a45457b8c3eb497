import { expect, test } from "vitest";
import { isOfNotice } from "../../../dashboards/contribute/standing-consent.ts";
import { TEXTS } from "../../../src/texts/files.ts";
import { shownNotice } from "../../../src/texts/index.ts";
import { COMPLETE, factsFor, sha256 } from "../../texts/support.ts";

test("a consent given to the notice in one language counts where one reads it in the other, and to a changed notice in none", () => {
  const shown = (language: "fr" | "en", k: number) => shownNotice(TEXTS, factsFor({ ...COMPLETE, k }), language, sha256);
  const today = shown("fr", 11);
  const given = (version: string) => ({ consent: { version, purposes: [], domains: [], adult: true, given_at: "" } });
  expect(isOfNotice(given(today.version), today)).toBe(true);
  expect(isOfNotice(given(shown("en", 11).version), today)).toBe(true);
  for (const language of ["fr", "en"] as const) expect(isOfNotice(given(shown(language, 13).version), today)).toBe(false);
  expect(isOfNotice(given("1"), today)).toBe(false);
});
