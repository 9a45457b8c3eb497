/** What an error says, whoever threw it. */
export const errorMessage = (error: unknown): string => (error instanceof Error ? error.message : String(error)).trim();
