import type { Described } from './described.js'
import { codecOf } from './options.js'
import type { Definition } from './stage.js'

/** What a stage takes for each setting that is not written: a value, or what its help says of that (`at every epoch's end`). */
export const unwritten = ({ options: { fields } }: Definition): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([setting, field]) => {
      const value = (Array.isArray(field) ? field[1] : undefined) ?? saidIn((codecOf(field) as Described).help)
      return value === undefined ? [] : [[setting, value]]
    }),
  )

const saidIn = (help: string | undefined): string | undefined => /; (.+) if not written$/.exec(help ?? '')?.[1]
