import { asPromise, type EngineFacts, openEngine, version } from '@siamese/runner'

export interface OpenedEngine {
  readonly facts: EngineFacts
  /** What a worker says once it is ready. */
  readonly ready: Readonly<Record<string, unknown>>
}

export const openedEngine = async (threads: number): Promise<OpenedEngine> => {
  const { name, facts } = await asPromise(openEngine({ threads }))
  const versions = { siamese: version, engine: name, ...facts.versions }
  return { facts, ready: { ready: true, threads: facts.threads, versions } }
}
