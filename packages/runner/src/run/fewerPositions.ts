import { type Problems, problem } from '@siamese/core'
import { modelOf, type Routes } from '../model/joinedRoutes.js'
import type { OpenModel } from '../model/openModel.js'
import { eachEncoder, type PlannedEncoders } from '../plannedEncoder.js'

/**
 * Some architectures count positions from behind that of padding, so that fewer are left than rows in their table; types of an
 * untrained model know the rows alone.
 */
export const fewerPositions = (plan: PlannedEncoders, opened: Routes<Pick<OpenModel, 'encoder'>>): Problems =>
  eachEncoder(plan).flatMap(({ route, maxLength, model: { model } }) => {
    const { architecture, facts } = modelOf<Pick<OpenModel, 'encoder'>>(opened, route).encoder
    const { positions } = facts
    return maxLength <= positions
      ? []
      : [
          problem(
            `tokenize: maxLength is ${maxLength}; ${model} has ${positions} positions, as ${architecture} counts them: write maxLength: ${positions}`,
            { stage: 'tokenize' },
          ),
        ]
  })
