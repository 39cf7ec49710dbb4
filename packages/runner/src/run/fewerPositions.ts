import { type Encoder, type Problems, problem } from '@siamese/core'
import type { Plan } from '../plan.js'

/**
 * Some architectures count positions from behind that of padding, so that fewer are left than rows in their table; types of an
 * untrained model know the rows alone.
 */
export const fewerPositions = (
  { maxLength, model: { model } }: Pick<Plan, 'maxLength' | 'model'>,
  { architecture, facts: { positions } }: Encoder,
): Problems =>
  maxLength <= positions
    ? []
    : [
        problem(
          `tokenize: maxLength is ${maxLength}; ${model} has ${positions} positions, as ${architecture} counts them: write maxLength: ${positions}`,
          { stage: 'tokenize' },
        ),
      ]
