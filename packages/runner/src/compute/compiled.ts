import { type Problem, type Route, routeNames, type Weights } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { groupsOf, inputsByKind } from '../compute/inputsByKind.js'
import type { PackedTexts } from '../encode/pack.js'
import type { PlacedRouter } from '../encode/placed.js'
import { embed, type SentenceEncoder } from '../encode/sentenceEncoder.js'
import { type GraphSession, openGraphSession } from '../engine/graphSession.js'
import { hasOwnOperations } from '../engine/ownOperations.js'
import { type Compiled, compile } from '../graph/compile.js'
import { fedPrompts } from '../graph/fedPrompts.js'
import type { Passes } from '../graph/passes/index.js'
import {
  entryOf,
  headVariable,
  headVariables,
  type Objective,
  type Program,
  type ShapesByName,
  type Training,
} from '../graph/program.js'
import { textFeeds, toldFeeds } from '../graph/texts.js'
import type { PlannedLoss } from '../plan.js'
import type { Batch } from './batch.js'
import type { Forward } from './forward.js'
import { embedTexts, lossOf, lossOfEmbeddings, predictionsOf } from './objective.js'
import { disposeParameters, type Parameters } from './parameters.js'
import { rowsHeldApart } from './rowsHeldApart.js'
import { uncompiled } from './uncompiled.js'

/** A model in a session of the engine: its parameters live there, and every entry point shares them. */
export interface CompiledModel {
  readonly forward: Forward
  /** The parameters as they are now; whoever asks disposes of them. */
  readonly parameters: () => Parameters
  /** Sets the parameters; those given are taken over. */
  readonly assign: (parameters: Parameters) => void
  /** Sets what training keeps beside the parameters to zero, as it is in the beginning. */
  readonly forget: () => void
  /** What the optimizer keeps beside the parameters; whoever asks disposes of it. */
  readonly moments: () => Weights
  /** Sets it; what is given is taken over. */
  readonly remember: (moments: Weights) => void
  /** Runs an entry point of a step; it may change parameters. */
  readonly runStep: (entry: string, feeds: Weights, fetches: readonly string[]) => readonly tf.Tensor[]
  readonly compiled: Compiled
  readonly close: () => void
}

/** The program of a sentence encoder, with a loss for each task. */
export const programOf = (
  sentenceEncoder: SentenceEncoder,
  losses: readonly PlannedLoss[],
  { weights, head }: Parameters,
  training?: Training,
): Program => ({
  weights: shapesOf(weights),
  head: shapesOf(head),
  embed: (weights, texts, dropout, route) =>
    embed(sentenceEncoder, weights, texts, dropout, route as Route | undefined),
  ...(sentenceEncoder.router === undefined ? {} : { routes: otherRoutes(sentenceEncoder.router) }),
  objectives: losses.map(loss => objectiveOf(sentenceEncoder, loss)),
  ...(training === undefined ? {} : { training }),
})

const objectiveOf = (sentenceEncoder: SentenceEncoder, loss: PlannedLoss): Objective => {
  const { lists, textColumns, labels, drawn, tells } = inputsByKind(loss)
  const [first, second] = lists.map(({ columns }) => ({ texts: columns.length, groups: groupsOf(columns.length) }))
  const traced = (batch: Pick<Batch, 'rows' | 'texts' | 'beside' | 'labels' | 'told'>): Batch => ({
    ...batch,
    textColumns,
    truncated: 0,
    padded: 0,
  })
  return {
    ...(loss.task === undefined ? {} : { task: loss.task }),
    ...first!,
    ...(second === undefined ? {} : { beside: second }),
    labels,
    drawn,
    tells,
    loss: (weights, head, batch, dropout) => lossOf(sentenceEncoder, loss, weights, head, traced(batch), dropout),
    embed: (weights, texts, dropout) => embedTexts(sentenceEncoder, loss, weights, texts, dropout),
    value: (embeddings, head, batch) => lossOfEmbeddings(loss, embeddings, head, { ...batch, textColumns }),
    ...(!loss.does.predicts(loss.settings)
      ? {}
      : { predict: (weights, head, batch) => predictionsOf(sentenceEncoder, loss, weights, head, traced(batch)) }),
  }
}

/** The usual one is how texts are encoded of which no route is said. */
const otherRoutes = ({ routing }: PlacedRouter): readonly Route[] => routeNames.filter(each => each !== routing.default)

const shapesOf = (weights: Weights): ShapesByName =>
  Object.fromEntries(Object.entries(weights).map(([name, { shape }]) => [name, shape]))

