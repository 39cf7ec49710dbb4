import { createRequire } from 'node:module'

/** Runs `work` while this process's error stream leads nowhere: below JavaScript, where a library writes. */
export const hushed = <A>(library: string | undefined, work: () => A): A => {
  if (!library) return work()
  const { hush, restore } = createRequire(import.meta.url)(library)
  hush()
  try {
    return work()
  } finally {
    restore()
  }
}
