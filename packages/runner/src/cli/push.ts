import { isLeft } from 'fp-ts/lib/Either.js'
import { countOf } from '../countOf.js'
import type { Command } from './command.js'
import { refuse } from './terminal.js'

interface Options {
  readonly folder: string
  readonly to: string
  readonly private: boolean
  readonly message: string
  readonly pullRequest: boolean
}

export const pushCommand: Command<Options> = {
  words: ['push <folder> <to>'],
  about: 'Put a model folder on the hub',
  options: program =>
    program
      .positional('folder', { type: 'string', demandOption: true, describe: 'A model folder, as in runs/stsb/model' })
      .positional('to', { type: 'string', demandOption: true, describe: 'hub:owner/name, or hub:owner/name@branch' })
      .option('private', { type: 'boolean', default: false, describe: 'A new repository is seen by nobody else' })
      .option('message', { type: 'string', nargs: 1, default: 'Add the model', describe: 'What the commit says' })
      .option('pull-request', { type: 'boolean', default: false, describe: 'Offer it to the owner of a repository' })
      .example('$0 push runs/stsb/model hub:me/stsb-minilm', ''),
  run: async ({ folder, to: target, private: hidden, message, pullRequest, json }, to) => {
    const { hubAccess, parseHub } = await import('../sources/hubAccess.js')
    const { pushModel } = await import('../sources/hubPush.js')
    const { fetchProgress } = await import('./live/fetchProgress.js')
    const show = fetchProgress(to)
    const repo = parseHub('model', target.startsWith('hub:') ? target : `hub:${target}`)
    if (isLeft(repo)) return refuse(to, repo.left, json)
    const pushed = await pushModel(folder, repo.right, hubAccess(), {
      visibility: hidden ? 'private' : 'public',
      message,
      as: pullRequest ? 'pull request' : 'commit',
      progress: (path, share) => show(share, 1, path),
    })()
    if (isLeft(pushed)) return refuse(to, pushed.left, json)
    const { files, at } = pushed.right
    to.out(json ? JSON.stringify({ files, at }, null, 2) : `${countOf(files.length, 'file')}: ${at}`)
    return 0
  },
}
