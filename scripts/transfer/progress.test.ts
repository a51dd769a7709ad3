import { describe, expect, it } from 'vitest'
import { RateMeter } from '@/lib/transfer-rate'
import { durationWords, type Phase, Progress, progressLine } from './progress'

const phase = (more: Partial<Phase> = {}): Phase => ({
  ...{ name: 'Sending', files: 10, bytes: 10_000_000, doneFiles: 0, doneBytes: 0, rate: new RateMeter() },
  ...more,
})

describe('a line of progress', () => {
  it('has a bar, the rate and the time that is left', () => {
    const rate = new RateMeter()
    rate.record(0, 0)
    rate.record(2000, 2_500_000)
    expect(progressLine(phase({ doneFiles: 2, doneBytes: 2_500_000, rate }), 2000, 8)).toBe(
      'Sending [##......] 25%, 2 of 10 files, 2.5 MB of 10.0 MB, 1.3 MB/s, 6 s left',
    )
  })

  it('of nothing, of empty files and of more than was expected', () => {
    expect(progressLine(phase({ files: 0, bytes: 0 }), 0, 0)).toContain('100%')
    expect(progressLine(phase({ files: 1, bytes: 1 }), 0, 0)).toContain('0 of 1 file, ')
    expect(progressLine(phase({ files: 4, bytes: 0, doneFiles: 1 }), 0, 0)).toContain('25%')
    expect(progressLine(phase({ doneBytes: 20_000_000 }), 0, 4)).toContain('[####] 100%')
    expect(progressLine(phase({ doneBytes: -5 }), 0, 4)).toContain('[....] 0%, 0 of 10 files, 0 bytes of')
  })

  it.each([
    [0.2, '1 s'],
    [59, '59 s'],
    [90, '2 min'],
    [7500, '2 h 5 min'],
  ])('%d s: %s', (seconds, words) => {
    expect(durationWords(seconds)).toBe(words)
  })
})

describe('where it is written', () => {
  function written(isTTY: boolean): string {
    let text = ''
    let now = 0
    const progress = new Progress({ isTTY, columns: 60, write: (more) => (text += more) }, () => now)
    progress.begin('Sending', 100, 1000)
    for (let file = 0; file < 100; file += 1) {
      now += 300
      progress.advance(10, 1)
    }
    progress.finish()
    progress.say('Done')
    return text
  }

  it('draws one line over on a terminal', () => {
    const text = written(true)
    expect(text.split('\n').map((line) => line.split('\r').length > 50)).toEqual([true, false, false])
    expect(text).toContain('\r\u001b[KSending [')
    for (const drawn of text.split(/[\r\n]/)) expect(drawn.replace('\u001b[K', '').length).toBeLessThan(60)
  })

  it('writes a line every ten seconds elsewhere', () => {
    const lines = written(false).trim().split('\n')
    expect(lines.length).toBe(4)
    expect(lines.join('')).not.toContain('\u001b')
    expect(lines.slice(-2)).toEqual([expect.stringContaining('100 of 100 files'), 'Done'])
  })
})
