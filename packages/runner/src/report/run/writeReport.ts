import { join } from 'node:path'
import type { Problems } from '@siamese/core'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { withoutSecrets } from '../../run/folder/withoutSecrets.js'
import { writeAtomically } from '../../sources/atomicWrite.js'
import { readRun } from './readRun.js'
import { runPage } from './runPage.js'

/** Writes the page of a run's folder, `report.html` in it or `out`, from what the folder has; resolves to its path. */
export const writeReport =
  (folder: string, out = join(folder, 'report.html')): TaskEither<Problems, string> =>
  async () => {
    const record = await readRun(folder)()
    if (isLeft(record)) return record
    const written = await writeAtomically(out, withoutSecrets(runPage(record.right)))()
    return isLeft(written) ? written : right(out)
  }
