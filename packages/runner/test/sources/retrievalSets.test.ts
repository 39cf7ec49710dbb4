import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { retrievalSets } from '../../src/sources/retrievalSets.js'

const test = suite('retrieval sets side by side')

test('each name with a corpus, queries and relevance is a set; shards belong together', () => {
  assert.equal(
    retrievalSets([
      'corpus/NanoNQ-00001-of-00002.parquet',
      'corpus/NanoNQ-00000-of-00002.parquet',
      'corpus/NanoSciFact-00000-of-00001.parquet',
      'qrels/NanoNQ-00000-of-00001.parquet',
      'qrels/NanoSciFact-00000-of-00001.parquet',
      'queries/NanoNQ-00000-of-00001.parquet',
      'queries/NanoSciFact-00000-of-00001.parquet',
      'queries/NanoQuora-00000-of-00001.parquet',
    ]),
    [
      {
        name: 'NanoNQ',
        files: {
          query: ['queries/NanoNQ-00000-of-00001.parquet'],
          document: ['corpus/NanoNQ-00000-of-00002.parquet', 'corpus/NanoNQ-00001-of-00002.parquet'],
          relevance: ['qrels/NanoNQ-00000-of-00001.parquet'],
        },
      },
      {
        name: 'NanoSciFact',
        files: {
          query: ['queries/NanoSciFact-00000-of-00001.parquet'],
          document: ['corpus/NanoSciFact-00000-of-00001.parquet'],
          relevance: ['qrels/NanoSciFact-00000-of-00001.parquet'],
        },
      },
    ],
  )
})

test("one set, as BEIR's, is not several", () => {
  assert.equal(retrievalSets(['corpus.jsonl', 'queries.jsonl', 'qrels/test.tsv', 'qrels/dev.tsv']), [])
  assert.equal(
    retrievalSets([
      'corpus/corpus-00000-of-00001.parquet',
      'queries/queries-00000-of-00001.parquet',
      'qrels/test-00000-of-00001.parquet',
    ]),
    [],
  )
})

test.run()
