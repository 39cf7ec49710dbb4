import type { Problems } from '@siamese/core'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import type { RunOptions } from '../run/run.js'
import { engineProgress } from './engineProgress.js'
import { eventLines, resultLine } from './eventLines.js'
import { experimentProgress } from './experimentProgress.js'
import { interruption } from './interrupt.js'
import { fetchProgress } from './live/fetchProgress.js'
import type { Told } from './runExperiment.js'
import { refuse, type Terminal } from './terminal.js'
import { unreadCode, whenUnread } from './unread.js'

/** Runs something that a person or a program watches, tells what came of it, and gives the exit code. */
export const watched = async (
  { json }: { readonly json: boolean },
  to: Terminal,
  work: (
    watching: Required<Pick<RunOptions, 'signal' | 'progress' | 'fetching' | 'report'>>,
  ) => Promise<Either<Problems, Told>>,
): Promise<number> => {
  const { signal, started, release, end, code } = interruption(to)
  const leave = whenUnread(() => {
    if (!signal.aborted) end('nobody reads the results any more: stopping', unreadCode)
  })
  const listeners = [...(json ? [eventLines(to)] : []), experimentProgress(to)]
  to.live(() => ['opening data, model and engine …'])
  const result = await work({
    signal,
    progress: engineProgress(to),
    fetching: fetchProgress(to),
    report: event => {
      if (event.event === 'started' || event.event === 'side by side') started()
      for (const listener of listeners) listener(event)
    },
  })
  release()
  leave()
  to.clear()
  if (isLeft(result)) {
    const refused = refuse(to, result.left, json)
    return signal.aborted ? code() : refused
  }
  const { told, text } = result.right
  to.out(json ? resultLine(told) : text(to.width))
  return signal.aborted ? code() : result.right.code
}
