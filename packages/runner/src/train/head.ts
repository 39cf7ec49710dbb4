import type { Data, Shapes, Weights } from '@siamese/core'
import { ofTask } from '../compute/taskNames.js'
import { shapesOf } from '../encode/placed.js'
import type { ShapesByName } from '../graph/program.js'
import type { PlannedLoss, Task } from '../plan.js'
import { freshWeights } from './fresh.js'

/** Streams of the seed's generator that no step of a run reaches. */
const firstStream = 2 ** 40

/** No loss has so many weights; no two of several begin alike. */
const streamsOfTask = 2 ** 10

/** The own weights of the losses of all tasks. */
export const freshHeads = (tasks: readonly Task[], width: number, seed: number): Weights =>
  Object.assign({}, ...tasks.map((task, place) => ofTask(task.task, freshHead(task, task.data, width, seed, place))))

/** Shapes of the own weights of the losses of all tasks. */
export const shapesOfHeads = (tasks: readonly Task[], width: number): ShapesByName =>
  Object.assign({}, ...tasks.map(task => ofTask(task.task, headShapes(task, task.data, width))))

/** The shapes of a loss's own weights. */
const headShapes = (loss: PlannedLoss, data: Data, width: number): ShapesByName => shapesOf(startsOf(loss, data, width))

/** A loss's own weights as they start. */
export const freshHead = (loss: PlannedLoss, data: Data, width: number, seed: number, place = 0): Weights =>
  freshWeights(startsOf(loss, data, width), seed, firstStream + place * streamsOfTask)

const startsOf = ({ does, settings }: PlannedLoss, { columns }: Data, width: number): Shapes =>
  does.weights({ width, columns }, settings)
