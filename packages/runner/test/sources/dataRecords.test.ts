import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { assert as always, array, asyncProperty, dictionary, integer, property, string } from 'fast-check'
import { isLeft } from 'fp-ts/lib/Either.js'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { readRecords } from '../../src/sources/dataRecords.js'
import { jsonFault } from '../../src/sources/jsonFault.js'

const test = suite('readRecords')
let folder = ''
test.before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'siamese-records-'))
})
test.after(() => rm(folder, { recursive: true }))

/** What a file of this content gives: records with their place, or sentences. */
const read = async (name: string, content: string | Uint8Array): Promise<readonly unknown[]> => {
  const path = join(folder, name)
  await writeFile(path, content)
  return readPath(path, name)
}
const readPath = async (path: string, name: string): Promise<readonly unknown[]> => {
  const given: unknown[] = []
  for await (const each of readRecords({ path, name }))
    given.push(isLeft(each) ? each.left.sentence : [each.right.place, each.right.record])
  return given
}
const records = async (name: string, content: string | Uint8Array) =>
  (await read(name, content)).map(each => (Array.isArray(each) ? each[1] : each))

test('JSON lines give records with their lines; blank lines, CRLF and a byte order mark are passed over', async () => {
  assert.equal(await read('a.jsonl', '\uFEFF{"text":"a"}\r\n\r\n{"text":"b","n":[1]}'), [
    ['a.jsonl:1', { text: 'a' }],
    ['a.jsonl:3', { text: 'b', n: [1] }],
  ])
})

test('malformed JSON is said with line and character, and reading goes on', async () => {
  assert.equal(await read('a.jsonl', '{"text":"a"}\n{"text":"b" "n":1}\n[1]\n{"text":\n{"text":"c"}\n'), [
    ['a.jsonl:1', { text: 'a' }],
    'a.jsonl:2:13: malformed JSON: expected , or }, found "',
    'a.jsonl:3: expected an object { … }, found [1]',
    'a.jsonl:4:9: malformed JSON: expected a value, found the end of the line',
    ['a.jsonl:5', { text: 'c' }],
  ])
})

test('the place of a JSON fault, worked by hand', () => {
  const faults: readonly (readonly [string, number, string])[] = [
    ['{"a":1,}', 7, 'a name in double quotes'],
    ["{'a':1}", 1, 'a name in double quotes'],
    ['{"a" 1}', 5, ':'],
    ['{"a":01}', 6, ', or }'],
    ['{"a":[1 2]}', 8, ', or ]'],
    ['{"a":"x', 7, 'a closing "'],
    ['{"a":"\\x"}', 6, 'a valid escape'],
    ['{"a":NaN}', 5, 'a value'],
    ['{"a":1} x', 8, 'the end of the line'],
  ]
  for (const [text, at, expected] of faults) assert.equal(jsonFault(text), { at, expected }, text)
})

test('a text that JSON.parse takes has no fault before its end', () => {
  always(
    property(dictionary(string(), string()), record => {
      const text = JSON.stringify(record, null, 1)
      return jsonFault(text).at === text.length
    }),
  )
})

test('CSV is quoted: commas, line breaks and doubled quotes stand inside fields; a place is the line where the row begins', async () => {
  assert.equal(await read('a.csv', 'text,score\r\n"one, ""two""\nthree",5\r\n\r\nfour,1\r\n'), [
    ['a.csv:2', { text: 'one, "two"\nthree', score: '5' }],
    ['a.csv:5', { text: 'four', score: '1' }],
  ])
})

test('rows of CSV that are too short or too long are said and the others read', async () => {
  assert.equal(await read('a.csv', 'a,b\n1\n2,3\n4,5,6\n'), [
    'a.csv:2: expected 2 fields as in the header, found 1',
    ['a.csv:3', { a: '2', b: '3' }],
    'a.csv:4: expected 2 fields as in the header, found 3',
  ])
})

test('faults of quotes and headers are sentences with a line', async () => {
  assert.equal(
    (await read('a.csv', 'a,b\n1,x"y\n')).at(-1),
    'a.csv:2: a quote stands inside a field that is not quoted; quote the field and double the quote',
  )
  assert.equal(
    (await read('a.csv', 'a,b\n1,"x"y\n')).at(-1),
    'a.csv:2: text follows a closing quote; double the quotes inside a quoted field',
  )
  assert.match(
    String((await read('a.csv', 'a,b\n1,"x\n2,3\n')).at(-1)),
    'the file ends inside a quoted field; close the quote',
  )
  assert.equal(await read('a.csv', 'a,a\n1,2\n'), ['a.csv:1: the header names the column a twice'])
  assert.equal(await read('a.csv', 'a,\n1,2\n'), ['a.csv:1: the header leaves a column without a name'])
})

test('a TSV with one bare quote is plain: its quotes are characters', async () => {
  assert.equal(await records('a.tsv', 'a\tb\n"Yes," he said.\t1\n"No."\t2\n'), [
    { a: '"Yes," he said.', b: '1' },
    { a: '"No."', b: '2' },
  ])
})

