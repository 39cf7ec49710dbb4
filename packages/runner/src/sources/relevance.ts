import { type Data, type DataFile, type LookedUp, type Problem, problem } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { type DataContext, locate } from './dataFiles.js'
import { type Placed, readRecords } from './dataRecords.js'
import type { RowStream } from './decodeRecords.js'
import { asNumber } from './decodeRow.js'
import { idOf, idTexts } from './idTexts.js'

/** Which document is relevant to which query. */
interface Relevant {
  readonly place: string
  readonly query: string
  readonly document: string
}

/** The relevant pairs of a split with their texts, in the order of its files. Of the corpus only the texts that they name are held. */
export async function* relevanceRows(data: Data, split: string, context: DataContext): RowStream {
  const { origin } = data
  if (!('files' in origin) || origin.texts === undefined) throw new Error(`internal: ${data.data} looks nothing up`)
  const pairs: Relevant[] = []
  for (const file of origin.files[split] ?? [])
    for await (const read of relevantOf(data.data, origin.source, file, context)) {
      if (isLeft(read)) yield read
      else pairs.push(read.right)
    }
  const { query, document } = origin.texts
  const queries = yield* textsOf(new Set(pairs.map(pair => pair.query)), data.data, origin.source, query, context)
  const documents = yield* textsOf(
    new Set(pairs.map(pair => pair.document)),
    data.data,
    origin.source,
    document,
    context,
  )
  for (const pair of pairs) {
    const [asked, found] = [queries.get(pair.query), documents.get(pair.document)]
    if (asked === undefined) yield left(unknown(pair.place, 'query', pair.query, query))
    else if (found === undefined) yield left(unknown(pair.place, 'document', pair.document, document))
    else
      yield right({
        place: pair.place,
        row: { query: asked, document: found, query_id: pair.query, document_id: pair.document },
      })
  }
}

const unknown = (place: string, what: keyof LookedUp, id: string, files: readonly DataFile[]): Problem =>
  problem(`${place}: there is no ${what} ${id} in ${files.map(({ path }) => path).join(', ') || 'any file'}`)

async function* textsOf(
  wanted: ReadonlySet<string>,
  data: string,
  source: string,
  files: readonly DataFile[],
  context: DataContext,
) {
  const texts = new Map<string, string>()
  for await (const read of idTexts(data, source, files, context)) {
    if (isLeft(read)) yield read
    else if (wanted.has(read.right.id)) texts.set(read.right.id, read.right.text)
  }
  return texts
}

async function* relevantOf(
  data: string,
  source: string,
  file: DataFile,
  context: DataContext,
): AsyncIterable<Either<Problem, Relevant>> {
  const found = await locate(data, source, file, context)
  if (isLeft(found)) {
    yield found
    return
  }
  for await (const read of readRecords(found.right)) {
    const pair = isLeft(read) ? read : pairOf(read.right)
    if (isLeft(pair)) yield pair
    else if (pair.right !== undefined) yield right(pair.right)
  }
}

/** Nothing where the score is 0: judged, and found not to be relevant. */
const pairOf = ({ place, record }: Placed): Either<Problem, Relevant | undefined> => {
  const query = idOf(record['query-id'] ?? record.query_id)
  const document = idOf(record['corpus-id'] ?? record.corpus_id ?? record.document_id)
  const score = record.score === undefined ? 1 : asNumber(record.score)
  if (query === undefined || document === undefined || score === undefined)
    return left(
      problem(
        `${place}: expected query-id, corpus-id and a number as score, found ${Object.keys(record).join(', ') || 'nothing'}`,
      ),
    )
  return right(score > 0 ? { place, query, document } : undefined)
}
