/** One error of the compiler, as it printed it. */
export interface Complaint {
  /** As printed; none for what concerns no file. */
  readonly file?: string
  readonly line: number
  readonly column: number
  /** `TS2345` */
  readonly code: string
  readonly message: string
  /** The whole of it, with the lines that are indented below the first. */
  readonly raw: string
}

/** What the compiler printed with `--pretty false --listFiles`: its errors, and the files that it read. */
export interface Compiled {
  readonly complaints: readonly Complaint[]
  readonly files: readonly string[]
}

const inFile = /^(.+)\((\d+),(\d+)\): error (TS\d+): (.*)$/
const inNone = /^error (TS\d+): (.*)$/

export const readComplaints = (printed: string): Compiled => {
  const complaints: Complaint[] = []
  const files: string[] = []
  for (const line of printed.split(/\r?\n/)) {
    const here = inFile.exec(line)
    const nowhere = inNone.exec(line)
    const last = complaints.at(-1)
    if (here !== null) {
      const [, file, row, column, code, message] = here
      complaints.push({
        file: file!,
        line: Number(row),
        column: Number(column),
        code: code!,
        message: message!,
        raw: line,
      })
    } else if (nowhere !== null)
      complaints.push({ line: 0, column: 0, code: nowhere[1]!, message: nowhere[2]!, raw: line })
    else if (/^\s+\S/.test(line) && last !== undefined)
      complaints[complaints.length - 1] = { ...last, raw: `${last.raw}\n${line}` }
    else if (line !== '') files.push(line)
  }
  return { complaints, files }
}

/**
 * The sentence inside what the compiler says: the text of the one type that the argument should have had. Types of other
 * programs are texts, too; a sentence begins with who speaks, in four words or more.
 */
export const sentenceIn = ({ message }: Complaint): string | undefined => {
  const [, text] = /(?:to parameter of type|to type) '"((?:[^"\\]|\\.)+)"'\.$/.exec(message) ?? []
  return text !== undefined && /^[a-z]\w*(\.\w+)*:?( \S+){3,}$/.test(text) ? text.replace(/\\(.)/g, '$1') : undefined
}

/** What keeps a program from being loaded at all: a mistake of syntax, a module or a name that is not there. */
export const keepsFromLoading = ({ code }: Complaint): boolean =>
  /^TS1\d\d\d$/.test(code) || ['TS2304', 'TS2305', 'TS2307', 'TS2552', 'TS2614', 'TS2724', 'TS2792'].includes(code)
