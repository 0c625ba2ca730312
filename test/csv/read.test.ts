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

  it('may break lines inside quotes, and names the line a row begins on', async () => {
    const { rows } = await readTable('text,who\n"one\ntwo, ""three""",rita\nfour,sam\n')
    expect(rows).toEqual([
      { line: 2, values: { text: 'one\ntwo, "three"', who: 'rita' } },
      { line: 4, values: { text: 'four', who: 'sam' } },
    ])
  })

  it.each([
    ['Unix', '\n'],
    ['Windows', '\r\n'],
    ['old Mac', '\r'],
  ])('counts lines as an editor does, with %s line ends', async (_, end) => {
    const lines = ['', 'text,who', '', '"one', '', 'two",rita', ',', '  ', 'three,sam,much', '"four', '"']
    const { rows, faults } = await readTable(lines.join(end))
    expect([...rows, ...faults].map(({ line }) => line)).toEqual([4, 10, 9])
  })

  it('may mix line ends', async () => {
    const { rows } = await readTable('a,b\r\n1,2\n3,4\r5,6\r\n')
    expect(rows.map(({ line, values }) => [line, values['a'], values['b']])).toEqual([
      [2, '1', '2'],
      [3, '3', '4'],
      [4, '5', '6'],
    ])
  })

  it('keeps its lines over pieces of any length', async () => {
    const cell = 'ü\r\n'.repeat(20)
    const { rows } = await readTable(`a,b\r\n${`"${cell}",1\r\n`.repeat(2000)}`)
    expect(rows).toHaveLength(2000)
    expect(rows.every(({ values }) => values['a'] === cell && values['b'] === '1')).toBe(true)
    expect(rows.at(-1)?.line).toBe(2 + 1999 * 21)
  })

  it('may have what spreadsheets leave behind: empty cells and rows', async () => {
    const { rows, faults } = await readTable('a,b\n1,2,,\n,,,\n , \n3,4\n')
    expect(faults).toEqual([])
    expect(rows.map(({ line }) => line)).toEqual([2, 5])
  })

  it('may have inch marks, and takes them for what they are', async () => {
    const { rows, faults } = await readTable('a,b\n5" pipe,1\n"Acme" Inc,2\n3,4\n')
    expect(faults).toEqual([])
    expect(rows.map(({ values }) => values['a'])).toEqual(['5" pipe', '"Acme" Inc', '3'])
  })

  it('is not taken for another by what stands in quotes', async () => {
    const { columns } = await readTable('"size; region; owner",name\n1,2\n')
    expect(columns).toEqual(['size;_region;_owner', 'name'])
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
    ['\n \n', 'the file is empty'],
    ['a,b\n1,2\n"1,2\n3,4\n', 'a quote that is never closed'],
    ['"a,b\n1,2\n', 'a quote that is never closed'],
  ])('says what is wrong with %j', async (text, why) => {
    expect((await readTable(text)).faults.map((fault) => fault.why)).toEqual([why])
  })

  it('names the line where the quote is opened, and keeps what stands before', async () => {
    const { rows, faults } = await readTable('a,b\n1,2\n\n"1,2\n3,4\n5,6\n')
    expect(rows).toHaveLength(1)
    expect(faults).toEqual([{ line: 4, why: 'a quote that is never closed', isLast: true }])
  })
})

it('what is written can be read again, and no cell is a formula', async () => {
  const hostile = ['=HYPERLINK("x")', '+1', '-1', '@SUM(A1)', '\t=1', '＝1', 'a "b", c\nd', '']
  const { rows } = await readTable(csvLines([['text'], ...hostile.map((text) => [text])]) + '\n')
  const read = rows.map(({ values }) => values['text'] ?? '')
  expect(read).toEqual(['\'=HYPERLINK("x")', "'+1", "'-1", "'@SUM(A1)", "'\t=1", "'＝1", 'a "b", c\nd'])
  expect(csvLines([[-5, null, true]])).toBe('-5,,true\n')
})
