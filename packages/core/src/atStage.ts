import { type Path, type Problem, showPath } from './problem.js'
import { place, type Stage } from './stage.js'

/** Where a stage was written, or else where it stands. */
export const atStage = (stage: Stage, path: Path): Omit<Problem, 'sentence'> => ({
  stage: stage.stage,
  place: stage[place] ?? showPath(path),
  path,
})
