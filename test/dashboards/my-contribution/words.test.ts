import { expect, test } from "vitest";
import { MINE } from "../../../dashboards/my-contribution/words.ts";

test("while a contribution is paused, to lift an objection is said to have figures count only once it is resumed", () => {
  const { rights, state } = MINE.fr;
  for (const say of [rights.objectMeans.bind(null, "Eau"), state.liftMeans.bind(null, "Eau"), state.lifted]) {
    expect(say(true)).toContain("de nouveau, une fois la contribution reprise");
    expect(say(false)).not.toContain("reprise");
  }
  expect(MINE.en.state.lifted(true)).toContain("once you resume");
});

test("what a withdrawal leaves in backups is said in its first line, where the operator has said for how long", () => {
  const { withdrawShort } = MINE.fr.rights;
  expect(withdrawShort(35)).toMatch(/traces dans le fichier, sous 24\sheures\. Sauvegardes\s: 35\sjours\.$/);
  expect([withdrawShort(null), withdrawShort(0)].join()).not.toContain("Sauvegardes");
});
