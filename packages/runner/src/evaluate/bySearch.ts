import {
  byCodePoint,
  type EvaluatesSearch,
  ownOf,
  type Route,
  type SimilarityName,
  setOf,
  topK,
  truncateEmbeddings,
  withEach,
} from '@siamese/core'
import { routeFor } from '../encode/routeFor.js'
import type { Planned } from '../plan.js'
import { playedIn } from '../playedIn.js'
import { encodingFor } from './encodeRole.js'
import type { Evaluation, Metrics } from './evaluate.js'

/** Documents that are encoded, compared and forgotten together. */
const together = 8192

/** The rows of a split are queries with a relevant document each; the best documents of the corpus are found for every query. */
export const bySearch = async (
  evaluation: Evaluation,
  { stage, does, settings }: Planned<EvaluatesSearch>,
): Promise<Metrics> => {
  const { plan, sentenceEncoder, cut } = evaluation
  const on = String(settings.on)
  const prompts = settings.prompts as Readonly<Record<string, string>>
  const columns = Object.fromEntries(
    playedIn(does, settings, setOf(plan.data, on)!.set.columns).map(({ role, column }) => [role, column]),
  )
  const queries = new Map<string, string>()
  const relevant = new Map<string, Set<string>>()
  const own = new Map<string, string>()
  for await (const row of evaluation.rowsOf(on).all()) {
    // Without ids a text is its own.
    const [query, document] = [String(row[columns.query!]), String(row[columns.document!])]
    const queryId = columns.query_id === undefined ? query : String(row[columns.query_id])
    const documentId = columns.document_id === undefined ? document : String(row[columns.document_id])
    queries.set(queryId, query)
    own.set(documentId, document)
    relevant.set(queryId, (relevant.get(queryId) ?? new Set()).add(documentId))
  }
  const corpus = evaluation.rowsOf(on).corpus
  const encoding = encodingFor(
    evaluation,
    { stage, on: String(settings.on) },
    queries.size + (corpus?.count ?? own.size),
  )
  const width = (settings.width as number | undefined) ?? sentenceEncoder.width
  const encoded = async (texts: readonly string[], role: Route): Promise<Float32Array> => {
    const route = routeFor(sentenceEncoder, { role, column: columns[role]! })
    return truncateEmbeddings(
      await encoding.embeddings(texts, ownOf(prompts, role) ?? '', route),
      sentenceEncoder.width,
      width,
    )
  }
  const vectors = await encoded([...queries.values()], 'query')
  const names = settings.similarity as readonly SimilarityName[]
  const depth = does.depth(settings)
  const best = names.map(name => ({ name, tops: Array.from(relevant, () => topK<string>(depth, byCodePoint)) }))
  const search = async (some: readonly (readonly [id: string, text: string])[]): Promise<void> => {
    const documents = await encoded(
      some.map(([, text]) => text),
      'document',
    )
    for (const { name, tops } of best) {
      const scoresOf = withEach(name, vectors, documents, width)
      tops.forEach((top, query) => {
        scoresOf(query).forEach((score, i) => {
          top.add(some[i]![0], score)
        })
      })
    }
  }
  let waiting: (readonly [string, string])[] = []
  const take = async (id: string, text: string): Promise<void> => {
    waiting.push([id, text])
    if (waiting.length < together) return
    await search(waiting)
    waiting = []
  }
  if (corpus === undefined) for (const [id, text] of own) await take(id, text)
  else for await (const { id, text } of corpus.all()) await take(String(id), String(text))
  if (waiting.length > 0) await search(waiting)
  cut?.(on, encoding.truncated())
  const found = best.map(({ name, tops }) => [name, tops.map(top => top.hits().map(({ id }) => id))] as const)
  return does.score({ relevant: [...relevant.values()], found: Object.fromEntries(found) }, settings)
}
