import { storageRefusal } from "../../contract/storage.ts";

/**
 * The refusal for an error of the file system; any other error is returned as it is. The message names only a path.
 *
 * @param where what failed, in the operator's terms: "the public log"
 */
export function fileErrorOf(error: unknown, where: string): unknown {
  const { code, syscall, message } = (error ?? {}) as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return error;
  const isFull = code === "ENOSPC" || code === "EDQUOT";
  return isFull ? storageRefusal("full", where, "the disk is full") : storageRefusal("failed", where, message);
}
