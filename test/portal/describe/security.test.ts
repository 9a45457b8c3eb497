import { expect, test } from "vitest";
import { parseSettings, type SettingsInput } from "../../../src/contract/settings.ts";
import { securityText } from "../../../src/portal/describe/security.ts";

const now = new Date("2026-11-27T10:00:00Z");
const textOf = (settings: SettingsInput, url: string | null = null) => securityText(parseSettings(settings), url, now);

test.each([
  [{ contact: "data@commons.example" }, "mailto:data@commons.example"],
  [{ contact: "https://commons.example/contact" }, "https://commons.example/contact"],
  [{ contact: "+33 (0)4 78-63.40" }, "tel:+33047863" + "40"],
  [{ controller: { name: "City", contact: "dpo@city.example" } }, "mailto:dpo@city.example"],
] as [SettingsInput, string][])("the contact of %j is a URI, as RFC 9116 wants it", (settings, uri) => {
  expect(textOf(settings)).toBe(`Contact: ${uri}\nExpires: 2027-04-30T00:00:00.000Z\nPreferred-Languages: fr, en\n`);
});

test("the address is canonical where it is known, and a contact that no program can read makes no file", () => {
  expect(textOf({ contact: "a@b.example" }, "https://data.example/x/")).toContain(
    "\nCanonical: https://data.example/x/.well-known/security.txt\n",
  );
  for (const contact of [undefined, "at the town hall", "javascript:alert(1)", "a@b.example\nContact: mailto:c@d.example"])
    expect(textOf(contact === undefined ? {} : { contact })).toBeNull();
});
