import { randomBytes } from "node:crypto";
import { readdirSync, readlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { filePart } from "../../src/http/send.ts";
import { folderOfFile } from "../support/folder.ts";

const root = folderOfFile();

const bytes = randomBytes(1000);
const path = join(root, "file");
writeFileSync(path, bytes);
const read = async (...part: [start: number, end: number, memory?: number]) =>
  Buffer.from(await new Response(filePart(path, ...part)).arrayBuffer());

/** Is the file open in this process? */
const isOpen = () =>
  readdirSync("/proc/self/fd").some((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`) === path;
    } catch {
      return false;
    }
  });

test("whatever the part and the memory, its bytes come whole and in order, and the file is closed", () =>
  fc.assert(
    fc.asyncProperty(fc.nat(999), fc.nat(999), fc.integer({ min: 1, max: 1200 }), async (a, b, memory) => {
      const [start, end] = [Math.min(a, b), Math.max(a, b)];
      expect((await read(start, end + 1, memory)).equals(bytes.subarray(start, end + 1))).toBe(true);
      expect(isOpen()).toBe(false);
    }),
    { numRuns: 200 },
  ));

test("nothing is opened before it is asked for; who goes away, and a file cut short, leave nothing open", async () => {
  const unread = filePart(path, 0, 1000, 10);
  expect(isOpen()).toBe(false);
  const reader = unread.getReader();
  expect((await reader.read()).value).toHaveLength(10);
  expect(isOpen()).toBe(true);
  await reader.cancel();
  expect(isOpen()).toBe(false);
  truncateSync(path, 50);
  await expect(read(0, 1000)).rejects.toThrow("ends at byte 50");
  expect(isOpen()).toBe(false);
  await expect(new Response(filePart(join(root, "gone"), 0, 10)).arrayBuffer()).rejects.toThrow("ENOENT");
});
