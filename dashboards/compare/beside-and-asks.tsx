import type { ComponentProps } from "preact";
import { AskUnit, Help } from "./ask-unit.tsx";
import { BesideFigure } from "./beside-figure.tsx";
import { BesideSaid } from "./beside-said.tsx";

/** A figure beside a public reference, for pages that show one only once it was given. */
export function BesideAndAsks(props: Omit<ComponentProps<typeof BesideFigure>, "asks">) {
  return <BesideFigure {...props} asks={{ AskUnit, BesideSaid, Help }} />;
}
