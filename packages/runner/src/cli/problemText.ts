import { relative } from 'node:path'
import type { Problem } from '@siamese/core'
import { codeFrame } from './codeFrame.js'
import { located } from './located.js'
import type { Paint } from './paint.js'
import { sourceText } from './sourceText.js'
import { wrapped } from './table.js'

/** Of a code line, also where nothing limits it. */
const longest = 200

export interface Printing {
  readonly paint: Paint
  /** Characters of a line; without end where there is no terminal. */
  readonly width: number
}

/** A problem as a person reads it: the sentence, its place, and the line of code where the place is one. */
export const problemText = (problem: Problem, { paint, width }: Printing): string => {
  const { sentence, place, stage, file, line, column } = located(problem)
  const whole = wrapped(sentence, width).join('\n')
  const said = stage !== undefined && whole.startsWith(stage) ? bolded(whole, stage, paint) : whole
  if (place === undefined) return said
  const frame =
    file === undefined || line === undefined
      ? []
      : codeFrame(sourceText(file), { line, column, stage }, Math.min(width, longest) - 2)
  const lines = frame.map((each, i) => (i === 0 ? each : each.replace(/\^+/, paint.wrong)))
  return [said, ...[paint.dim(shortPlace(place)), ...lines].map(each => `  ${each}`)].join('\n')
}

const bolded = (sentence: string, stage: string, { bold }: Paint): string => bold(stage) + sentence.slice(stage.length)

/** Places below the current folder are shown as seen from it. */
const shortPlace = (place: string): string => {
  const [path = ''] = /^\/[^:,]*|^[A-Z]:[^:,]*/i.exec(place) ?? []
  const seen = path === '' ? '' : relative(process.cwd(), path)
  return seen === '' || seen.startsWith('..') ? place : seen + place.slice(path.length)
}
