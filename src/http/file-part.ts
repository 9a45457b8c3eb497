import { type FileHandle, open } from "node:fs/promises";
import { basename } from "node:path";
import { Refusal } from "../contract/problem.ts";

/** Bytes that are in memory at a time. */
const MEMORY = 1 << 18;

/**
 * The bytes of a file from `start` to before `end`, read as they are asked for; not by a stream of Node's, for what `hashFile` says.
 *
 * @returns it fails with Refusal `release-damaged` where the file has become shorter
 */
export function filePart(path: string, start: number, end: number, memory = MEMORY): ReadableStream<Uint8Array> {
  let file: FileHandle | undefined;
  let at = start;
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
    file ??= await open(path);
    const part = new Uint8Array(Math.min(memory, end - at));
    const { bytesRead } = await file.read(part, 0, part.byteLength, at);
    at += bytesRead;
    if (bytesRead === 0)
      throw new Refusal("release-damaged", `${basename(path)} ends at byte ${at}; it had more when it was checked`);
    if (at === end) await file.close();
    controller.enqueue(part.subarray(0, bytesRead));
    if (at === end) controller.close();
  };
  return new ReadableStream(
    {
      pull: (controller) =>
        pull(controller).catch(async (error) => {
          await file?.close();
          throw error;
        }),
      cancel: () => file?.close(),
    },
    { highWaterMark: 0 },
  );
}
