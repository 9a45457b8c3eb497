import { appendFileSync, cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { openOperatedCommons } from "../../src/commons/open.ts";
import type { Checkpoint } from "../../src/contract/log.ts";
import { checkpointOf } from "../../src/ledger/log/document.ts";
import { type Signer, signerOf } from "../../src/ledger/log/signer.ts";
import { verifyReleases } from "../../src/verify/index.ts";
import { folderOfFile } from "../support/folder.ts";
import { loggedHome, logOf, putLog } from "../support/logged.ts";

const root = folderOfFile();
let made = 0;
const place = () => join(root, `place-${made++}`);

let home: string;
/** the signers before and after the rotation */
let [former, present]: [Signer, Signer] = [] as never;
beforeAll(async () => {
  home = await loggedHome(root, { periods: ["2026-01"] });
  const signer = async () => signerOf(JSON.parse(readFileSync(`${home}.key.signing`, "utf8")));
  former = await signer();
  const commons = await openOperatedCommons({ home, clock: () => new Date("2026-06-01T00:00:00Z") });
  await commons.rotateKey({ lost: false });
  await commons.release("2026-02");
  await commons.close();
  present = await signer();
});

interface Found {
  readonly faults: string[];
  readonly notes: string;
}
async function found(paths: readonly string[], key?: string): Promise<Found> {
  const { notes, ...all } = await verifyReleases(paths, { key });
  const parts = [...all.releases, ...all.logs, ...all.checkpoints, ...all.commons];
  return {
    faults: parts.flatMap(({ findings }) => findings.map((one) => `${one.promise}: ${one.detail}`)),
    notes: notes.join("\n"),
  };
}
const log = () => join(home, "log/log.json");
const release = (id: string) => join(home, "releases", id);

/** The release as somebody with a signing key would have it: another manifest that fits, signed. */
async function resigned(id: string, signer: Signer): Promise<string> {
  const to = join(place(), id);
  cpSync(release(id), to, { recursive: true });
  const manifest = join(to, "manifest.json");
  appendFileSync(manifest, "\n");
  writeFileSync(join(to, "manifest.jws"), `${await signer.signDetached("manifest", readFileSync(manifest))}\n`);
  return to;
}

describe("a key that was replaced signs nothing that is drawn after", () => {
  test("a manifest: found, whoever is pinned, alone and beside the log", async () => {
    const late = await resigned("2026-02", former);
    const words = new RegExp(
      `signature: it is by the key ${former.thumbprint}; entry 8 had put ${present.thumbprint} in its place before the release was drawn`,
    );
    for (const key of [undefined, former.thumbprint, present.thumbprint])
      for (const more of [[], [log()]]) expect((await found([late, ...more], key)).faults.join("\n")).toMatch(words);
  });

  test("a checkpoint: found; one of before the rotation stands", async () => {
    const { entries } = logOf(home);
    const kept = join(root, "kept.jws");
    const put = async (size: number) =>
      writeFileSync(kept, await former.sign("checkpoint", checkpointOf(entries.slice(0, size)) as Checkpoint));
    await put(entries.length);
    expect((await found([kept, log()])).faults).toEqual([
      expect.stringContaining(`checkpoint: it is by the key ${former.thumbprint}, which the log does not name there`),
    ]);
    await put(7);
    expect((await found([kept, log()])).faults).toEqual([]);
  });

  test("what it signed before stands, and so does what its successor signed, whoever of the two is pinned", async () => {
    expect((await found([release("2026-01")], former.thumbprint)).faults).toEqual([]);
    expect((await found([release("2026-02")], former.thumbprint)).faults).toEqual([]);
    for (const { thumbprint } of [former, present])
      for (const paths of [[home], [release("2026-01"), release("2026-02"), log()]])
        expect((await found(paths, thumbprint)).faults).toEqual([]);
  });

  test("a release that was drawn before and frozen after is its successor's, where the log is known", async () => {
    const paid = place();
    const own = await loggedHome(paid, { periods: ["2026-01"] });
    const commons = await openOperatedCommons({ home: own, clock: () => new Date("2026-06-01T00:00:00Z") });
    const drawn = join(own, "releases/2026-01");
    // Frozen again from the same draw, under the key that stands by then.
    await commons.rotateKey({ lost: false });
    await commons.close();
    const signer = await signerOf(JSON.parse(readFileSync(`${own}.key.signing`, "utf8")));
    writeFileSync(join(drawn, "manifest.jws"), await signer.signDetached("manifest", readFileSync(join(drawn, "manifest.json"))));
    for (const paths of [[own], [drawn, join(own, "log/log.json")]])
      expect((await found(paths, signer.thumbprint)).faults).toEqual([]);
  });
});

describe("a release and the log of its commons, wherever they lie", () => {
  test("another manifest than the log says: found, in whichever order they are named", async () => {
    const second = await resigned("2026-02", present);
    expect((await found([second], present.thumbprint)).faults).toEqual([]);
    for (const paths of [
      [second, log()],
      [log(), second],
      [second, home],
    ])
      expect((await found(paths, present.thumbprint)).faults.join("\n")).toMatch(
        /as the log says: its sha256 is \w{64}; entry 11 of the log says/,
      );
  });

  test("an older log knows nothing of it, which is said; of several the longest is asked", async () => {
    const { entries, ...rest } = logOf(home);
    const older = entries.slice(0, 7);
    const checkpoint = await former.sign("checkpoint", checkpointOf(older) as Checkpoint);
    const keys = rest.keys.filter(({ kid }) => kid === former.thumbprint);
    const file = putLog(place(), { ...rest, entries: older, size: 7, checkpoint, keys });
    const second = await resigned("2026-02", present);
    const alone = await found([second, file]);
    expect(alone.faults).toEqual([]);
    expect(alone.notes).toContain(`${file} ends before ${second} was released`);
    expect((await found([second, file, log()])).faults.join("\n")).toContain("as the log says: its sha256 is");
    expect((await found([release("2026-02"), file], former.thumbprint)).faults).toEqual([]);
  });

  test("the log of another commons says nothing of it, which is said", async () => {
    const elsewhere = await loggedHome(place(), { periods: ["2026-01"] });
    const { faults, notes } = await found([release("2026-02"), join(elsewhere, "log/log.json")]);
    expect(faults).toEqual([]);
    expect(notes).toContain(`no log of the commons of ${release("2026-02")} was given`);
  });
});
