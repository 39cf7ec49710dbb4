import * as t from 'io-ts'

const label = t.union([
  t.type({ column: t.string, score: t.tuple([t.number, t.number]), values: t.array(t.number) }),
  t.type({ column: t.string, classes: t.array(t.string), values: t.array(t.number) }),
])

export const sample = t.intersection([
  t.type({
    /** The data set, its split, and how many rows that has. */
    data: t.string,
    split: t.string,
    of: t.number,
    rows: t.number,
    /** Columns of texts, each with the role that it plays; the others are compared with the first. */
    columns: t.array(t.type({ column: t.string, role: t.string, texts: t.array(t.string) })),
  }),
  t.partial({
    /** What says how alike the texts of a row are. */
    label,
    /** What rows are coloured by on the map, where it is not the label: a genre, say. */
    group: t.type({ column: t.string, classes: t.array(t.string), values: t.array(t.number) }),
  }),
])

/** Rows of a split, drawn by the seed, whose texts are embedded before and after training. */
export type Sample = t.TypeOf<typeof sample>
export type Label = NonNullable<Sample['label']>
export type Moment = 'before' | 'after'

/** The file of a moment's vectors, and the name of a column's tensor `[rows, width]` in it. */
export const vectorsFile = (moment: Moment): string => `sample-${moment}.safetensors`
export const vectorsName = ({ split }: Pick<Sample, 'split'>, column: string): string => `${split}.${column}`
