import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where inputs lie and what is written stays, and beside it what nobody may write to. */
export interface Sandbox {
  readonly root: string
  /** All that may be written to. */
  readonly inside: string
  readonly input: string
  readonly cache: string
  /** A file that is not the input's. */
  readonly outside: string
  /** A pipe that nobody writes to. */
  readonly pipe: string
}

export const sandboxOf = (root: string): Sandbox => ({
  root,
  inside: join(root, 'inside'),
  input: join(root, 'inside', 'input'),
  cache: join(root, 'inside', 'cache'),
  outside: join(root, 'outside', 'other.json'),
  pipe: join(root, 'outside', 'pipe'),
})

export const makeSandbox = (): Sandbox => {
  const sandbox = sandboxOf(mkdtempSync(join(tmpdir(), 'siamese-fuzz-')))
  for (const folder of [sandbox.cache, join(sandbox.inside, 'tmp'), join(sandbox.root, 'outside')])
    mkdirSync(folder, { recursive: true })
  writeFileSync(sandbox.outside, '{}')
  spawnSync('mkfifo', [sandbox.pipe])
  return sandbox
}
