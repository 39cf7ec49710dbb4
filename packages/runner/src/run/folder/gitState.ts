import { run } from '../../sources/runCommand.js'
import type { Manifest } from './manifest.js'

/** The commit that a folder is at, and whether files that git follows were changed since; nothing where there is no git. */
export const gitState = async (folder: string): Promise<Manifest['git']> => {
  const environment = { ...process.env, GIT_OPTIONAL_LOCKS: '0' }
  const git = (...words: readonly string[]) => run('git', words, { cwd: folder, environment })
  const head = await git('rev-parse', 'HEAD')
  const commit = head.output.trim()
  if (head.code !== 0 || !/^[0-9a-f]{40,64}$/.test(commit)) return undefined
  const changed = await git('status', '--porcelain', '--untracked-files=no')
  return { commit, dirty: changed.code !== 0 || changed.output.trim() !== '' }
}
