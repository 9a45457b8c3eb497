#!/usr/bin/env node
import { runCli } from "./run.ts";

// A reader that has enough, such as `head`, closes the pipe. That is no fault, and the command goes on: it may be a publication.
for (const stream of [process.stdout, process.stderr])
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });

process.exitCode = await runCli(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