test('a TSV whose quotes all enclose fields is quoted', async () => {
  assert.equal(await records('a.tsv', 'a\tb\n"say ""hi""\tor\nnot"\t1\nplain\t2\n'), [
    { a: 'say "hi"\tor\nnot', b: '1' },
    { a: 'plain', b: '2' },
  ])
})

test('gzip is read as it streams; a file that is cut off or damaged is a sentence', async () => {
  const lines = Array.from({ length: 2000 }, (_, i) => JSON.stringify({ text: `row ${i} ${Math.sin(i)}` })).join('\n')
  const whole = gzipSync(lines)
  assert.is((await read('a.jsonl.gz', whole)).length, 2000)
  assert.equal(
    (await read('a.jsonl.gz', whole.subarray(0, whole.length / 2))).at(-1),
    'a.jsonl.gz is cut off: its gzip stream ends too early; fetch it again',
  )
  assert.equal(await read('a.csv.gz', 'a,b\n1,2\n'), [
    'a.csv.gz is not whole gzip: its compressed data are damaged; fetch it again',
  ])
})

test('UTF-16 is known by its mark, in either order', async () => {
  const text = Buffer.from('\ufeff{"text":"a"}\n', 'utf16le')
  const said = 'a.jsonl is UTF-16: convert the file (iconv -f UTF-16 -t UTF-8)'
  assert.equal(await read('a.jsonl', text), [said])
  assert.equal(await read('a.jsonl', Buffer.from(text).swap16()), [said])
})

test('text that is not UTF-8 is said with its line', async () => {
  const latin1 = Buffer.concat([Buffer.from('{"text":"a"}\n{"text":"'), Buffer.from([0xe9]), Buffer.from('"}\n')])
  assert.equal(await read('a.jsonl', latin1), ['a.jsonl:2 is not UTF-8; convert the file (iconv -t utf-8)'])
  assert.equal((await read('a.csv', latin1)).at(-1), 'a.csv:2 is not UTF-8; convert the file (iconv -t utf-8)')
})

test('a file that is missing, a folder or of another kind is a sentence', async () => {
  assert.equal(await readPath(join(folder, 'none.jsonl'), 'none.jsonl'), ['none.jsonl is missing: check the path.'])
  assert.equal(await readPath(join(folder, 'none.csv'), 'none.csv'), ['none.csv is missing: check the path.'])
  assert.equal(await readPath(join(folder, 'none.parquet'), 'none.parquet'), [
    'none.parquet is missing: check the path.',
  ])
  assert.equal(await readPath(folder, 'folder.jsonl'), ['folder.jsonl is a folder where a file is needed.'])
  assert.equal(await read('a.xlsx', ''), [
    'a.xlsx is none of .jsonl, .csv, .tsv (each also .gz) and .parquet; convert it to one of them',
  ])
})

test('Parquet is read over its row groups; a file that is none is a sentence', async () => {
  const bytes = parquetWriteBuffer({
    rowGroupSize: 2,
    columnData: [
      { name: 'text', data: ['a', 'é', 'c'], type: 'STRING' },
      { name: 'label', data: [0n, 1n, 2n], type: 'INT64' },
    ],
  })
  assert.equal(await read('a.parquet', new Uint8Array(bytes)), [
    ['a.parquet:1', { text: 'a', label: 0n }],
    ['a.parquet:2', { text: 'é', label: 1n }],
    ['a.parquet:3', { text: 'c', label: 2n }],
  ])
  assert.match(
    String((await read('a.parquet', 'PAR1 no, this is text PAR1'))[0]),
    'a.parquet cannot be read as Parquet: ',
  )
})

const field = string({ unit: 'binary', maxLength: 12 })

test('any texts come back from JSON lines', () =>
  always(
    asyncProperty(array(dictionary(field, field), { maxLength: 8 }), async rows => {
      const back = await records('random.jsonl', rows.map(row => JSON.stringify(row)).join('\n'))
      assert.equal(
        back,
        rows.map(row => ({ ...row })),
      )
    }),
    { numRuns: 60, seed: 7 },
  ))

test('any texts come back from CSV and from quoted TSV', () =>
  always(
    asyncProperty(
      array(array(field, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 8 }),
      integer({ min: 0, max: 1 }),
      async (rows, tab) => {
        // A line of nothing but an empty text is a blank line; two columns never give one.
        const quote = (text: string) => `"${text.replaceAll('"', '""')}"`
        const lines = [['a', 'b'], ...rows].map(row => row.map(quote).join(tab ? '\t' : ','))
        const back = await records(tab ? 'random.tsv' : 'random.csv', lines.join('\n'))
        assert.equal(
          back,
          rows.map(([a, b]) => ({ a, b })),
        )
      },
    ),
    { numRuns: 60, seed: 7 },
  ))

test.run()
