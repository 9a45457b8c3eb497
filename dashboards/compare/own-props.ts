import type { Lang } from "../shared/i18n.ts";
import type { OwnEntry, Visitor } from "../visit/visitor.ts";
import type { TopicAnswer } from "./topic-answer.ts";

/** Props shared by the ways to enter a figure. */
export interface OwnProps {
  readonly visitor: Visitor;
  readonly answer: TopicAnswer;
  readonly entry: OwnEntry;
  readonly lang: Lang;
}
