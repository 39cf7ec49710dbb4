import { bytes, double, field, float, type Message, text, varint } from '../../graph/protobuf.js'
import { record } from './record.js'

/** When something happened, in seconds since 1970, and after which step. */
export interface At {
  readonly wall: number
  readonly step: number
}

/** The first record of a file, which says that it is one. */
export const beginning = (wall: number): Uint8Array => event({ wall, step: 0 }, text(3, 'brain.Event:2'))

/** Readers forget what other files say of this step and of later ones: a run went on from an earlier one. */
export const startedAgain = (at: At): Uint8Array => event(at, field(7, varint(1, start)))
const start = 1

/** Numbers by their tags: `train/loss`. */
export const scalars = (at: At, values: Readonly<Record<string, number>>): Uint8Array =>
  event(
    at,
    field(
      5,
      Object.entries(values).map(([tag, value]) => field(1, [text(1, tag), float(2, value)])),
    ),
  )

/** A text, shown as Markdown. */
export const shownText = (at: At, tag: string, content: string): Uint8Array => {
  const tensor = [varint(1, stringType), field(2, field(2, varint(1, 1))), text(8, content)]
  const metadata = field(1, text(1, 'text'))
  return event(at, field(5, field(1, [text(1, tag), field(8, tensor), field(9, metadata)])))
}
/** DT_STRING */
const stringType = 7

const event = ({ wall, step }: At, what: Message): Uint8Array =>
  record(bytes([double(1, wall), ...(step === 0 ? [] : [varint(2, step)]), what]))
