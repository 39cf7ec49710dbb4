import { isAbsolute, relative, resolve } from 'node:path'
import type { Data, ExperimentJson, Model } from '@siamese/core'

type Move = (path: string) => string

/** The same pipeline for a file in another folder: places that are named relative to the file are named anew. */
export const movePaths = (json: ExperimentJson, from: string, to: string): ExperimentJson => {
  if (from === to) return json
  const move: Move = path => {
    if (/^(hub|pip):/.test(path) || isAbsolute(path)) return path
    const there = relative(to, resolve(from, path)).replaceAll('\\', '/')
    return there === '' ? '.' : there.startsWith('.') ? there : `./${there}`
  }
  const models = Object.entries(json.models).map(([name, model]) => [name, movedModel(model, move)])
  const moved = { ...json, models: Object.fromEntries(models) }
  return 'sequence' in moved
    ? { ...moved, sequence: moved.sequence.map(part => ({ ...part, data: movedData(part.data, move) })) }
    : { ...moved, data: movedData(moved.data, move) }
}

const movedData = (data: Data, move: Move): Data => {
  const { origin } = data
  if ('source' in origin) return { ...data, origin: { ...origin, source: move(origin.source) } }
  if ('concatenate' in origin)
    return { ...data, origin: { concatenate: origin.concatenate.map(each => movedData(each, move)) } }
  if ('tasks' in origin) return { ...data, origin: { tasks: origin.tasks.map(each => movedData(each, move)) } }
  return 'of' in origin ? { ...data, origin: { ...origin, of: movedData(origin.of, move) } } : data
}

const movedModel = (model: Model, move: Move): Model => {
  const { origin } = model
  return {
    ...model,
    origin:
      'source' in origin
        ? { ...origin, source: move(origin.source) }
        : { ...origin, tokenizer: move(origin.tokenizer) },
  }
}
