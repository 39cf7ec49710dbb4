import { suite } from 'uvu'
import { golden, goldenNames, hasGolden } from './golden.js'
import { type Case, cannot, testOnce } from './goldenCases.js'

const test = suite('utilities of the reference')

/** What each utility's cases are compared by; samplers have a test of their own. */
const utilities: Readonly<Record<string, (each: never) => ReturnType<Case<[]>['run']>>> = {}

const names = hasGolden('utilities of the reference') ? goldenNames('utilities') : []
testOnce(
  test,
  names
    .filter(name => name !== 'batch_samplers')
    .flatMap(name =>
      (golden(`utilities/${name}.json`).cases as readonly { readonly name?: string }[]).map((each, i) => ({
        name: `utilities/${name}/${each.name ?? i}`,
        run: () => utilities[name]?.(each as never) ?? cannot(`${name} has no counterpart here`),
      })),
    ),
)
test.run()
