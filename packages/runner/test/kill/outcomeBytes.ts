import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkpointFolder, checkpointSteps } from '../../src/run/checkpoint/checkpointFolders.js'

/** Every file of a run's folder that its numbers are in, with its bytes: the metrics, the model, the last weights and moments. */
export const outcomeBytes = async (out: string): Promise<ReadonlyMap<string, Buffer>> => {
  const [last] = (await checkpointSteps(out)).slice(-1)
  const checkpoint = checkpointFolder('', last!)
  const files = [
    'metrics.jsonl',
    ...below(out, 'model'),
    ...['weights', 'moments'].map(name => `${checkpoint}/${name}.safetensors`),
  ]
  return new Map(files.map(file => [file, readFileSync(join(out, file))]))
}

const below = (out: string, folder: string): readonly string[] =>
  readdirSync(join(out, folder), { withFileTypes: true }).flatMap(entry =>
    entry.isDirectory() ? below(out, join(folder, entry.name)) : [join(folder, entry.name)],
  )

/** The files in which two runs differ. */
export const differing = async (one: string, other: string): Promise<readonly string[]> => {
  const [a, b] = [await outcomeBytes(one), await outcomeBytes(other)]
  return [...new Set([...a.keys(), ...b.keys()])].filter(file => {
    const [x, y] = [a.get(file), b.get(file)]
    return x === undefined || y === undefined || !x.equals(y)
  })
}
