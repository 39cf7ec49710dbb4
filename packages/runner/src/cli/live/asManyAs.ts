import { columnsOf } from './fitted.js'

/** As many of the facts, in their order, as there is room for; the first always. */
export const asManyAs = ([first = '', ...others]: readonly string[], width: number): string => {
  let text = first
  for (const each of others) {
    if (columnsOf(text) + apart.length + columnsOf(each) > width) break
    text += apart + each
  }
  return text
}
const apart = '   '
