import { openOperatedCommons } from "../commons/open.ts";
import type { OperatedCommons } from "../commons/types.ts";
import {
  byName,
  type OptionTable,
  parseOptions,
  required,
  text,
  type Verb,
  type VerbContext,
  type VerbInput,
  type VerbResult,
} from "./verb.ts";

export const HOME = required(text("DIR", "the commons' home folder"));
export const KEY = text("FILE", "the operator's key; by default DIR.key, beside the home");
export const RECEIPT = required(text("SECRET", "the contribution key"));

type CommonsPlace = { readonly home: string; readonly key: string | undefined } & Pick<VerbContext, "progress">;

/** Runs work on the commons of `--home`, and closes it in any case. */
export async function withCommons<T>(
  { home, key, progress }: CommonsPlace,
  work: (commons: OperatedCommons) => Promise<T>,
): Promise<T> {
  const commons = await openOperatedCommons({ home, notice: progress, ...(key === undefined ? {} : { key }) });
  try {
    return await work(commons);
  } finally {
    await commons.close();
  }
}

/** Makes a verb that works on an open commons. `--home` is the first of its options and `--key` the last. */
export function commonsVerb<Table extends OptionTable>(verb: {
  readonly words?: string;
  readonly options: Table;
  readonly run: (commons: OperatedCommons, input: CommonsPlace & VerbInput<Table>) => Promise<VerbResult>;
}): Verb {
  return {
    ...verb,
    options: byName({ home: HOME, ...verb.options, key: KEY }),
    run: async (given, context) => {
      const place = parseOptions({ home: HOME, key: KEY }, given);
      const input = { ...place, ...parseOptions(verb.options, given), ...context };
      return withCommons(input, (commons) => verb.run(commons, input));
    },
  };
}
