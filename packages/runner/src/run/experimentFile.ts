import { existsSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { type Experiment, type ExperimentJson, experimentToJson, type Problems } from '@siamese/core'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { passNames } from '../graph/passNames.js'
import { writeAtomically } from '../sources/atomicWrite.js'
import { count, flag, named, object, oneOf, words } from '../sources/modelFiles/readJson.js'
import { readVersioned, type Versioned, versionedText } from './folder/versioned.js'
import { withoutSecrets } from './folder/withoutSecrets.js'
import type { RunOptions } from './run.js'

const codec = t.intersection([
  t.type({
    experiment: named('a sequence or a sweep', (u): u is ExperimentJson => object.is(u) && object.is(u.models)),
    base: t.type({ fromRun: words }),
    command: t.readonlyArray(words),
  }),
  t.partial({
    engine: oneOf('native', 'wasm'),
    threads: count,
    eager: flag,
    without: t.readonlyArray(oneOf(...passNames)),
    parallel: count,
  }),
])

/** `experiment.json` in the folder of a sequence or a sweep: what it is and how it is run, so that its folder alone is enough to go on with. */
export type ExperimentFile = t.TypeOf<typeof codec>

export const experimentFile: Versioned<ExperimentFile> = {
  name: 'experiment.json',
  key: 'version',
  codec,
  migrations: [],
}

/** Written once, before the first of its runs: what goes on goes on as it began. */
export const keepExperiment = async (
  folder: string,
  experiment: Experiment,
  { base = '.', command = [], engine, threads, eager, without }: RunOptions,
  parallel?: number,
): Promise<Either<Problems, ExperimentFile>> => {
  if (existsSync(join(folder, experimentFile.name))) return readVersioned(experimentFile, folder)()
  const file: ExperimentFile = {
    experiment: experimentToJson(experiment),
    base: { fromRun: relative(resolve(folder), resolve(base)).split(sep).join('/') || '.' },
    command: command.map(word => withoutSecrets(word)),
    ...(engine === undefined ? {} : { engine }),
    ...(threads === undefined ? {} : { threads }),
    ...(eager === undefined ? {} : { eager }),
    ...(without === undefined ? {} : { without }),
    ...(parallel === undefined ? {} : { parallel }),
  }
  const written = await writeAtomically(join(folder, experimentFile.name), versionedText(experimentFile, file, ''))()
  return isLeft(written) ? written : right(file)
}
