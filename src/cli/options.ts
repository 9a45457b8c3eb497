import { openCommons } from "../commons/open.ts";
import type { OperatedCommons } from "../commons/types.ts";
import { type OptionHelp, required, type VerbInput } from "./verb.ts";

export const HOME: OptionHelp = { type: "string", value: "DIR", help: "the commons' home folder", required: true };
export const KEY: OptionHelp = { type: "string", value: "FILE", help: "the operator's key; by default DIR.key, beside the home" };
export const RECEIPT: OptionHelp = { type: "string", value: "SECRET", help: "the contribution key", required: true };

/** Opens the commons of `--home`, gives it to the work, and closes it whatever happens. */
export async function withCommons<T>(input: VerbInput, work: (commons: OperatedCommons) => Promise<T>): Promise<T> {
  const key = input.options.key;
  const commons = await openCommons({
    home: required(input, "home"),
    notice: input.progress,
    ...(key === undefined ? {} : { key }),
  });
  try {
    return await work(commons);
  } finally {
    await commons.close();
  }
}
