import { describe, expect, it } from 'vitest'
import { readTable } from '../../src/csv/read.js'
import { csvLines } from '../../src/csv/write.js'

describe('a table that people made', () => {
  it.each([
    ['commas', 'name,size\nAcme,12\n'],
    ['semicolons', 'name;size\nAcme;12\n'],
    ['tabs', 'name\tsize\nAcme\t12\n'],
    ['a byte order mark and Windows line ends', '\ufeffname,size\r\nAcme,12\r\n'],
    ['quotes', '"name","size"\n"Acme","12"\n'],
    ['capitals and spaces in the header', 'Name, Size \nAcme,12\n'],
  ])('is read with %s', async (_, text) => {
    const { rows, faults } = await readTable(text)
    expect(faults).toEqual([])
    expect(rows.map(({ values }) => values)).toEqual([{ name: 'Acme', size: '12' }])
  })

  it('may break lines inside quotes, and names the line a row ends on', async () => {
    const { rows } = await readTable('text,who\n"one\ntwo, ""three""",rita\nfour,sam\n')
    expect(rows).toEqual([
      { line: 3, values: { text: 'one\ntwo, "three"', who: 'rita' } },
      { line: 4, values: { text: 'four', who: 'sam' } },
    ])
  })

  it('has every bad row named, and the others kept', async () => {
    const { rows, faults } = await readTable('a,b\n1,2\n1,2,3\n4\n')
    expect(rows.map(({ values }) => values)).toEqual([
      { a: '1', b: '2' },
      { a: '4', b: '' },
    ])
    expect(faults).toEqual([{ line: 3, why: '3 cells, and the header has 2' }])
  })

  it.each([
    ['', 'the file is empty'],
    ['a,b\n"1,2\n3,4\n', 'not readable: a quote that is never closed'],
  ])('says what is wrong with %j', async (text, why) => {
    expect((await readTable(text)).faults.map((fault) => fault.why)).toEqual([why])
  })
})

it('what is written can be read again, and no cell is a formula', async () => {
  const hostile = ['=HYPERLINK("x")', '+1', '-1', '@SUM(A1)', '\t=1', '＝1', 'a "b", c\nd', '']
  const { rows } = await readTable(csvLines([['text'], ...hostile.map((text) => [text])]) + '\n')
  const read = rows.map(({ values }) => values['text'] ?? '')
  expect(read).toEqual(['\'=HYPERLINK("x")', "'+1", "'-1", "'@SUM(A1)", "'\t=1", "'＝1", 'a "b", c\nd'])
  expect(csvLines([[-5, null, true]])).toBe('-5,,true\n')
})
