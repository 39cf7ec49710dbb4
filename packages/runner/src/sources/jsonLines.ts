import { type Problem, problem } from '@siamese/core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { Placed, Reading, SourceFile } from './dataRecords.js'
import { readLines } from './dataText.js'
import { jsonFault } from './jsonFault.js'
import { shortened } from './shortened.js'

/** JSON lines: one object a line; blank lines are passed over. */
export async function* jsonLines(file: SourceFile): Reading {
  for await (const lines of readLines(file)) {
    if (lines._tag === 'Left') {
      yield lines
      return
    }
    let number = lines.right.line
    for (const line of lines.right.text.split('\n')) {
      if (line.trim() !== '') yield parse(line, `${file.name}:${number}`)
      number++
    }
  }
}

const parse = (line: string, place: string): Either<Problem, Placed> => {
  try {
    const record: unknown = JSON.parse(line)
    return typeof record === 'object' && record !== null && !Array.isArray(record)
      ? right({ place, record: record as Placed['record'] })
      : left(problem(`${place}: expected an object { … }, found ${shortened(line.trim())}`))
  } catch {
    const { at, expected } = jsonFault(line)
    const found = at < line.trimEnd().length ? shortened(line.slice(at, at + 1)) : 'the end of the line'
    return left(problem(`${place}:${at + 1}: malformed JSON: expected ${expected}, found ${found}`))
  }
}
