import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Desk, operatorsDesk } from './desk.js'

let desk: Desk
beforeEach(async () => {
  desk = await operatorsDesk()
})
afterEach(() => desk.leave())

describe('a file that can’t be read to its end', () => {
  it('is not imported in part, even when bad rows are skipped', async () => {
    const file = desk.write('a.csv', 'external_id,name\nA1,Acme\nA2,"Globex\nA3,Initech\n')
    for (const flags of [[], ['--skip-bad']]) {
      const { code, err } = await desk.run('import', 'accounts', file, ...flags)
      expect(code).toBe(65)
      expect(err).toBe(
        "line 3: a quote that is never closed\nNothing imported: the file can't be read from line 3 on. Mend that first.\n",
      )
    }
    expect(await desk.query('SELECT 1 FROM account')).toEqual([])
  })

  it('is one that is empty, not one that has its header alone', async () => {
    expect(await desk.run('import', 'accounts', desk.write('a.csv', ''), '--skip-bad')).toMatchObject({
      code: 65,
    })
    expect((await desk.run('import', 'accounts', desk.write('a.csv', 'external_id,name\n'))).out).toBe(
      '0 accounts: 0 new, 0 known, 0 bad.\n',
    )
  })

  it('with a column missing says so once', async () => {
    const file = desk.write('a.csv', 'name,domain\nAcme,acme.com\nGlobex,globex.com\n')
    const { code, err } = await desk.run('import', 'accounts', file, '--skip-bad')
    expect(code).toBe(65)
    expect(err).toContain('line 1: no column external_id\n')
    expect(err).not.toContain('line 2')
  })
})

describe('a file of another encoding', () => {
  it('is read as UTF-16 where it says so: a spreadsheet’s “Unicode text”', async () => {
    const utf16 = Buffer.from('\ufeffexternal_id\tname\r\nA1\tÄcme\r\n', 'utf16le')
    writeFileSync(join(desk.folder, 'a.txt'), utf16)
    expect((await desk.run('import', 'accounts', 'a.txt')).code).toBe(0)
    expect(await desk.query('SELECT name FROM account')).toEqual([{ name: 'Äcme' }])
  })

  it('is refused where it would lose letters', async () => {
    writeFileSync(join(desk.folder, 'a.csv'), Buffer.from('external_id,name\nA1,\u00c4cme\n', 'latin1'))
    const { code, err } = await desk.run('import', 'accounts', 'a.csv')
    expect(code).toBe(65)
    expect(err).toBe('a.csv is not UTF-8. Save it as “CSV UTF-8”, and try again.\n')
  })
})

describe('a file without a header', () => {
  it('is not one whose header stands in quotes', async () => {
    const file = desk.write('f.tsv', '"text"\t"theme"\n"slow reports"\t"Speed"\n')
    expect((await desk.run('import', 'feedback', file)).out).toBe('1 feedback: 1 new, 0 known, 0 bad.\n')
    expect(await desk.query('SELECT title FROM theme')).toEqual([{ title: 'Speed' }])
  })

  it('may begin with an empty line', async () => {
    const file = desk.write('f.tsv', '\nslow reports\tSpeed\n')
    expect((await desk.run('import', 'feedback', file)).out).toBe('1 feedback: 1 new, 0 known, 0 bad.\n')
  })

  it('has no line of more cells than it can have', async () => {
    const file = desk.write('f.tsv', 'slow reports\tSpeed\nslow\treports\tSpeed\trequest\n')
    const { code, err } = await desk.run('import', 'feedback', file)
    expect(code).toBe(65)
    expect(err).toContain('line 2: 4 cells: a line holds text, label and kind\n')
    expect(err).not.toContain('counted as heard')
  })
})

