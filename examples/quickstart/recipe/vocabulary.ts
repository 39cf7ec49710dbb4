/**
 * A WordPiece vocabulary by byte-pair merges: start with single characters, and join the pair of neighbours
 * that is most frequent over all words, until the vocabulary is full. Of equally frequent pairs the first in string order wins,
 * so that the same text always gives the same vocabulary.
 */
const special = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'] as const
const size = 1600

interface Spelled {
  readonly pieces: readonly string[]
  readonly count: number
}

/** Words and single punctuation marks, as the BertPreTokenizer cuts lower-cased text. */
const cut = (text: string): readonly string[] => text.toLowerCase().match(/[a-z0-9]+|[^a-z0-9\s]/g) ?? []

const countWords = (texts: readonly string[]): readonly Spelled[] => {
  const counts = new Map<string, number>()
  for (const word of texts.flatMap(cut)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts].map(([word, count]) => ({ pieces: spell(word), count }))
}

const spell = (word: string): readonly string[] =>
  [...word].map((character, at) => (at === 0 ? character : `##${character}`))

const joined = (left: string, right: string) => `${left}${right.slice(2)}`

const before = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

const bestPair = (words: readonly Spelled[]): readonly [string, string] | undefined => {
  const counts = new Map<string, number>()
  for (const { pieces, count } of words)
    for (let at = 1; at < pieces.length; at++) {
      const pair = `${pieces[at - 1]} ${pieces[at]}`
      counts.set(pair, (counts.get(pair) ?? 0) + count)
    }
  const [best] = [...counts].filter(([, count]) => count > 1).sort(([a, m], [b, n]) => n - m || before(a, b))
  const [left, right] = best?.[0].split(' ') ?? []
  return left !== undefined && right !== undefined ? [left, right] : undefined
}

const merge = ({ pieces, count }: Spelled, left: string, right: string): Spelled => {
  const merged: string[] = []
  for (const piece of pieces)
    if (piece === right && merged.at(-1) === left) merged.splice(-1, 1, joined(left, right))
    else merged.push(piece)
  return { pieces: merged, count }
}

export const learnVocabulary = (texts: readonly string[]): readonly string[] => {
  let words = countWords(texts)
  const characters = [...new Set(words.flatMap(({ pieces }) => pieces.map(piece => piece.replace('##', ''))))].sort(
    before,
  )
  const letters = characters.filter(character => /[a-z0-9]/.test(character))
  const vocabulary = new Set<string>([...special, ...characters, ...letters.map(letter => `##${letter}`)])
  while (vocabulary.size < size) {
    const pair = bestPair(words)
    if (pair === undefined) break
    vocabulary.add(joined(...pair))
    words = words.map(word => (word.pieces.includes(pair[1]) ? merge(word, ...pair) : word))
  }
  return [...vocabulary]
}
