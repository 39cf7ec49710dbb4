import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { runsText } from '../../src/cli/runs.js'
import type { ListedRun } from '../../src/run/runs/listRuns.js'

const listed = (folder: string, metric: string): ListedRun =>
  ({
    folder,
    state: 'finished',
    began: '2026-11-26T09:35:12.000Z',
    steps: 2280,
    best: { metric, value: 0.9752, step: 456 },
  }) as Partial<ListedRun> as ListedRun

test('where all runs are judged by one metric its name stands once', () => {
  assert.is(
    runsText([listed('runs/a', 'dev.accuracy'), listed('runs/b', 'dev.accuracy')], 80),
    `run     state     began             steps  best dev.accuracy  at step
runs/a  finished  2026-11-26 09:35  2,280             0.9752      456
runs/b  finished  2026-11-26 09:35  2,280             0.9752      456`,
  )
})

test('in a narrow terminal less is said of each run, in one line', () => {
  const runs = [listed('runs/a', 'dev.accuracy'), listed('runs/b', 'dev.map')]
  assert.is(
    runsText(runs, 66),
    `run     state     began             steps  best           value
runs/a  finished  2026-11-26 09:35  2,280  dev.accuracy  0.9752
runs/b  finished  2026-11-26 09:35  2,280  dev.map       0.9752`,
  )
  assert.is(
    runsText(runs, 50),
    `run     state     steps  best           value
runs/a  finished  2,280  dev.accuracy  0.9752
runs/b  finished  2,280  dev.map       0.9752`,
  )
})

test('a run whose files cannot all be read is not shown as plainly finished', () => {
  const damaged = { ...listed('runs/b', 'dev.accuracy'), unread: ['runs/b/manifest.json is missing: check the path.'] }
  assert.is(
    runsText([listed('runs/a', 'dev.accuracy'), damaged], 100),
    `run     state                   began             steps  best dev.accuracy  at step
runs/a  finished                2026-11-26 09:35  2,280             0.9752      456
runs/b  finished, read in part  2026-11-26 09:35  2,280             0.9752      456`,
  )
})

test.run()
