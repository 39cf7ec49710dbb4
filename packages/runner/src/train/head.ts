import type { Data, Weights } from '@siamese/core'
import { ofTask } from '../compute/taskNames.js'
import type { PlannedLoss, Task } from '../plan.js'
import { freshWeights } from './fresh.js'
import { headStarts } from './headShapes.js'

/** Streams of the seed's generator that no step of a run reaches. */
const firstStream = 2 ** 40

/** No loss has so many weights; no two of several begin alike. */
const streamsOfTask = 2 ** 10

/** The own weights of the losses of all tasks. */
export const freshHeads = (tasks: readonly Task[], width: number, seed: number): Weights =>
  Object.assign({}, ...tasks.map((task, place) => ofTask(task.task, freshHead(task, task.data, width, seed, place))))

/** A loss's own weights as they start. */
export const freshHead = (loss: PlannedLoss, data: Data, width: number, seed: number, place = 0): Weights =>
  freshWeights(headStarts(loss, data, width), seed, firstStream + place * streamsOfTask)
