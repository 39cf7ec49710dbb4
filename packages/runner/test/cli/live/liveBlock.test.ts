import { setTimeout } from 'node:timers/promises'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { liveBlock } from '../../../src/cli/live/liveBlock.js'
import { emulated } from './screen.js'

const text = (...lines: readonly string[]) => `${lines.join('\n')}\n`

test('a block is drawn over, and what is written stands above it', async () => {
  const { screen, lines } = emulated(40)
  screen.write('$ siamese\n')
  const block = liveBlock(screen)
  block.show(() => ['one', 'two'])
  assert.equal(lines(), ['$ siamese', 'one', 'two', ''])
  screen.write('warning: careful\n')
  assert.equal(lines(), ['$ siamese', 'warning: careful', 'one', 'two', ''])
  await setTimeout(300)
  block.show(() => ['one', 'three', 'four'])
  assert.equal(lines(), ['$ siamese', 'warning: careful', 'one', 'three', 'four', ''])
  await setTimeout(300)
  block.show(() => ['five'])
  assert.is(text(...lines()).trimEnd(), '$ siamese\nwarning: careful\nfive')
  block.clear()
  assert.is(text(...lines()).trimEnd(), '$ siamese\nwarning: careful')
  screen.write('result\n')
  assert.is(text(...lines()).trimEnd(), '$ siamese\nwarning: careful\nresult')
})

test('what another stream writes to the same terminal stands above it, too, and a line without an end is not drawn into', () => {
  const { screen, lines } = emulated(40)
  const other = { write: (written: string | Uint8Array) => emulatedWrite(String(written)) }
  const emulatedWrite = screen.write.bind(screen) as (text: string) => boolean
  const block = liveBlock(screen, [other as never])
  block.show(() => ['block'])
  other.write('from a stage\n')
  assert.equal(lines(), ['from a stage', 'block', ''])
  other.write('half')
  assert.is(text(...lines()).trimEnd(), 'from a stage\nhalf')
  other.write(' a line\n')
  assert.equal(lines(), ['from a stage', 'half a line', 'block', ''])
  block.clear()
  other.write('after\n')
  assert.is(text(...lines()).trimEnd(), 'from a stage\nhalf a line\nafter')
})

test('it is drawn four times a second at most, and the last drawing is not lost', async () => {
  const { screen, lines } = emulated(40)
  const block = liveBlock(screen)
  let drawn = 0
  const show = (value: number) =>
    block.show(() => {
      drawn++
      return [String(value)]
    })
  for (let i = 0; i < 1000; i++) show(i)
  assert.is(drawn, 1)
  await setTimeout(300)
  assert.is(drawn, 2)
  assert.equal(lines(), ['999', ''])
  block.clear()
})

test('a terminal that becomes narrower or wider has one block', async () => {
  const { screen, lines, resize } = emulated(40)
  screen.write('before\n')
  const block = liveBlock(screen)
  const widths: number[] = []
  block.show(width => {
    widths.push(width)
    return ['a'.repeat(width), 'b'.repeat(width)]
  })
  assert.equal(lines(), ['before', 'a'.repeat(39), 'b'.repeat(39), ''])
  resize(25)
  assert.equal(lines(), ['before', 'a'.repeat(24), 'b'.repeat(24), ''])
  resize(60)
  assert.equal(lines(), ['before', 'a'.repeat(59), 'b'.repeat(59), ''])
  assert.equal(widths, [39, 24, 59])
  block.clear()
  assert.is(text(...lines()).trimEnd(), 'before')
})

test('a terminal whose new width was not heard of yet, since a step was computed, has one block', async () => {
  const { screen, lines, resizeUnheard, looked } = emulated(40)
  process.on('SIGWINCH', looked)
  try {
    const block = liveBlock(screen)
    const show = () => block.show(width => ['a'.repeat(width), 'b'.repeat(width)])
    show()
    resizeUnheard(25)
    await setTimeout(300)
    show()
    assert.equal(lines(), ['a'.repeat(24), 'b'.repeat(24), ''])
    resizeUnheard(15)
    screen.write('written\n')
    assert.equal(lines(), ['written', 'a'.repeat(15), 'a'.repeat(5), 'b'.repeat(15), 'b'.repeat(5), ''])
    screen.write('again\n')
    assert.equal(lines().slice(0, 3), ['written', 'again', 'a'.repeat(15)])
    resizeUnheard(30)
    block.clear()
    assert.is(text(...lines()).trimEnd(), 'written\nagain')
  } finally {
    process.off('SIGWINCH', looked)
  }
})

test('a block that is higher than the terminal keeps its end', () => {
  const { screen, lines } = emulated(40, 4)
  const block = liveBlock(screen)
  block.show(() => ['1', '2', '3', '4', '5', '6'])
  assert.equal(lines().slice(-4), ['4', '5', '6', ''])
  block.clear()
})

test.run()
