export { sampleDonations } from "./donations.ts";
export { SAMPLE_SETTINGS, SAMPLE_TERRITORY } from "./files.ts";
