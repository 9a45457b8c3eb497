// The made-up territory and settings shipped with the program, and households generated for them.

export { sampleDonations } from "./donations.ts";
export { DEMO_SETTINGS, SAMPLE_SETTINGS, SAMPLE_TERRITORY } from "./files.ts";
