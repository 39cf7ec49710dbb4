import type { Tokenizing } from './tokenizing.js'

/**
 * In this thread first, so that few texts wait for nothing; after `many` texts a thread is started for those that follow,
 * and they go to it from the moment it is ready.
 */
export const tokenizeManyAside = (
  here: Tokenizing,
  startAside: (started: () => void) => Tokenizing,
  many: number,
): Tokenizing => {
  let seen = 0
  let ready = false
  let aside: Tokenizing | undefined
  return {
    tokenize: (texts, maxLength) => {
      seen += texts.length
      if (seen > many)
        aside ??= startAside(() => {
          ready = true
        })
      return (ready && aside ? aside : here).tokenize(texts, maxLength)
    },
    close: async () => {
      await Promise.all([here.close(), aside?.close()])
    },
  }
}
