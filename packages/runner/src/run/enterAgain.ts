import type { Problems } from '@siamese/core'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { CheckpointFile } from './checkpoint/checkpointFile.js'
import { rewound } from './checkpoint/goingOn.js'
import type { Entered } from './entered.js'
import { runFolderAt } from './runFolder.js'

/** Enters the folder of a run that did not finish, at a checkpoint of it, or before its first step. */
export const enterAgain = async (
  path: string,
  checkpoint: CheckpointFile | undefined,
  warnings: readonly string[] = [],
): Promise<Either<Problems, Entered>> => {
  const there = await rewound(path, checkpoint)
  if (isLeft(there)) return there
  return right({
    folder: runFolderAt(path),
    there: there.right,
    warnings,
    ...(checkpoint === undefined ? {} : { checkpoint }),
  })
}
