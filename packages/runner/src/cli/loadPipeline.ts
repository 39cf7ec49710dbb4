import { dirname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Experiment, type Pipeline, type Problems, problem } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { isExperiment } from '../notExperiment.js'
import { vocabulary } from '../vocabulary.js'
import { stagesFor, stagesWith } from './knownStages.js'
import { onePipeline, type Which } from './onePipeline.js'
import type { OwnStage } from './ownStages.js'
import { isPipelineText, pipelineReader, readText } from './readPipelineText.js'
import { readTypeScript } from './typescript.js'

/** A file, and what it holds. */
export interface Loaded {
  /** The file's folder, where its relative paths start. */
  readonly base: string
  /** The stages beyond those of siamese that it could name. */
  readonly own: readonly OwnStage[]
}

export interface LoadedExperiment extends Loaded {
  readonly experiment: Experiment
}
export interface LoadedPipeline extends Loaded {
  readonly pipeline: Pipeline
}

/** One pipeline of a file: the only one, or the point or part that is named. */
export const loadPipeline = async (
  file: string,
  withNames: readonly string[] = [],
  which: Which = {},
): Promise<Either<Problems, LoadedPipeline>> => {
  const loaded = await loadExperiment(file, withNames)
  if (isLeft(loaded)) return loaded
  const { experiment, base, own } = loaded.right
  const pipeline = onePipeline(file, experiment, which)
  return isLeft(pipeline) ? pipeline : right({ pipeline: pipeline.right, base, own })
}

/**
 * A pipeline, a sequence or a sweep from its file: the default export of a TypeScript or JavaScript module, JSON, or YAML.
 * JSON and YAML name stages of siamese, of the nearest `siamese.config.ts`, and of the modules of `--with`.
 */
export const loadExperiment = async (
  file: string,
  withNames: readonly string[] = [],
): Promise<Either<Problems, LoadedExperiment>> => {
  const path = resolve(file)
  const base = dirname(path)
  const text = await readText(path)
  if (isLeft(text)) return text
  const isText = isPipelineText(path)
  const own = await (isText ? stagesFor(base, withNames) : stagesWith(withNames))
  if (isLeft(own)) return own
  const loaded = isText
    ? (await pipelineReader(path))(text.right, [...vocabulary, ...own.right])
    : await fromModule(path, file)
  return isLeft(loaded) ? loaded : right({ experiment: loaded.right, base, own: own.right })
}

const fromModule = async (path: string, file: string): Promise<Either<Problems, Experiment>> => {
  if (!/\.[cm]?[jt]s$/.test(path))
    return left([problem(`${file} is no pipeline: name a .ts, .js, .json or .yaml file`)])
  const unregister = await readTypeScript()
  try {
    const module = (await import(pathToFileURL(path).href)) as { readonly default?: unknown }
    return isExperiment(module.default)
      ? right(module.default)
      : left([
          problem(
            `${file} has no pipeline as its default export: write export default pipeline(…), sequence(…) or grid(…)`,
          ),
        ])
  } catch (error) {
    return left([problem(`${file} does not load: ${firstLine(error)}`, placeOf(error))])
  } finally {
    await unregister()
  }
}

/** esbuild heads its list of errors with a line that only counts them. */
const firstLine = (error: unknown): string =>
  String((error as Error)?.message ?? error)
    .split('\n')
    .find(line => line.trim() !== '' && !line.startsWith('Transform failed'))
    ?.replace(/^.*: ERROR: /, '') ?? 'it threw nothing that can be read'

/** The user's line that threw, when the stack tells. */
const placeOf = (error: unknown): { readonly place?: string } => {
  const frames = String((error as Error)?.stack ?? '').matchAll(/((?:file:\/\/)?\/[^()\n]+?\.[cm]?[jt]s):(\d+):\d+/g)
  const frame = [...frames].find(([, path]) => !path!.includes('node_modules'))
  return frame === undefined ? {} : { place: `${frame[1]!.replace('file://', '')}:${frame[2]}` }
}
