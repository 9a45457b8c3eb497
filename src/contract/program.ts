/** Version of this package, as manifests and documents state it. A browser reads it too, so that it stands here beside `package.json`. */
export const PROGRAM_VERSION = "0.1.0";
