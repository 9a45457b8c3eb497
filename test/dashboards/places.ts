/** An area of a made-up territory, of a hundred dwellings. */
export const area = (code: string, level: string, parent: string | null, name: string, postcodes?: string[]) => ({
  code,
  level,
  parent,
  name,
  dwellings: 100,
  ...(postcodes ? { postcodes } : {}),
});
