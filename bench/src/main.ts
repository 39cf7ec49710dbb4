import { bench, type Result } from './bench.js'
import { table } from './measure.js'
import { openModel } from './openModel.js'
import { findPython, setUpPython } from './python.js'
import { readSettings, type Settings, usage } from './settings.js'

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
  const { json, setup, open, python, data } = settings
  if (setup) {
    await setUpPython()
    return say('the reference is set up: pnpm bench', 0)
  }
  if (open !== undefined) {
    const opened = await openModel(open, findPython(python), data)
    const { texts, width, maxDifference, same } = opened
    const sentence = `Python opens ${open}: ${texts} embeddings of ${width} differ by at most ${maxDifference.toExponential(1)}`
    return say(json ? JSON.stringify(opened) : sentence, same ? 0 : 1)
  }
  const result = await bench(settings, line => process.stderr.write(`${line}\n`))
  return say(json ? JSON.stringify(result, null, 2) : resultText(result), 0)
}

const resultText = ({ measures, agreement, versions, settings, disturbances }: Result): string =>
  [
    '',
    table(measures),
    '',
    ...(agreement === undefined
      ? []
      : [
          `the same rows: losses of ${agreement.steps} steps differ by ${percent(agreement.difference)} one by one, all by ${percent(agreement.overall)} in the mean (dropout)`,
        ]),
    `${settings.threads} threads each, ${settings.rounds} rounds in turns; median (least to most)`,
    ...(versions === undefined ? [] : [`ours ${list(versions.ours)}`, `reference ${list(versions.reference)}`]),
    ...disturbances.map(sentence => `warning: ${sentence}`),
  ].join('\n')

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

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
