import type { Data, Shapes, Weights } from '@siamese/core'
import { shapesOf } from '../encode/placed.js'
import type { ShapesByName } from '../graph/program.js'
import type { PlannedLoss } from '../plan.js'
import { freshWeights } from './fresh.js'

/** Streams of the seed's generator that no step of a run reaches. */
const firstStream = 2 ** 40

/** The shapes of a loss's own weights. */
export const headShapes = (loss: PlannedLoss, data: Data, width: number): ShapesByName =>
  shapesOf(startsOf(loss, data, width))

/** A loss's own weights as they start. */
export const freshHead = (loss: PlannedLoss, data: Data, width: number, seed: number): Weights =>
  freshWeights(startsOf(loss, data, width), seed, firstStream)

const startsOf = ({ does, settings }: PlannedLoss, { columns }: Data, width: number): Shapes =>
  does.weights({ width, columns }, settings)
