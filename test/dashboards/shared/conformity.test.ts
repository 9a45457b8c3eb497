import { expect, test } from "vitest";
import { WORDS } from "../../../dashboards/shared/i18n.ts";
import { conformityOf } from "../../../src/contract/public-service.ts";
import { parseSettings, type SettingsInput } from "../../../src/contract/settings.ts";
import { TEXTS } from "../../../src/texts/files.ts";
import { servicePage } from "../../../src/texts/index.ts";

const audited = (rate: number): SettingsInput => ({
  accessibility: { audit: { at: "2026-11-20", by: "Cabinet Nu", rate } },
});

test.each(["fr", "en"] as const)("the foot of every page says of conformity what the statement says (%s)", (language) => {
  for (const settings of [{}, audited(100), audited(70), audited(10), { country: "BE" }]) {
    const conformity = conformityOf(parseSettings(settings));
    // In French the statement speaks of the pages, the foot of each.
    const statement = JSON.stringify(servicePage(TEXTS, "accessibility", parseSettings(settings), language).sections).replaceAll(
      "conformes",
      "conforme",
    );
    if (conformity === null) expect(statement).not.toMatch(/conforme|compliant/);
    else expect(statement).toContain(WORDS[language].conformity[conformity]);
  }
});
