import type { Notice } from "../shared/data.ts";
import type { Lang } from "../shared/i18n.ts";
import type { Intake } from "../shared/intake.ts";
import type { Trace } from "../shared/trace.ts";
import type { PublicCommons } from "../visit/commons.ts";
import type { FileReader } from "../visit/file-reader.ts";
import type { Contribution, HeldReading } from "./contribution.ts";
import type { Message } from "./memory.ts";
import type { MineWords } from "./words.ts";

/** An open contribution. Its key is here, in memory, and nowhere else. */
export interface OpenContribution {
  readonly key: string;
  readonly held: Contribution;
  readonly lang: Lang;
  readonly words: MineWords;
  readonly commons: PublicCommons;
  readonly notice: Notice;
  readonly intake: Intake;
  readonly reader: FileReader;
  readonly trace: Trace;
  readonly now: () => Date;
  /** loads the contribution again and shows a message about what was done */
  readonly again: (said?: Message) => Promise<void>;
  /** shows a message, good or bad, where results of actions stand */
  readonly say: (sentence: Message, good: boolean) => void;
  /** shows a message where nothing is left to show */
  readonly gone: (sentence: Message) => void;
}

/** A figure being corrected, and whether it counts in publications: one that does not can be corrected as well (GDPR art. 16). */
export interface Correcting {
  readonly figure: HeldReading;
  readonly counts: boolean;
}
