import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Desk, operatorsDesk } from './desk.js'

let desk: Desk
beforeEach(async () => {
  desk = await operatorsDesk()
})
afterEach(() => desk.leave())

const ACCOUNTS = 'external_id,name,domain,industry\nA1,Acme,acme.com,Retail\nA2,Globex,globex.com,Energy\n'
const OPPORTUNITIES =
  'external_id,account,name,amount,currency,close_date,outcome\nO1,A1,Acme seats,"48,000",usd,2026-12-01,open\nO2,globex.com,Globex pilot,$9000,EUR,,won\n'

describe('importing accounts, opportunities, offerings and answers', () => {
  it('again and again changes nothing, and a changed row is brought up to date', async () => {
    const file = desk.write('accounts.csv', ACCOUNTS)
    expect(await desk.run('import', 'accounts', file)).toMatchObject({
      code: 0,
      out: '2 accounts: 2 new, 0 known, 0 bad.\n',
    })
    expect((await desk.run('import', 'accounts', file)).out).toBe('2 accounts: 0 new, 2 known, 0 bad.\n')
    desk.write('accounts.csv', ACCOUNTS.replace('Retail', 'Logistics'))
    await desk.run('import', 'accounts', file)
    expect(await desk.query('SELECT external_id, industry FROM account ORDER BY external_id')).toEqual([
      { external_id: 'A1', industry: 'Logistics' },
      { external_id: 'A2', industry: 'Energy' },
    ])
  })

  it('finds an opportunity’s account by id, name or domain, and refuses one that is not known', async () => {
    await desk.run('import', 'accounts', desk.write('a.csv', ACCOUNTS))
    expect((await desk.run('import', 'opportunities', desk.write('o.csv', OPPORTUNITIES))).code).toBe(0)
    expect(
      await desk.query('SELECT external_id, amount::int, currency, outcome FROM opportunity ORDER BY 1'),
    ).toEqual([
      { external_id: 'O1', amount: 48_000, currency: 'USD', outcome: 'open' },
      { external_id: 'O2', amount: 9000, currency: 'EUR', outcome: 'won' },
    ])
    const stray = await desk.run(
      'import',
      'opportunities',
      desk.write('s.csv', 'external_id,account,name\nO9,Nobody,x\n'),
    )
    expect(stray.code).toBe(65)
    expect(stray.err).toContain('line 2: account “Nobody” is not known')
  })

  it('does not guess between two accounts of one name', async () => {
    await desk.run('import', 'accounts', desk.write('a.csv', 'external_id,name\nA1,Acme\nA2,ACME\n'))
    const twice = await desk.run(
      'import',
      'opportunities',
      desk.write('o.csv', 'external_id,account,name\nO1,Acme,x\n'),
    )
    expect(twice.err).toContain('not the only one of that name')
  })

  it('names every bad row with its column, value and reason, and imports none of the file', async () => {
    await desk.run('import', 'accounts', desk.write('a.csv', ACCOUNTS))
    const file = desk.write(
      'bad.csv',
      [
        'external_id,account,name,amount,currency,close_date,outcome',
        'O1,A1,good,1,USD,2026-12-01,open',
        'O2,A1,negative,-5,USD,,open',
        'O3,A1,vast,1e14,USD,,open',
        'O4,A1,strange,5,XQX,,open',
        'O5,A1,someday,5,USD,next week,open',
        'O6,A1,perhaps,5,USD,,maybe',
        ',A1,nameless,5,USD,,open',
      ].join('\n'),
    )
    const { code, err } = await desk.run('import', 'opportunities', file)
    expect(code).toBe(65)
    for (const line of [
      'line 3: amount “-5” is negative: an amount is what the opportunity is worth, from 0',
      'line 4: amount “1e14” is no amount from 0 to 10,000,000,000,000',
      'line 5: currency “XQX” is no currency',
      'line 6: close_date “next week” is no day',
      'line 7: outcome “maybe” is none of open, won, lost',
      'line 8: external_id is empty',
      'Nothing imported: 6 of 7 rows are bad.',
    ])
      expect(err).toContain(line)
    expect(await desk.query('SELECT 1 FROM opportunity')).toEqual([])
    expect((await desk.run('import', 'opportunities', file, '--skip-bad')).out).toBe(
      '1 opportunities: 1 new, 0 known, 6 bad.\n',
    )
  })

  it('takes an amount of a million millions, as a spreadsheet writes it, and refuses NaN', async () => {
    await desk.run('import', 'accounts', desk.write('a.csv', ACCOUNTS))
    const file = desk.write('v.csv', 'external_id,account,name,amount\nO1,A1,x,1E+12\nO2,A1,y,NaN\n')
    const { err } = await desk.run('import', 'opportunities', file, '--skip-bad')
    expect(err).toBe('line 3: amount “NaN” is no amount from 0 to 10,000,000,000,000\n')
    expect(await desk.query('SELECT amount::text FROM opportunity')).toEqual([{ amount: '1000000000000.00' }])
  })

  it('takes rates all at once, with one base currency', async () => {
    const rates = (text: string) => desk.run('import', 'rates', desk.write('r.csv', `currency,rate\n${text}`))
    expect((await rates('USD,1\nEUR,1.08\n')).out).toBe('2 rates: 2 new, 0 known, 0 bad.\n')
    const bad = await rates('USD,1\nEUR,1,08\nGBP,-2\nusd,1\n')
    expect(bad.code).toBe(65)
    expect(bad.err).toContain('line 3: 3 cells, and the header has 2')
    expect(bad.err).toContain('line 4: rate “-2” is no rate')
    expect(bad.err).toContain('line 5: currency USD has a rate on an earlier line')
    for (const none of ['USD,1\nEUR,1\n', 'EUR,1.08\n'])
      expect((await rates(none)).err).toContain('one currency, and only one, must have the rate 1')
    expect((await rates('EUR,1\n')).out).toBe('1 rates: 0 new, 1 known, 0 bad.\n')
    expect(await desk.query('SELECT currency, base, rate::int FROM rate')).toEqual([
      { currency: 'EUR', base: 'EUR', rate: 1 },
    ])
    await rates('')
    expect(await desk.query('SELECT 1 FROM rate')).toEqual([])
  })

  it('writes nothing on a dry run, and names columns that it does not use', async () => {
    const file = desk.write('a.csv', 'id,name,favourite colour\nA1,Acme,blue\n')
    const { out, err } = await desk.run('import', 'accounts', file, '--dry-run')
    expect(out).toBe('1 accounts would be imported, 0 bad.\n')
    expect(err).toBe('Not used: “favourite_colour”.\n')
    expect(await desk.query('SELECT 1 FROM account')).toEqual([])
  })

  it('takes offerings with their synonyms, and no answer without owner, date or https', async () => {
    const offerings = 'id,name,tier,status,description,synonyms\nB1,Hub,Team,available,A hub,one;two words\n'
    await desk.run('import', 'offerings', desk.write('f.csv', offerings))
    expect(await desk.query('SELECT name, status, synonyms FROM offering')).toEqual([
      { name: 'Hub', status: 'sold', synonyms: ['one', 'two words'] },
    ])
    const answers =
      'external_id,theme,text,owner,review_date,link\nN1,Price,Say so,U1,,\nN2,Price,Say so,,2026-12-01,\nN3,Price,Say so,U1,2026-12-01,http://x\n'
    const { err } = await desk.run('import', 'answers', desk.write('n.csv', answers))
    expect(err).toContain('line 2: review_date is missing')
    expect(err).toContain('line 3: owner is empty')
    expect(err).toContain('line 4: link “http://x” is no https link')
  })

  it('takes an answer to several themes, keeps what became of it, and gives it back', async () => {
    const rows = (text: string): string =>
      `external_id,theme,text,owner,review_date,link\nN1,"Price; Trust;price",${text},Ines,2026-12-01,https://example.com/a\n`
    const file = desk.write('n.csv', rows('Say so'))
    expect((await desk.run('import', 'answers', file)).out).toBe('1 answers: 1 new, 0 known, 0 bad.\n')
    const served = 'SELECT theme_title FROM answer_theme ORDER BY 1'
    expect(await desk.query(served)).toEqual([{ theme_title: 'Trust' }, { theme_title: 'price' }])
    await desk.query("UPDATE answer SET state = 'retired', link_broken_by = 'U1'")
    desk.write('n.csv', rows('Say it so'))
    expect((await desk.run('import', 'answers', file)).out).toBe('1 answers: 0 new, 1 known, 0 bad.\n')
    expect(await desk.query('SELECT text, state, link_broken_by, version FROM answer')).toEqual([
      { text: 'Say it so', state: 'retired', link_broken_by: 'U1', version: 2 },
    ])
    const { out } = await desk.run('export', 'answers')
    expect(out).toContain('external_id,theme,text,owner,review_date,link,state,used')
    expect(out).toContain('N1,Trust; price,Say it so,Ines,2026-12-01,https://example.com/a,retired,0')
    await desk.query('DELETE FROM answer')
    await desk.query('DELETE FROM answer_theme')
    await desk.run('import', 'answers', desk.write('back.csv', out))
    expect(await desk.query('SELECT text, state FROM answer')).toEqual([
      { text: 'Say it so', state: 'retired' },
    ])
    expect(await desk.query(served)).toHaveLength(2)
  })

  it.each([
    ['N1,;,Say so,Ines,2026-12-01,', 'line 2: theme “;” is empty'],
    [
      `N1,Price,Say so,Ines,2026-12-01,https://example.com/${'a'.repeat(1000)}`,
      'has more than 1000 characters',
    ],
    ['N1,Price,Say so,Ines,2026-12-01,https:// no', 'is no https link'],
    [`N1,Price,${'a'.repeat(3001)},Ines,2026-12-01,`, 'has more than 3000 characters'],
  ])('takes no answer of %s', async (row, why) => {
    const file = desk.write('n.csv', `external_id,theme,text,owner,review_date,link\n${row}\n`)
    const { code, err } = await desk.run('import', 'answers', file)
    expect([code, err]).toEqual([65, expect.stringContaining(why)])
    expect(await desk.query('SELECT 1 FROM answer')).toEqual([])
  })

  it('names an external id that stands twice in the file', async () => {
    const file = desk.write('a.csv', 'external_id,name\nA1,Acme\nA2,Globex\nA1,Acme again\n')
    const { code, err } = await desk.run('import', 'accounts', file)
    expect(code).toBe(65)
    expect(err).toContain('line 4: external_id “A1” is that of line 2, too')
    expect((await desk.run('import', 'accounts', file, '--skip-bad')).out).toBe(
      '2 accounts: 2 new, 0 known, 1 bad.\n',
    )
    expect(await desk.query('SELECT name FROM account ORDER BY 1')).toEqual([
      { name: 'Acme' },
      { name: 'Globex' },
    ])
  })

  it.each(['2026-02-30', '2026-13-01', '2026-1-1'])('takes %s for no day', async (day) => {
    await desk.run('import', 'accounts', desk.write('a.csv', ACCOUNTS))
    const deals = desk.write('o.csv', `external_id,account,name,close_date\nO1,A1,x,${day}\n`)
    expect((await desk.run('import', 'opportunities', deals)).err).toContain(
      `line 2: close_date “${day}” is no day`,
    )
    const notes = desk.write('f.csv', `text,at\nx,${day}\n`)
    expect((await desk.run('import', 'feedback', notes)).err).toContain(`line 2: at “${day}” is no date`)
  })

  it('takes a column by its own name before one by another', async () => {
    await desk.run('import', 'accounts', desk.write('a.csv', ACCOUNTS))
    const file = desk.write('o.csv', 'external_id,account,account_id,name\nO1,A1,,x\n')
    const { code, err } = await desk.run('import', 'opportunities', file)
    expect({ code, err }).toEqual({ code: 0, err: 'Not used: “account_id”.\n' })
  })

  it('takes 20,000 accounts in one go', async () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => `A${index},Account ${index},a${index}.example`)
    const { out } = await desk.run(
      'import',
      'accounts',
      desk.write('many.csv', `external_id,name,domain\n${rows.join('\n')}\n`),
    )
    expect(out).toBe('20000 accounts: 20000 new, 0 known, 0 bad.\n')
  })
})

