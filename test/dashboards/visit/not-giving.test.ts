import { expect, test, vi } from "vitest";
import { notGiving } from "../../../dashboards/visit/not-giving.ts";

test("a commons that takes no contribution yet says how one will know: whom to ask, where the operator states it, else where it will stand", () => {
  vi.stubGlobal("location", new URL("http://localhost/"));
  const said = (ready: boolean, contact?: string) => {
    const catalog = { intake: { url: "/", ready }, commons: contact === undefined ? {} : { contact } };
    return ["fr", "en"].map((lang) => notGiving(catalog as Parameters<typeof notGiving>[0], lang as "fr" | "en"));
  };
  const at = "voisins@ville.example";
  expect(said(false, at)).toEqual([expect.stringMatching(`quand\\s: ${at}$`), expect.stringMatching(`when: ${at}$`)]);
  expect(said(false)).toEqual([
    expect.stringMatching(/«\sContribuer\s» paraîtra en haut/),
    expect.stringContaining("at the top"),
  ]);
  expect(said(true, at)).toEqual([null, null]);
  vi.unstubAllGlobals();
});