describe('hostile cells', () => {
  it('lose what no database takes, and nothing else', async () => {
    const text = '=cmd|calc; "quoted", <!channel> \u{1F4B8} \u202Egnp.exe nul:\u0000.'
    const file = desk.write('f.csv', `text\n"${text.replaceAll('"', '""')}"\n`)
    await desk.run('import', 'feedback', file)
    expect(await desk.query('SELECT text FROM feedback')).toEqual([
      { text: '=cmd|calc; "quoted", <!channel> \u{1F4B8} gnp.exe nul:.' },
    ])
    const { out } = await desk.run('export', 'feedback')
    expect(out).toContain(`"'=cmd|calc; ""quoted"", <!channel>`)
  })

  it('may be 3,000 characters of any kind', async () => {
    const file = desk.write('f.csv', `text\n${'\u{1F4B8}'.repeat(3000)}\n`)
    expect((await desk.run('import', 'feedback', file)).code).toBe(0)
  })

  it.each(['external_id', 'name', 'domain', 'owner'])('with NUL in %s are imported', async (column) => {
    const values = { external_id: 'A1', name: 'Acme', domain: 'acme.com', owner: 'U1' }
    const row = Object.entries(values).map(([name, value]) => (name === column ? `${value}\u0000` : value))
    const file = desk.write('a.csv', `${Object.keys(values).join(',')}\n${row.join(',')}\n`)
    expect((await desk.run('import', 'accounts', file)).code).toBe(0)
    expect(await desk.query('SELECT external_id, name, domain, owner FROM account')).toEqual([values])
  })
})

describe('the feedback that is exported', () => {
  it('has what the catalogue says of each request, and whose word that is', async () => {
    const offerings = 'external_id,name,tier,description\nP-1,Single Sign-On,Team,Sign in with SAML or SSO\n'
    await desk.run('import', 'offerings', desk.write('o.csv', offerings))
    await desk.run(
      'import',
      'feedback',
      desk.write('f.csv', 'text,kind\nwant SSO,request\ntoo dear,objection\n'),
    )
    await desk.query(`UPDATE feedback SET verdict = 'we_sell_this', verdict_by = 'person', verdict_sure = true,
      verdict_offering_id = (SELECT id FROM offering) WHERE kind = 'request'`)
    const { out } = await desk.run('export', 'feedback')
    const [head = '', ...rows] = out.trim().split('\n')
    expect(head).toMatch(/,placement,verdict,verdict_offering,verdict_sure,verdict_by$/)
    expect(rows.find((row) => row.includes('want SSO'))).toMatch(/,we_sell_this,P-1,true,person$/)
    expect(rows.find((row) => row.includes('too dear'))).toMatch(/,,,,$/)
  })
})

describe('amounts and days at their edges', () => {
  it('are kept to the cent, or refused', async () => {
    await desk.run('import', 'accounts', desk.write('a.csv', 'external_id,name\nA1,Acme\n'))
    const written = [
      '0',
      '9999999999999.99',
      '"48,000.50"',
      '$50k',
      '€1.5M',
      '999999999999.999',
      '1e3',
      '1E+12',
    ]
    const refused = ['-1', 'NaN', '"1,2"', '"50.000,00"', '1e14', '10000000000000.01', '-$5']
    const rows = [...written, ...refused].map((amount, index) => `O${index},A1,x,${amount}`)
    const file = desk.write('o.csv', `external_id,account,name,amount\n${rows.join('\n')}\n`)
    const { err } = await desk.run('import', 'opportunities', file, '--skip-bad')
    expect(err.match(/^line \d+: amount/gm)).toHaveLength(refused.length)
    expect(await desk.query('SELECT amount::float8 AS amount FROM opportunity ORDER BY external_id')).toEqual(
      [0, 9_999_999_999_999.99, 48_000.5, 50_000, 1_500_000, 1e12, 1000, 1e12].map((amount) => ({ amount })),
    )
  })

  it.each(['0000-01-01', '0001-01-01', '9999-12-31'])('the day %s is kept or refused', async (day) => {
    await desk.run('import', 'accounts', desk.write('a.csv', 'external_id,name\nA1,Acme\n'))
    const file = desk.write('o.csv', `external_id,account,name,close_date\nO1,A1,x,${day}\n`)
    expect([0, 65]).toContain((await desk.run('import', 'opportunities', file)).code)
    const notes = desk.write('f.csv', `text,at\nx,${day}\n`)
    expect([0, 65]).toContain((await desk.run('import', 'feedback', notes)).code)
  })
})
