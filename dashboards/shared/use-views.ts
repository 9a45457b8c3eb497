import { useEffect, useState } from "preact/hooks";

/** Parts that are loaded, by what loads them: one that is there is drawn at once. */
const LOADED = new Map<() => Promise<unknown>, unknown>();

/** Loads a part of the page before it is drawn. */
export async function loadViews<T>(load: () => Promise<T>): Promise<T> {
  const views = await load();
  LOADED.set(load, views);
  return views;
}

/** A part of the page that is loaded once `wanted` is true; null until it is there. */
export function useViews<T>(wanted: boolean, load: () => Promise<T>): T | null {
  const loaded = (LOADED.get(load) as T | undefined) ?? null;
  const [views, setViews] = useState<T | null>(loaded);
  useEffect(() => {
    if (wanted && (views ?? loaded) === null) void loadViews(load).then((module) => setViews(() => module));
  }, [wanted, load]);
  return wanted ? (views ?? loaded) : null;
}
