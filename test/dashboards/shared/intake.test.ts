import { expect, test, vi } from "vitest";
import { type IntakeRefusal, intakeAt } from "../../../dashboards/shared/intake.ts";
import { contributorHref } from "../../../dashboards/shared/layout.ts";
import { sayRefusal } from "../../../dashboards/shared/refusals.ts";
import { Refusal } from "../../../src/contract/problem.ts";
import { problemOf } from "../../../src/contract/problem-answer.ts";
import { PROBLEMS } from "../../../src/contract/problem-codes.ts";

const BASE = "https://town.example.org/contribute";

function asked(answer: () => Response) {
  const seen: { url: string; init: RequestInit }[] = [];
  const intake = intakeAt(BASE, async (url, init) => {
    seen.push({ url, init });
    return answer();
  });
  return { seen, intake };
}

test("a key goes in a header, never in an address; no cookie goes along and no answer is kept", async () => {
  const { seen, intake } = asked(() => Response.json({ paused: false }));
  expect(await intake.json("v1/my-contribution", { key: "s3cret" })).toEqual({ ok: true, value: { paused: false } });
  expect(seen[0]?.url).toBe("https://town.example.org/v1/my-contribution");
  expect(seen[0]?.init).toMatchObject({
    method: "GET",
    credentials: "omit",
    cache: "no-store",
    headers: { Authorization: "Bearer s3cret" },
  });
  expect(seen[0]?.init.body).toBeUndefined();
});

test("text is sent to the letter", async () => {
  const { seen, intake } = asked(() => Response.json({ receipt: "r" }));
  await intake.json("v1/donations", { method: "POST", body: '{\n "a": 1\n}' });
  await intake.json("v1/donations", { method: "POST", body: { a: 1 } });
  expect(seen.map(({ init }) => init.body)).toEqual(['{\n "a": 1\n}', '{"a":1}']);
  expect(seen[0]?.init.headers).toEqual({ "Content-Type": "application/json" });
});

test("a refusal is its code, the field at fault and how long to wait; nobody there is a refusal too", async () => {
  const refusal = new Refusal("unknown-area", "…", [{ detail: "…", pointer: "/household/area" }]);
  const no = asked(() => Response.json(problemOf(refusal), { status: 422, headers: { "Retry-After": "7" } }));
  expect(await no.intake.json("v1/donations")).toEqual({ ok: false, code: "unknown-area", at: "/household/area", wait: 7 });
  const odd = asked(() => new Response("<html>", { status: 502 }));
  expect(await odd.intake.json("v1/donations")).toEqual({ ok: false, code: "internal", at: null, wait: null });
  const none = intakeAt(BASE, () => Promise.reject(new TypeError("failed to fetch")));
  expect(await none.json("v1/donations")).toMatchObject({ ok: false, code: "network" });
});

test("nothing to read is no fault", async () => {
  const { intake } = asked(() => new Response(null, { status: 204 }));
  expect(await intake.json("v1/my-contribution/pause", { method: "POST", key: "k" })).toEqual({ ok: true, value: undefined });
});

test("every code of the closed list is said in words, in both languages, and none is shown as a code", () => {
  for (const code of [...Object.keys(PROBLEMS), "network"]) {
    const refused: IntakeRefusal = { ok: false, code, at: "/readings/0/period", wait: 12 };
    for (const lang of ["fr", "en"] as const) {
      const said = sayRefusal(refused, lang);
      expect([code, said.length > 30, said.includes(code) && code !== "minor" && code !== "network"]).toEqual([
        code,
        true,
        false,
      ]);
    }
  }
  expect(sayRefusal({ ok: false, code: "too-many-requests", at: null, wait: 12 }, "fr")).toContain("12 secondes");
  expect(sayRefusal({ ok: false, code: "invalid-period", at: "/readings/0/period", wait: null }, "en")).toContain(
    "/readings/0/period",
  );
});

test("contributors' pages are here, at the origin that the operator states, or nowhere", () => {
  const here = "https://town.example.org/district?area=N";
  expect(contributorHref("contribute", "fr", { url: "/" }, here)).toBe("contribute");
  expect(contributorHref("contribute", "en", { url: "https://town.example.org" }, here)).toBe("contribute?lang=en");
  expect(contributorHref("my-contribution", "en", { url: "https://give.example.org" }, here)).toBe(
    "https://give.example.org/my-contribution?lang=en",
  );
  expect(contributorHref("contribute", "fr", null, here)).toBe(null);
});

test("plain files take no contribution: the way is to the address that the export was given, else to a portal's page", () => {
  const here = "https://town.example.org/commons/district.html";
  const onFiles = (contribute: string | null) => {
    const content = JSON.stringify({ files: true, contribute });
    vi.stubGlobal("document", { querySelector: () => ({ getAttribute: () => content }) });
  };
  try {
    onFiles("https://give.example.org/join");
    expect(contributorHref("contribute", "fr", null, here)).toBe("https://give.example.org/join");
    expect(contributorHref("my-contribution", "fr", null, here)).toBe(null);
    onFiles(null);
    expect(contributorHref("contribute", "en", { url: "https://town.example.org" }, here)).toBe(
      "https://town.example.org/contribute?lang=en",
    );
    expect(contributorHref("contribute", "fr", null, here)).toBe(null);
  } finally {
    vi.unstubAllGlobals();
  }
});
