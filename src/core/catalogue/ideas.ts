import { spoken, stemOf } from './words.js'

/**
 * The ideas that a text touches, of those that companies buy and sell: who asks for "okta" and who sells "single sign-on"
 * mean one thing, and share no word. A prior, made of what such words commonly mean; it ranks, and makes nothing sure.
 */
export function ideasOf(text: string): ReadonlySet<string> {
  const found = new Set<string>()
  const compounds = text.match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)+/gu) ?? []
  for (const word of [...spoken(text), ...compounds])
    for (const idea of byWord.get(stemOf(word)) ?? []) found.add(idea)
  const joined = ` ${text.toLowerCase().replace(/[^\p{L}\p{N}/.]+/gu, ' ')} `
  for (const [phrase, idea] of phrases) if (joined.includes(phrase)) found.add(idea)
  return found
}

/** One idea a line; what has two words is joined by an underscore. */
const IDEAS = `
identity: sso saml single_sign_on password passwords login logins log_in sign_in okta entra azure_ad active_directory onelogin ping identity authentication authenticate credential credentials mfa 2fa two_factor oauth ldap office_365
permission: permission permissions role roles access restrict restricted rights rbac viewer visibility
audit: audit audit_trail change_log history amendment evidence traceability who_changed who_did logbook
api: api rest webhook webhooks endpoint endpoints developer developers engineers programmatic sdk graphql script custom_integration
integration: integration integrate connector connectors sync synchronise synchronisation link plug-in plugin zapier two-way bi-directional both_ways feed interface re-key rekey retype double_entry
export: export csv excel spreadsheet spreadsheets xlsx download pdf extract
import: import imports migrate migration upload bulk onboarding move_data
report: report reports reporting dashboard dashboards analytics analysis chart charts kpi insight insights metrics uptake usage statistics figures numbers board at_a_glance trends utilisation
datawarehouse: snowflake bigquery redshift databricks power_bi tableau looker bi data_lake data_warehouse
mobile: mobile phone phones app ios android iphone ipad tablet handset smartphone pocket
offline: offline no_signal no_internet no_wifi disconnected patchy_signal
notify: notification notifications notify alert alerts alarm reminder reminders remind text_message sms push warn warning chase
email: email emails e-mail inbox newsletter mailing mailshot outlook gmail
chat: slack teams whatsapp chat messaging instant_message
assistant: chatbot bot assistant ai gpt chatgpt copilot conversational machine_learning virtual_agent robot llm
voice: voice dictation dictate speech hands-free spoken speak transcribe transcription microphone
videocall: video telehealth telemedicine facetime zoom webcam remote_consultation virtual_visit
camera: camera cameras cctv footage dashcam surveillance photo photos image images
translate: language languages translation translate multilingual bilingual localisation spanish french german polish welsh mandarin arabic
currency: currency currencies euro euros dollar dollars fx exchange_rate foreign_exchange multi-currency
countries: international global countries country abroad overseas worldwide cross-border multinational germany france spain italy poland india brazil china japan singapore canada australia ireland netherlands mexico dubai
sites: site sites location locations branch branches depot depots multi-site group franchise franchises chain subsidiary subsidiaries entities campuses estate
residency: residency hosted hosting data_centre frankfurt gdpr on-premise on_premises private_cloud sovereignty
encryption: encryption encrypted key_management byok
backup: backup backups restore recovery disaster archive archiving retention
sandbox: sandbox test_environment staging test_account playground try_out trial uat demo_environment
branding: white_label white-label branding brand branded logo colours own_domain custom_domain look_and_feel
invoice: invoice invoices invoicing bill bills billing charge charges statement receivables dunning
payment: payment payments pay_by checkout deposit direct_debit instalments pay_link terminal contactless apple_pay stripe paypal card_reader
accounting: xero sage quickbooks qbo netsuite ledger accounts accounting bookkeeper bookkeeping general_ledger sap
expense: expense expenses receipts receipt reimburse reimbursement mileage petrol claim_back out_of_pocket
tax: tax vat gst sales_tax hmrc irs
subscription: subscription subscriptions membership memberships recurring monthly_plan renewal renewals auto-renew plans
pricing: price prices pricing tariff tariffs rate_card rate_cards quote quotes quotation estimate estimates surcharge
discount: discount discounts perks offers retail cheap money_off deals cashback savings coupon coupons voucher vouchers promo promotion gift_card gift_cards
loyalty: loyalty rewards points stamp_card stamps regulars repeat_customers
payroll: payroll wages wage salary salaries payslip payslips deduction deductions adp paye pay_run payday
pension: pension pensions retirement auto-enrolment superannuation 401k nest
leave: leave holiday holidays annual_leave vacation time_off days_off absence absences sickness pto sabbatical
hrsystem: hris hcm workday bamboohr bamboo hibob personio employee_records hr_system starters leavers
equity: equity shares stock_options options vesting vest rsu rsus grants
recognise: recognition kudos praise shout-outs thanks thank_you celebrate badge badges reward_points
wellbeing: wellbeing counselling counsellor therapy mental_health stress grief bereavement divorce eap assistance confidential helpline
doctor: doctor doctors gp clinician clinicians physician surgery nurse nurses medical
pet: pet pets dog dogs cat cats vet vets furry animal animals puppy
cycle: bike bikes bicycle bicycles cycle cycling
car: car cars vehicle vehicles motoring tesla ev evs electric zero-emission fleet van vans lorry lorries truck trucks
charging: charging charger chargers battery charge_point
family: family partner partners spouse husband wife wives dependant dependants children
lifeevent: married marriage divorced baby birth newborn pregnant qualifying change_in_circumstances
loan: loan loans debt debts borrow student_loan owe repayment lending credit_line overdraft
insurance: insurance insured insurer insurers cover policy policies premium underwriting claim claims broker brokers
document: document documents contract contracts agreement agreements template templates letter letters paperwork form forms paper
sign: signature signatures sign e-sign e-signature docusign signed consent
schedule: schedule scheduling calendar diary planner rota roster shift shifts booking bookings book appointment appointments slot slots timetable reserve reservation reservations availability
waitlist: waitlist waiting_list cancellation cancellations cancelled standby queue queues no-show no_show turn_up
selfservice: self-service self_service portal customer_portal client_portal themselves on_their_own
survey: survey surveys feedback nps enps csat satisfaction review reviews questionnaire poll pulse stars
training: training course courses academy lesson lessons certificate certification learning lms e-learning tutorial webinar
adviser: adviser advisor advisers consultant consulting expert specialist named dedicated account_manager success_manager guidance strategy
support: support helpdesk help_desk 24/7 round_the_clock out_of_hours ticket tickets hotline priority_support
implementation: implementation setup set_up rollout go_live on_site quickstart
route: route routes routing round rounds multi-drop optimise stops itinerary
tracking: track tracking gps location position live_view telematics trace map
delivery: delivery deliveries deliver parcel parcels courier couriers doorstep drop drops consignment shipment shipments shipping dispatch takeaway
stock: stock inventory shelves shelf reorder replenish expiry sku scanners barcode barcodes wms stocktake
purchasing: purchase_order purchase_orders procurement purchasing supplier suppliers vendor vendors requisition
returns: return returns refund refunds rma sent_back send_back come_back reverse_logistics exchange
forecast: forecast forecasting predict prediction demand projection
carbon: carbon co2 emissions green sustainability footprint esg climate
energy: energy electricity gas meter meters kwh solar consumption tariff utility
customs: customs declaration declarations duty duties commodity border brexit
temperature: temperature chilled cold-chain cold fridge fridges freezer reefer thermometer
maintenance: maintenance servicing inspection inspections mot defect defects breakdown breakdowns repair repairs work_order work_orders
hours: working_time tachograph rest breaks timesheet timesheets clock_in overtime attendance punch_clock
broadcast: announcement announcements broadcast broadcasts news communications publish intranet
campaign: campaign campaigns outreach marketing nurture drip mailchimp automation segment segments audience
crm: crm salesforce hubspot dynamics pipeline leads contacts
ecommerce: shopify woocommerce magento web_shop webshop online_store marketplace amazon ebay storefront
edi: edi edifact as2 hl7 fhir interoperability peppol
fraud: fraud suspicious scam chargeback chargebacks aml kyc sanctions identity_check screening
approval: approval approvals approve sign_off workflow workflows escalation authorise two_people
budget: budget budgets allowance allowances wallet spend_limit cap caps
search: search find lookup look_up filter index
duplicate: duplicate duplicates dedupe merge cleansing clean_up
customise: custom customise customisation configurable own_fields drag_and_drop builder
privacy: privacy anonymise redact redaction erase masking subject_access
accessibility: accessibility accessible screen_reader wcag blind dyslexia deaf captions
iot: sensor sensors wearable wearables watch device_readings smartwatch iot
restaurant: restaurant menu menus table tables kitchen waiter waiters till tills pos point_of_sale tip tips tronc bar
hotel: hotel hotels room rooms guest guests housekeeping check-in booking.com channel_manager
school: school schools pupil pupils student students parent parents teacher teachers homework exam exams grade grades class classes classroom
property: property properties tenant tenants landlord landlords rent lease leases lettings viewing viewings deposit_scheme block
fitness: gym gyms class classes trainer studio turnstile membership
construction: construction site_diary snag snags snagging drawings blueprint subcontractor subcontractors subbies rams health_and_safety
safety: safety incident incidents accident accidents near_miss risk_assessment hazard hazards lone_worker compliance
legal: legal lawyer lawyers matter matters case cases court conflict_check trust_account time_recording
event: event events conference ticket tickets ticketing attendee attendees badge check-in exhibitor
telecom: telephone telephony voip call calls caller caller_id call_recording ivr switchboard voicemail number_porting broadband sim
network: firewall vpn network wifi antivirus malware ransomware phishing endpoint_protection intrusion patch patches
manufacturing: machine machines production line_stop downtime bill_of_materials work_order quality scrap oee
recruitment: recruitment recruit hiring candidates candidate applicant applicants cv cvs job_advert ats vacancies interview interviews
performance: appraisal appraisals performance objectives goals okr okrs one_to_one 360
charity: donation donations donor donors fundraising gift_aid volunteer volunteering volunteers charity grant
farming: farm crop crops herd livestock field fields harvest irrigation
lab: lab laboratory pathology sample samples blood specimen swab x-ray x-rays scan scans dicom imaging mri
prescription: prescription prescriptions prescribe medication medicines pharmacy chemist drug drugs
dental: dental dentist tooth teeth hygienist implants orthodontic
research: research trial_participants study studies participants randomise
asset: asset assets equipment laptop laptops hardware depreciation tools
visitor: visitor visitors reception sign-in front_desk badge_printing
desk: desk desks hot-desk hot_desk meeting_room meeting_rooms parking space car_park
cleaning: cleaning cleaner cleaners hygiene laundry uniform uniforms ppe
banking: bank_feed bank_feeds reconcile reconciliation transactions iban payout payouts settlement same_day advance early_pay`

const byWord = new Map<string, readonly string[]>()
const phrases: (readonly [phrase: string, idea: string])[] = []
for (const line of IDEAS.trim().split('\n')) {
  const [idea = '', words = ''] = line.split(': ')
  for (const word of new Set(words.split(' '))) {
    if (/[_/.]/.test(word)) phrases.push([` ${word.replaceAll('_', ' ')} `, idea])
    else byWord.set(stemOf(word), [...(byWord.get(stemOf(word)) ?? []), idea])
  }
}
