import { isSequence, type Problems, type SweepPoint } from '@siamese/core'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { Metrics } from '../../evaluate/evaluate.js'
import { runOrGoOn, type SeveralOptions } from '../runOrGoOn.js'
import { eachPart } from '../runSequence.js'

/** The metrics of a point, or of the last part of one: read where it finished, else it goes on from its last checkpoint, else it begins. */
export const runPoint = async (
  of: SweepPoint['of'],
  options: SeveralOptions & { readonly out: string },
): Promise<Either<Problems, Metrics>> => {
  const ran = isSequence(of) ? await lastPart(of, options) : await runOrGoOn(of, options)
  return isLeft(ran) ? ran : right(ran.right.after ?? ran.right.before)
}

const lastPart = async (of: Parameters<typeof eachPart>[0], options: SeveralOptions & { readonly out: string }) => {
  const parts = await eachPart(of, options.out, options)
  return isLeft(parts) ? parts : right(parts.right.at(-1)!)
}
