import { cpSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { stagesFor } from '../../../src/cli/knownStages.js'
import type { Reader } from '../reader.js'

const stage = `export const mine = Object.assign(() => ({}), { definition: { name: 'pool.mine', family: 'pooling' } })\n`
const config = `import { mine } from './mine.mjs'\nexport default { stages: [mine, './mine.mjs'] }\n`

/** `siamese.config` is a program: what is changed here is its text, and what it may say is a list of stages. */
export const configs: Reader = {
  name: 'siamese.config',
  seeds: () => [{ files: { 'siamese.config.mjs': config, 'mine.mjs': stage }, changed: ['siamese.config.mjs'] }],
  read: folder => {
    // A module is imported once: each of these lies in a folder of its own.
    const copy = join(mkdtempSync(join(folder, '..', 'config-')), 'here')
    cpSync(folder, copy, { recursive: true, verbatimSymlinks: true })
    return stagesFor(copy)
  },
}
