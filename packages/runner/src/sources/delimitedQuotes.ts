import type { SourceFile } from './dataRecords.js'
import { readLines } from './dataText.js'

/**
 * Two kinds of file end in .tsv: plain ones, where a quote is a character like others, and quoted ones, as spreadsheets and pandas write.
 * A file is read as quoted when every field that holds a quote begins and ends with one and doubles those inside; one bare quote makes it plain.
 */
export const isQuoted = async (file: SourceFile, delimiter: string): Promise<boolean> => {
  let place: Place = 'start'
  for await (const lines of readLines(file)) {
    if (lines._tag === 'Left') return false
    for (const character of marks(lines.right.text, delimiter)) {
      const next: Place | undefined = steps[place][character]
      if (next === undefined) return false
      place = next
    }
  }
  return place !== 'quoted'
}

/** Where the reader is: at a field's start, in a plain field, in a quoted one, or at a quote inside a quoted one (its end, or half of a pair). */
type Place = 'start' | 'plain' | 'quoted' | 'quote'
type Mark = 'quote' | 'end' | 'other'

const steps: { readonly [P in Place]: { readonly [M in Mark]: Place | undefined } } = {
  start: { quote: 'quoted', end: 'start', other: 'plain' },
  plain: { quote: undefined, end: 'start', other: 'plain' },
  quoted: { quote: 'quote', end: 'quoted', other: 'quoted' },
  quote: { quote: 'quoted', end: 'start', other: undefined },
}

/** The characters that count; a run of others is given once. */
function* marks(text: string, delimiter: string): Iterable<Mark> {
  for (const run of text.match(/["\t\n]|\r\n|[^"\t\n\r]+|\r/g) ?? [])
    yield run === '"' ? 'quote' : run === delimiter || run.endsWith('\n') ? 'end' : 'other'
}
