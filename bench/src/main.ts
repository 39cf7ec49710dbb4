import { bench, type Result } from './bench.js'
import { table } from './measure.js'
import { openModel } from './openModel.js'
import { findPython } from './python.js'
import { readSettings, type Settings, usage } from './settings.js'
import { setUp } from './setup.js'

const words = process.argv.slice(2)

/** The exit code: 0; 1 when the benchmark failed; 2 for a mistake in what was asked. */
const main = async (): Promise<number> => {
  if (words.includes('--help')) return say(usage, 0)
  const settings = readSettings(words)
  if (!('rounds' in settings)) return complain(settings.join('\n'), 2)
  try {
    return await doAsAsked(settings)
  } catch (error) {
    return complain((error as Error).message, 1)
  }
}

const doAsAsked = async (settings: Settings): Promise<number> => {
  const { json, setup, open, python, data, model } = settings
  if (setup) {
    await setUp(model)
    return say('the peers are set up: pnpm bench', 0)
  }
  if (open !== undefined) {
    const opened = await openModel(open, findPython(python), data)
    const { texts, width, maxDifference, same } = opened
    const sentence = `Python opens ${open}: ${texts} embeddings of ${width} differ by at most ${maxDifference.toExponential(1)}`
    return say(json ? JSON.stringify(opened) : sentence, same ? 0 : 1)
  }
  const result = await bench(settings, line => process.stderr.write(`${line}\n`))
  return say(json ? JSON.stringify(result, null, 2) : resultText(result), result.failures.length > 0 ? 1 : 0)
}

const resultText = ({ rows, versions, settings, disturbances, failures }: Result): string =>
  [
    '',
    table(rows),
    '',
    ...rows.flatMap(({ name, notes }) => notes.map(note => `${name}: ${note}`)),
    `${settings.threads} threads each, ${settings.rounds} rounds of ${settings.steps} steps in turns; median (least to most)`,
    ...Object.entries(versions).map(([name, each]) => `${name}: ${list(each)}`),
    ...disturbances.map(sentence => `warning: ${sentence}`),
    ...failures.map(sentence => `failed: ${sentence}`),
  ].join('\n')

const list = (versions: Readonly<Record<string, string>>): string =>
  Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ')

const say = (text: string, code: number): number => {
  process.stdout.write(`${text}\n`)
  return code
}
const complain = (text: string, code: number): number => {
  process.stderr.write(`${text}\n`)
  return code
}

process.exitCode = await main()
