import { left, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { allOf, oneOf, part, type ReadPart } from './part.js'
import { id } from './tokenizerJson.js'

/** What stands in an input, in order: the first text, the second, or tokens of the template's own. */
export type Slot =
  | { readonly text: 0 | 1; readonly type: number }
  | { readonly ids: readonly number[]; readonly type: number }

/** How one text, and how two, are put between special tokens; `type` tells a model which text a token is of. */
export interface Around {
  readonly single: readonly Slot[]
  readonly pair: readonly Slot[]
}

const text = (which: 0 | 1, type: number): Slot => ({ text: which, type })
const marked = t.tuple([t.string, id])
const ends = t.type({ cls: marked, sep: marked })

const special = t.type({ SpecialToken: t.type({ id: t.string, type_id: t.number }) })
const sequence = t.type({ Sequence: t.type({ id: t.keyof({ A: null, B: null }), type_id: t.number }) })
const template = t.array(t.union([special, sequence]))

/** Nothing around a text; the second of two has type 1. */
const bare: Around = { single: [text(0, 0)], pair: [text(0, 0), text(1, 1)] }

const kinds: Readonly<Record<string, ReadPart<Around>>> = {
  TemplateProcessing: part(
    t.type({
      single: template,
      pair: template,
      special_tokens: t.record(t.string, t.type({ ids: t.array(id) })),
    }),
    ({ single, pair, special_tokens }) => {
      const named = [...single, ...pair].flatMap(each => ('SpecialToken' in each ? [each.SpecialToken.id] : []))
      const missing = named.find(id => !Object.hasOwn(special_tokens, id))
      if (missing !== undefined) return left(`the ids of every token of its template; ${missing} has none`)
      const slots = (pieces: t.TypeOf<typeof template>): readonly Slot[] =>
        pieces.map(each =>
          'Sequence' in each
            ? text(each.Sequence.id === 'A' ? 0 : 1, each.Sequence.type_id)
            : { ids: special_tokens[each.SpecialToken.id]!.ids, type: each.SpecialToken.type_id },
        )
      return right({ single: slots(single), pair: pair.length > 0 ? slots(pair) : bare.pair })
    },
  ),
  BertProcessing: part(ends, ({ cls: [, cls], sep: [, sep] }) => {
    const single: readonly Slot[] = [{ ids: [cls], type: 0 }, text(0, 0), { ids: [sep], type: 0 }]
    return right({ single, pair: [...single, text(1, 1), { ids: [sep], type: 1 }] })
  }),
  RobertaProcessing: part(ends, ({ cls: [, cls], sep: [, sep] }) => {
    const single: readonly Slot[] = [{ ids: [cls], type: 0 }, text(0, 0), { ids: [sep], type: 0 }]
    return right({ single, pair: [...single, { ids: [sep], type: 0 }, text(1, 0), { ids: [sep], type: 0 }] })
  }),
  ByteLevel: () => right(bare),
  Sequence: part(t.type({ processors: t.array(t.unknown) }), ({ processors }, around) => {
    const all = allOf(processors, readKnown, around)
    if (all._tag === 'Left') return all
    const put = all.right.filter(each => each !== bare)
    return put.length > 1
      ? left(`one post-processor that puts tokens around a text; it has ${put.length}`)
      : right(put[0] ?? bare)
  }),
}

const readKnown = oneOf<Around>('post-processors', () => kinds)

/** What a tokenizer.json puts around a text, and around a pair. */
export const readAround: ReadPart<Around> = (json, surroundings) =>
  json === null || json === undefined ? right(bare) : readKnown(json, surroundings)

/** How many special tokens come with the texts. */
export const specialIn = (slots: readonly Slot[]): number =>
  slots.reduce((sum, slot) => sum + ('ids' in slot ? slot.ids.length : 0), 0)

/** The tokens of an input, and of what type each is. */
export const putTogether = (
  slots: readonly Slot[],
  texts: readonly (readonly number[])[],
): { readonly ids: readonly number[]; readonly types: readonly number[] } => {
  const ids: number[] = []
  const types: number[] = []
  for (const slot of slots)
    for (const id of 'ids' in slot ? slot.ids : (texts[slot.text] ?? [])) {
      ids.push(id)
      types.push(slot.type)
    }
  return { ids, types }
}
