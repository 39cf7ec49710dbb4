import type { TextFault } from './written.js'

const deepest = 100

/** Where brackets are nested so deep that nobody meant it: readers that call themselves would run out of stack. */
export const nestedAt = (text: string): TextFault | undefined => {
  let depth = 0
  for (const { 0: word, index } of text.matchAll(/"(?:[^"\\\n]|\\.)*"|[[\]{}]/g)) {
    if (word === '[' || word === '{') depth++
    else if (word === ']' || word === '}') depth--
    if (depth > deepest)
      return { sentence: `a pipeline is nested at most ${deepest} deep; this one goes deeper`, at: index }
  }
  return undefined
}
