import { type Problem, problem } from '@siamese/core'
import { type Either, left } from 'fp-ts/lib/Either.js'
import type { SourceFile } from './dataRecords.js'

export const isHub = (source: string): boolean => source.startsWith('hub:')
export const fetchHubFile = async (source: string, path: string): Promise<Either<Problem, SourceFile>> =>
  left(problem(`internal ${source} ${path}`))
export const listHubData = async (source: string): Promise<Either<Problem, never>> => left(problem(source))
