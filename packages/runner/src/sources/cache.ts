import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'

/** Where everything that can be fetched or built again is kept; XDG says that a relative path counts as unset. */
export const cacheRoot = (environment: NodeJS.ProcessEnv = process.env): string => {
  const { XDG_CACHE_HOME: given } = environment
  return join(given && isAbsolute(given) ? given : join(homedir(), '.cache'), 'siamese')
}
