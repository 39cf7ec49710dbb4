// What the type tests hold: their files, the sentence inside what tsc says of one, and what the program says of each.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))
export const types = 'packages/core/test/types'
/** A file that begins so is refused in the compiler's words, not in ours. */
export const ownWords = '// tsc speaks for itself'

export const filesIn = folder =>
  readdirSync(`${root}${types}/${folder}`)
    .filter(name => name.endsWith('.ts'))
    .map(name => `${folder}/${name}`)

/** The sentence inside what tsc says: the text of the type that the argument should have had. */
export const sentenceOf = line => /(?:to parameter of type|to type) '"(.+)"'\.$/.exec(line)?.[1].replaceAll('\\"', '"')

export const node = (args, env = {}) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: 1 << 28,
  })
  return { status, stdout, stderr }
}

/** What the program says of each file: the sentences of every pipeline and data set that it exports, or why it could not be run. */
export const sentencesInProgram = files => {
  const { status, stdout, stderr } = node(
    ['--import', 'tsx', '.ci/goldenProgram.mjs', ...files.map(file => `${types}/${file}`)],
    { TSX_TSCONFIG_PATH: `${types}/tsconfig.run.json` },
  )
  if (status !== 0) throw new Error(`internal: the programs could not be run: ${stderr}`)
  return JSON.parse(stdout.split('\n').at(-2))
}