/** A program in a session, or why not, where a stage cannot be compiled. The parameters given are taken over when it can. */
export const openCompiled = (program: Program, start: Parameters, passes: Passes): Either<Problem, CompiledModel> => {
  const tried = tryCompile(program, passes)
  if (tried._tag === 'Left') return tried
  const compiled = tried.right
  const fed = fedPrompts(compiled.entries)
  const { run, close } = openGraphSession(compiled.bytes)
  const session: GraphSession = { run: (feeds, fetches) => run(fed(feeds), fetches), close }
  const names = { weights: Object.keys(program.weights), head: Object.keys(program.head) }
  const rows = rowsHeldApart(session, program)
  const has = (entry: string): boolean => compiled.entries.some(graph => graph.entry === entry)
  const fetched = <T extends tf.Tensor>(feeds: () => Weights, fetches: readonly string[]): T[] =>
    tf.tidy(() => {
      rows.put()
      return session.run(feeds(), fetches) as T[]
    })
  const ofBatch = <T extends tf.Tensor>(kind: string, batch: Batch, what: string): T => {
    const entry = entryOf(kind, batch.task)
    return fetched<T>(() => batchFeeds(entry, batch), [`${entry}.${what}`])[0]!
  }
  const assign = (parameters: Parameters): void => {
    const { weights, head } = parameters
    const feeds = {
      ...weights,
      ...headVariables(head),
    }
    tf.dispose([...session.run(prefixed('assign', feeds), ['assign.done'])])
    disposeParameters(parameters)
    rows.take()
  }
  const remember = (moments: Weights): void => {
    if (has('remember')) tf.dispose([...session.run(prefixed('remember', moments), ['remember.done'])])
    tf.dispose(Object.values(moments))
  }
  const fetchedAs = (names: readonly string[], node: (name: string) => string): Weights => {
    if (names.length === 0) return {}
    const tensors = session.run({}, names.map(node))
    return Object.fromEntries(names.map((name, i) => [name, tensors[i]!]))
  }
  const read = (parameters: readonly string[], variable: (name: string) => string): Weights => {
    rows.put()
    return fetchedAs(parameters, name => `read.${variable(name)}`)
  }
  const forget = (): void => {
    if (has('empty')) tf.dispose([...session.run({}, ['empty.done'])])
  }
  assign(start)
  forget()
  return right({
    forward: {
      embed: (one, other, route) => {
        const by = program.routes?.find(each => each === route)
        const [alone, two] = ['encode', 'encodeTwo'].map(kind => entryOf(kind, by)) as [string, string]
        const batches = other === undefined ? { [alone]: one } : { [`${two}.one`]: one, [`${two}.other`]: other }
        const feeds = () =>
          Object.assign({}, ...Object.entries(batches).map(([entry, texts]) => textsFeeds(entry, texts)))
        return fetched(
          feeds,
          Object.keys(batches).map(entry => `${entry}.embeddings`),
        )
      },
      losses: batch => ofBatch('loss', batch, 'values'),
      predictions: batch => ofBatch<tf.Tensor1D>('predict', batch, 'classes'),
    },
    parameters: () => ({ weights: read(names.weights, name => name), head: read(names.head, headVariable) }),
    assign,
    forget,
    moments: () => fetchedAs(Object.keys(compiled.moments), name => `moments.${name}`),
    remember,
    runStep: (entry, feeds, fetches) => session.run({ ...feeds, ...rows.changing(entry) }, fetches),
    compiled,
    close: () => {
      rows.close()
      session.close()
    },
  })
}

const tryCompile = (program: Program, passes: Passes): Either<Problem, Compiled> => {
  try {
    return right(compile(program, { ownOperations: hasOwnOperations(), ...passes }))
  } catch (error) {
    return left(uncompiled(error))
  }
}

/** Feeds under the names of an entry point. */
export const prefixed = (entry: string, feeds: Weights): Weights =>
  Object.fromEntries(Object.entries(feeds).map(([name, tensor]) => [`${entry}.${name}`, tensor]))

const textsFeeds = (entry: string, texts: PackedTexts): Weights =>
  prefixed(entry, { ...textFeeds(texts), rows: tf.scalar(texts.mask.shape[0], 'int32') })

export const batchFeeds = (entry: string, { rows, texts, beside, labels, told }: Batch): Weights =>
  prefixed(entry, {
    ...textFeeds(texts),
    ...(beside === undefined ? {} : prefixed('beside', textFeeds(beside))),
    ...(told === undefined ? {} : prefixed('told', toldFeeds(told))),
    rows: tf.scalar(rows, 'int32'),
    ...Object.fromEntries(Object.entries(labels).map(([role, label]) => [`label.${role}`, label])),
  })
