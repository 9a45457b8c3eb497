import type { fr } from "../fr/map-repeats.ts";

/** A place without its preposition, with its article: `the Laennec neighbourhood`. */
const bare = ({ of }: { readonly of: string }): string => of.replace(/^in /, "");

export const en: typeof fr = {
  title: {
    period: (topic, fromTo, place) => `${topic}, ${fromTo}, beside ${bare(place)}`,
    type: (topic, place) => `${topic}, by kind of home, beside ${bare(place)}`,
  },
  typesOf: (place) => `${place}, by kind of home`,
  changed: (topic, from, to, what) => `${topic === "" ? "" : `${topic}, `}between ${from} and ${to}: ${what}`,
  moved: (up, down) => [up && `${up} up`, down && `${down} down`].filter((one) => one).join(", "),
  sides: (above, below, place) =>
    [above && `${above} above ${bare(place)}`, below && `${below} below${above ? "" : ` ${bare(place)}`}`]
      .filter((one) => one)
      .join(", "),
  inTypes: (topic, found, n, of) =>
    `${topic}, by kind of home: ${found}, ${n === of ? "for every kind" : `for ${n} kinds of ${of}`}`,
  oneScale: {
    period: "Each map compares with the whole of its period.",
    type: "Each map compares with the same homes of the whole, written above it.",
  },
  leftOut: (types) => `Difference too small to tell: ${types}.`,
  unpublished: (level, types) => `Nothing published by ${level}: ${types}.`,
  untold: "no certain difference",
  wholeThen: (value) => `whole: ${value}`,
  label: (title) => `Several maps: ${title}.`,
  hint: "Choose a place to follow it from map to map, a title to open its map.",
};
