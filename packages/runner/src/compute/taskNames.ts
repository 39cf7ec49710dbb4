/** What a task's weights are called among those of all: `nli.classifier.weight`. */
export const ofTask = <A>(task: string | undefined, own: Readonly<Record<string, A>>): Readonly<Record<string, A>> =>
  task === undefined
    ? own
    : Object.fromEntries(Object.entries(own).map(([name, weight]) => [`${task}.${name}`, weight]))

/** Whether a weight among those of all is a task's own. */
export const isOfTask = (task: string, name: string): boolean => name.startsWith(`${task}.`)

/** A task's own weights among those of all, under the names that its loss knows. */
export const ownWeights = <A>(
  task: string | undefined,
  all: Readonly<Record<string, A>>,
): Readonly<Record<string, A>> =>
  task === undefined
    ? all
    : Object.fromEntries(
        Object.entries(all).flatMap(([name, weight]) =>
          isOfTask(task, name) ? [[name.slice(task.length + 1), weight]] : [],
        ),
      )
