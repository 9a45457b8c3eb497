import { bytes, engine, engineBytes, worker } from "virtual:duckdb-engine";

/** Transferred size of the engine and its worker together. */
export const ENGINE_BYTES: number = bytes;

/** Addresses within the page, so that the engine can restart without the network. */
export interface Parts {
  readonly wasm: string;
  readonly worker: string;
}

/** Loads the two files and decompresses the engine. `got` is told which share of it has arrived. */
export async function parts(got: (share: number) => void): Promise<Parts> {
  let received = 0;
  const counted = () =>
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        received += chunk.byteLength;
        got(received / engineBytes);
        controller.enqueue(chunk);
      },
    });
  const [script, packed] = await Promise.all([body(worker), body(engine)]);
  const wasm = packed.pipeThrough(counted()).pipeThrough(new DecompressionStream("gzip"));
  return { worker: await address(script, "text/javascript"), wasm: await address(wasm, "application/wasm") };
}

async function body(url: string): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const response = await fetch(url);
  if (!response.ok || !response.body) throw new Error(`${url}: ${response.status}`);
  return response.body;
}

async function address(stream: ReadableStream<Uint8Array<ArrayBuffer>>, type: string): Promise<string> {
  return URL.createObjectURL(new Blob([await new Response(stream).arrayBuffer()], { type }));
}
