/** Φ⁻¹(.975). It has a file of its own because pages need it before anything else of a forecast. */
export const Z95 = 1.959963984540054;
