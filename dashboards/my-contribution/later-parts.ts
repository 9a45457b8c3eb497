export { AddPart } from "./add-part.tsx";
export { CorrectCard } from "./correct.tsx";
