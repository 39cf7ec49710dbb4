import { isLeft } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { countText } from '../countOf.js'
import { lastStep, readMetrics } from './folder/metricsFile.js'
import { readVersioned, type Versioned } from './folder/versioned.js'

const codec = t.union([
  t.type({ state: t.literal('running'), process: t.number }),
  t.type({ state: t.literal('finished') }),
  t.type({ state: t.literal('stopped'), why: t.array(t.string) }),
])

/** `state.json` of a run's folder. A process that is killed cannot change it any more, and is not there any more. */
export type RunState = t.TypeOf<typeof codec>

export const stateFile: Versioned<RunState> = { name: 'state.json', key: 'version', codec, migrations: [], unsaid: 1 }

/** What `state.json` of a folder says; undefined where it is not there, or another program's file of that name. */
export const readRunState = async (path: string): Promise<RunState | undefined> => {
  const read = await readVersioned(stateFile, path)()
  return isLeft(read) ? undefined : read.right
}

/** How the run of a folder ended, in words; undefined where the folder is no run's. */
export const howItEnded = async (path: string): Promise<string | undefined> => {
  const state = await readRunState(path)
  switch (state?.state) {
    case undefined:
      return undefined
    case 'finished':
      return 'a run that finished'
    case 'stopped':
      return `a run that stopped: ${state.why.join('; ')}`
    case 'running': {
      if (isProcessThere(state.process)) return `a run of process ${state.process}, which goes on`
      return `a run that ended without finishing, at step ${countText(lastStep((await readMetrics(path)).lines))}`
    }
  }
}

/** Whether a process goes on. */
export const isProcessThere = (process_: number): boolean => {
  try {
    return process.kill(process_, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
