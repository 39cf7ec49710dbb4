import irregular from './irregular.js'

/**
 * A verb is written `cut _ into slices`: the first word is inflected, `_` is the object (at the end where not written).
 * A leading `=` marks what has no passive (`=take a photo of`).
 */
export interface Verb {
  readonly head: string
  readonly before: string
  readonly after: string
  readonly passive: boolean
}

export type Verbs = readonly Verb[]

export const verb = (text: string): Verb => {
  const passive = !text.startsWith('=')
  const [left = '', right = ''] = text.replace('=', '').split('_')
  const [head = '', ...before] = left.trim().split(' ')
  return { head, before: before.join(' '), after: right.trim(), passive }
}

export const verbs = (text: string): Verbs => text.split('|').map(verb)

const doubled =
  /^(wrap|unwrap|plan|stop|hug|drop|trim|cut|put|set|win|run|get|dig|sit|let|spot|shut|chop|swim|mop|zip|jog|pat|quit|clap|cancel)$/
const silent = /[^aeiou]e$|[iu]e$|[aeiou][aeiou]?[^aeiou]e$/

const join = (head: string, ending: 'ed' | 'ing'): string =>
  doubled.test(head)
    ? `${head}${head.at(-1)}${ending}`
    : silent.test(head)
      ? `${head.slice(0, -1)}${ending}`
      : ending === 'ed' && /[^aeiou]y$/.test(head)
        ? `${head.slice(0, -1)}ied`
        : `${head}${ending}`

export const past = (head: string): string => irregular[head]?.[0] ?? join(head, 'ed')

export const participle = (head: string): string => irregular[head]?.[1] ?? join(head, 'ed')

export const gerund = (head: string): string =>
  head === 'see' ? 'seeing' : head === 'be' ? 'being' : join(head, 'ing')

export const third = (head: string): string =>
  /(s|x|ch|sh|o)$/.test(head) ? `${head}es` : /[^aeiou]y$/.test(head) ? `${head.slice(0, -1)}ies` : `${head}s`

/** A form of the head with what belongs around the object: `cut` + `the onion` + `into slices`. */
export const around = ({ before, after }: Verb, form: string, object: string): string =>
  [form, before, object, after].filter(part => part !== '').join(' ')