describe('importing feedback', () => {
  it('keeps what has a theme in it, places the rest by itself, and knows both again', async () => {
    await desk.run('import', 'accounts', desk.write('a.csv', ACCOUNTS))
    const file = desk.write(
      'f.csv',
      [
        'external_id,kind,text,reporter,account,at,theme,amount',
        'F1,objection,too expensive for what it does,U1,Acme,2026-11-02T10:00:00Z,Price is too high,$50k',
        'F2,objection,it is too expensive for them,U2,acme.com,2026-11-03,Price is too high,',
        'F3,objection,far too expensive for what it does,U3,Initech,2026-11-04,,',
        'F4,request,single sign-on with Okta,U3,,2026-11-05,,',
      ].join('\n'),
    )
    expect((await desk.run('import', 'feedback', file)).out).toBe('4 feedback: 4 new, 0 known, 0 bad.\n')
    expect((await desk.run('import', 'feedback', file)).out).toBe('4 feedback: 0 new, 4 known, 0 bad.\n')
    const rows = await desk.query(
      `SELECT f.text, f.placement, t.title, f.account_id IS NOT NULL AS known, e.feedback_id IS NOT NULL AS embedded
       FROM feedback f LEFT JOIN theme t ON t.id = f.theme_id LEFT JOIN embedding e ON e.feedback_id = f.id ORDER BY heard_at`,
    )
    expect(rows.slice(0, 2)).toEqual([
      {
        text: 'too expensive for what it does',
        placement: 'confirmed',
        title: 'Price is too high',
        known: true,
        embedded: true,
      },
      {
        text: 'it is too expensive for them',
        placement: 'confirmed',
        title: 'Price is too high',
        known: true,
        embedded: true,
      },
    ])
    expect(rows[2]).toMatchObject({ known: false, embedded: true })
    expect(['filed', 'suggested']).toContain(rows[2]?.['placement'])
    expect(rows[3]).toMatchObject({ placement: 'filed', embedded: true })
  })

  it('takes a file of text, label and kind, and says when it counts it as heard', async () => {
    const file = desk.write(
      'labelled.tsv',
      'I need a quote\tGetQuote\n"sticker shock" they said\tprice_too_high\tobjection\n\nI need a quote\tGetQuote\n',
    )
    const { out, err } = await desk.run('import', 'feedback', file)
    expect(out).toBe('3 feedback: 3 new, 0 known, 0 bad.\n')
    expect(err).toContain('The file has no dates: counted as heard in the window that ended')
    expect(await desk.query('SELECT kind, title FROM theme ORDER BY title')).toEqual([
      { kind: 'request', title: 'Get quote' },
      { kind: 'objection', title: 'Price too high' },
    ])
    expect((await desk.run('import', 'feedback', file)).out).toBe('3 feedback: 0 new, 3 known, 0 bad.\n')
    expect((await desk.run('digest')).out).toMatch(/^3 notes .*1 objections, 2 requests/m)
  })

  it('reads a time without a zone as UTC, wherever it runs', async () => {
    const file = desk.write('f.csv', 'text,at\nx,2026-11-03T10:30\ny,2026-11-03T10:30+02:00\n')
    await desk.run('import', 'feedback', file)
    expect(await desk.query('SELECT text, heard_at FROM feedback ORDER BY text')).toEqual([
      { text: 'x', heard_at: new Date('2026-11-03T10:30:00Z') },
      { text: 'y', heard_at: new Date('2026-11-03T08:30:00Z') },
    ])
  })

  it('names a bad line of a file without a header with its value', async () => {
    const { err } = await desk.run('import', 'feedback', desk.write('f.tsv', 'x\tPrice\tcomplaint\n'))
    expect(err).toContain('line 1: kind “complaint” is neither objection nor request')
  })

  it('hears when it is told to', async () => {
    const file = desk.write('f.csv', 'text\nno date here\n')
    await desk.run('import', 'feedback', file, '--heard-at', '2026-05-01T09:00:00Z')
    expect(await desk.query(`SELECT heard_at FROM feedback`)).toEqual([
      { heard_at: new Date('2026-05-01T09:00:00Z') },
    ])
  })

  it('refuses what no one could mean', async () => {
    const file = desk.write(
      'f.csv',
      `kind,text,at,opportunity\ncomplaint,x,,\nrequest,,,\nrequest,${'x'.repeat(3001)},,\nrequest,x,soon,\nrequest,x,,O404\n`,
    )
    const { code, err } = await desk.run('import', 'feedback', file)
    expect(code).toBe(65)
    for (const why of [
      'line 2: kind “complaint” is neither objection nor request',
      'line 3: text is empty',
      'line 4: text “xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…” has more than 3000 characters',
      'line 5: at “soon” is no date or time',
      'line 6: opportunity “O404” is not known',
    ])
      expect(err).toContain(why)
  })
})

