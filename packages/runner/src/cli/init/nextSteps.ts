/** What to do with a new project, with the package manager that started this command. */
export const nextSteps = (
  folder: string,
  { npm_config_user_agent: agent = 'npm' }: NodeJS.ProcessEnv = process.env,
): readonly (readonly [command: string, about: string])[] => {
  const name = /^(pnpm|yarn|bun)\b/.exec(agent)?.[1] ?? 'npm'
  const script = (script: string) => `${name} run ${script}`
  return [
    ...(folder === '.' ? [] : [[`cd ${/\s/.test(folder) ? JSON.stringify(folder) : folder}`, ''] as const]),
    [`${name} install`, ''],
    [script('check'), 'says everything that is wrong with the pipeline: nothing yet'],
    [script('explain'), 'says what a run will do'],
    [script('run'), 'trains, and writes the model to runs/pipeline-1/model'],
  ]
}
