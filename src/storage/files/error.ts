import { storageRefusal } from "../../contract/storage.ts";

/**
 * The refusal to throw instead of `error` where the file system failed, else `error` itself. Its message names a path and
 * nothing else.
 *
 * @param where what failed, as the operator calls it: "the public log"
 */
export function fileErrorOf(error: unknown, where: string): unknown {
  const { code, syscall, message } = (error ?? {}) as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return error;
  const isFull = code === "ENOSPC" || code === "EDQUOT";
  return isFull ? storageRefusal("full", where, "the disk is full") : storageRefusal("failed", where, message);
}
