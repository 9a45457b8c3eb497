// The made-up territory and settings that ship with the program, and households drawn for them.

export { sampleDonations } from "./donations.ts";
export { DEMO_SETTINGS, SAMPLE_SETTINGS, SAMPLE_TERRITORY } from "./files.ts";
