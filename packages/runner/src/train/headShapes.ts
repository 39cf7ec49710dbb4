import type { Data, Shapes } from '@siamese/core'
import { ofTask } from '../compute/taskNames.js'
import { shapesOf } from '../encode/placed.js'
import type { ShapesByName } from '../graph/program.js'
import type { PlannedLoss, Task } from '../plan.js'

/** Shapes of the own weights of the losses of all tasks. */
export const shapesOfHeads = (tasks: readonly Task[], width: number): ShapesByName =>
  Object.assign({}, ...tasks.map(task => ofTask(task.task, shapesOf(headStarts(task, task.data, width)))))

/** How a loss's own weights begin. */
export const headStarts = ({ does, settings }: PlannedLoss, { columns }: Data, width: number): Shapes =>
  does.weights({ width, columns }, settings)
