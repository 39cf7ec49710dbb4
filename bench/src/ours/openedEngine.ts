import { asPromise, openEngine, version } from '@siamese/runner'

/** Opens the engine and returns what a worker says once it is ready. */
export const openedEngine = async (threads: number): Promise<Readonly<Record<string, unknown>>> => {
  const { name, facts } = await asPromise(openEngine({ threads }))
  return { ready: true, threads: facts.threads, versions: { siamese: version, engine: name, ...facts.versions } }
}
