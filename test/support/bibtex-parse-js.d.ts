declare module "@orcid/bibtex-parse-js" {
  export function toJSON(
    text: string,
  ): { readonly citationKey: string; readonly entryType: string; readonly entryTags: Record<string, string> }[];
}