describe('importing offerings', () => {
  it('takes a catalogue with notes, links and approved wording, under either name of a column', async () => {
    const file = desk.write(
      'o.csv',
      [
        'id,name,tier,status,description,synonyms,note,link,approved_wording',
        'B-1,Hub,Starter,available,Choose,enrolment;selection,,https://example.com/a.pdf,',
        'B-2,Pets,Growth,workaround,Cover,,By hand.,,',
        'B-3,Chat,Growth,Planned,Ask,,,,It is planned.',
      ].join('\n'),
    )
    expect((await desk.run('import', 'offerings', file)).out).toBe('3 offerings: 3 new, 0 known, 0 bad.\n')
    expect(
      await desk.query(
        'SELECT external_id, status, synonyms, note, link, planned_wording FROM offering ORDER BY external_id',
      ),
    ).toEqual([
      {
        external_id: 'B-1',
        status: 'sold',
        synonyms: ['enrolment', 'selection'],
        note: null,
        link: 'https://example.com/a.pdf',
        planned_wording: null,
      },
      {
        external_id: 'B-2',
        status: 'workaround',
        synonyms: [],
        note: 'By hand.',
        link: null,
        planned_wording: null,
      },
      {
        external_id: 'B-3',
        status: 'planned',
        synonyms: [],
        note: null,
        link: null,
        planned_wording: 'It is planned.',
      },
    ])
    expect((await desk.run('import', 'offerings', file)).out).toBe('3 offerings: 0 new, 3 known, 0 bad.\n')
  })

  it('refuses a link that is no https, a status that is none, and what no form could hold', async () => {
    const file = desk.write(
      'o.csv',
      [
        'external_id,name,status,link,note',
        'B-1,Hub,sold,http://example.com,',
        'B-2,Pets,maybe,,',
        `B-3,Chat,sold,,${'x'.repeat(3001)}`,
        'B-4,,sold,,',
        'B-5,Fine,available,,',
      ].join('\n'),
    )
    const { code, err } = await desk.run('import', 'offerings', file)
    expect(code).toBe(65)
    for (const line of [
      'line 2: link “http://example.com” is no https link',
      'line 3: status “maybe” is none of sold, workaround, planned',
      'has more than 3,000 characters',
      'line 5: name is empty',
      'Nothing imported: 4 of 5 rows are bad.',
    ])
      expect(err).toContain(line)
    expect(await desk.query('SELECT 1 FROM offering')).toEqual([])
  })
})
