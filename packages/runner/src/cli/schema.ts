import { isLeft } from 'fp-ts/lib/Either.js'
import { type Command, withOption } from './command.js'
import { refuse } from './terminal.js'

interface Options {
  readonly out?: string
  readonly with?: readonly string[]
}

export const schemaCommand: Command<Options> = {
  words: ['schema'],
  about: 'Write the format of pipeline files as JSON Schema, for editors',
  options: program =>
    withOption(program).option('out', {
      type: 'string',
      nargs: 1,
      describe: 'A file; standard output when not written',
    }),
  run: async ({ out, with: names, json }, to) => {
    const { pipelineSchema } = await import('@siamese/core')
    const { writeAtomically } = await import('../sources/atomicWrite.js')
    const { vocabulary } = await import('../vocabulary.js')
    const { stagesFor } = await import('./knownStages.js')
    const own = await stagesFor(process.cwd(), names)
    if (isLeft(own)) return refuse(to, own.left, json)
    const text = JSON.stringify(pipelineSchema([...vocabulary, ...own.right]), null, 2)
    if (out === undefined) {
      to.out(text)
      return 0
    }
    const written = await writeAtomically(out, `${text}\n`)()
    if (isLeft(written)) return refuse(to, written.left, json)
    if (json) to.out(JSON.stringify({ out }, null, 2))
    else
      to.err(
        `${out} tells editors what a pipeline file may say: begin YAML with  # yaml-language-server: $schema=${out}  and JSON with  "$schema": "${out}"`,
      )
    return 0
  },
}
