import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Pipeline } from '@siamese/core'
import { asPromise, type RunEvent, run } from '@siamese/runner'

/** An ordinary run in a folder that is gone when the process ends. */
export const runAside = async (
  pipeline: Pipeline,
  base: string,
  threads: number,
  report: (event: RunEvent) => void,
): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'siamese-bench-'))
  // Ctrl-C ends the harness; this process hears of it at its next request, and then tidies up.
  process.on('SIGINT', () => {})
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  await asPromise(run(pipeline, { base, threads, out: join(folder, 'run'), report }))
}
