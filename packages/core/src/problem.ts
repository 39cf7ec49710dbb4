/** What is wrong with something a user wrote, as data: the sentence, and where it was written. */
export interface Problem {
  /** Who needs what; what is there instead; the cure. */
  readonly sentence: string
  /** The stage that is wrong, as `'pool.mean'`. */
  readonly stage?: string
  /** A file with a line or a key: `train.jsonl:17`, `stsb.yaml:9:5`, `stages[3].margin`. */
  readonly place?: string
  /** What is wrong, from the top of the pipeline: `['stages', 3, 'margin']`. */
  readonly path?: Path
}

/** Keys and indices, from the outside in. */
export type Path = readonly (string | number)[]

/** `stages[3].margin` */
export const showPath = (path: Path): string =>
  path
    .map((key, i) => {
      if (typeof key === 'number') return `[${key}]`
      if (!/^[\w$-]+$/.test(key)) return `[${JSON.stringify(key)}]`
      return i === 0 ? key : `.${key}`
    })
    .join('')

/** A sentence, and what inside the thing that is checked it is about. */
export interface Fault {
  readonly sentence: string
  readonly at: Path
}

export type Problems = readonly Problem[]

export const problem = (sentence: string, at: Omit<Problem, 'sentence'> = {}): Problem => ({
  sentence: shortened(sentence),
  ...at,
  ...(at.place === undefined ? {} : { place: shortened(at.place) }),
})

/** Sentences name what files hold, and a name in a file may be a megabyte; what is at the end is the cure. */
const longest = 1000
const shortened = (sentence: string): string =>
  sentence.length > longest ? `${sentence.slice(0, longest - 300)} … ${sentence.slice(-300)}` : sentence

/** One line a problem, its place indented below it. */
export const printProblems = (problems: Problems): string =>
  problems.map(({ sentence, place }) => (place ? `${sentence}\n  ${place}` : sentence)).join('\n')
