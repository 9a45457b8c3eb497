import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseSettings } from "../../src/contract/settings.ts";
import { addEpoch, readIssuerKeys, refuseInsideAnyHome, thumbprint } from "../../src/issuer/key-file.ts";
import { folderOfTest } from "../support/folder.ts";
import { refusalOf } from "../vault/support.ts";

const add = (file: string, epoch: string, from: string, until: string) =>
  addEpoch(file, { epoch, from, until, bits: 2048, entropy: randomBytes });
const code = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: { code?: string; message: string }) => error.code ?? error.message,
  );

test("a key file is its owner's alone, has a key an epoch, and keeps what it has", async () => {
  const file = join(folderOfTest(), "issuer.json");
  const one = await add(file, "2026", "2026-01-01", "2027-01-01");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const before = readIssuerKeys(file);
  const two = await add(file, "2027", "2027-01-01", "2028-01-01");
  const after = readIssuerKeys(file);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(existsSync(`${file}.new`)).toBe(false);
  expect(after.secret).toEqual(before.secret);
  expect(after.secret).toHaveLength(32);
  expect(after.epochs.map(({ key, ...epoch }) => [key.type, epoch])).toEqual([
    ["private", one],
    ["private", two],
  ]);
  expect(one.jwk.n).not.toBe(two.jwk.n);
  // What it prints is what settings take.
  const eligibility = { commons: "town", issuer: "https://tokens.example.org", keys: [one, two] };
  expect(parseSettings({ eligibility }).eligibility).toEqual(eligibility);
});

test("an epoch that is there, that overlaps, or that is none is refused, and the file stands", async () => {
  const file = join(folderOfTest(), "issuer.json");
  await add(file, "2026", "2026-01-01", "2027-01-01");
  const before = readFileSync(file, "utf8");
  for (const [epoch, from, until] of [
    ["2026", "2027-01-01", "2028-01-01"],
    ["2026-H2", "2026-12-31", "2027-06-01"],
    ["2027", "2027-01-01", "2027-01-01"],
    ["2027", "2027-13-01", "2028-01-01"],
    ["a b", "2027-01-01", "2028-01-01"],
  ] as const)
    expect(await code(add(file, epoch, from, until))).toBe("issuer-key");
  expect(readFileSync(file, "utf8")).toBe(before);
});

test("a file that others may read, that is not there or is something else is refused, and its content not told", async () => {
  const file = join(folderOfTest(), "issuer.json");
  await add(file, "2026", "2026-01-01", "2027-01-01");
  for (const mode of [0o640, 0o604, 0o660]) {
    chmodSync(file, mode);
    expect(refusalOf(() => readIssuerKeys(file))).toBe("key-exposed");
  }
  expect(refusalOf(() => readIssuerKeys(`${file}.none`))).toBe("issuer-key");
  const other = join(folderOfTest(), "other.json");
  writeFileSync(other, '{"secret":"hush"}', { mode: 0o600 });
  expect(() => readIssuerKeys(other)).toThrow(/^(?!.*hush).*is not an issuer's key file/);
});

test("neither keys nor store lie in the folder of a commons, however deep, nor behind a link into it", async () => {
  const home = join(folderOfTest(), "home");
  mkdirSync(join(home, "deep"), { recursive: true });
  writeFileSync(join(home, "commons.json"), "{}");
  const link = join(folderOfTest(), "link");
  symlinkSync(home, link);
  for (const file of [join(home, "issuer.json"), join(home, "deep/er/issuer.json"), join(link, "issuer.json")]) {
    expect(refusalOf(() => refuseInsideAnyHome(file))).toBe("issuer-key");
    expect(refusalOf(() => readIssuerKeys(file))).toBe("issuer-key");
    expect(await code(add(file, "2026", "2026-01-01", "2027-01-01"))).toBe("issuer-key");
  }
  expect(refusalOf(() => refuseInsideAnyHome(`${home}.issuer`))).toBeUndefined();
});

test("a thumbprint is RFC 7638's: the example of its section 3.1", () => {
  const n =
    "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";
  expect(thumbprint({ kty: "RSA", n, e: "AQAB" })).toBe("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
});
