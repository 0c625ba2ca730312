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
identity: sso saml single_sign_on password passwords login logins log_in sign_in okta entra azure_ad active_directory onelogin ping identity authentication authenticate credential credentials mfa 2fa two_factor oauth ldap office_365 onelogin google_login google_workspace_login same_login passwordless biometric face_id
permission: permission permissions role roles access restrict restricted rights rbac viewer visibility
audit: audit audit_trail change_log history amendment evidence traceability who_changed who_did logbook who_did_what tampered tampering
api: api rest webhook webhooks endpoint endpoints developer developers engineers programmatic sdk graphql script custom_integration
integration: integration integrate connector connectors sync synchronise synchronisation link plug-in plugin zapier two-way bi-directional both_ways feed interface re-key rekey retype double_entry keyed_in key_in by_hand manually copy_paste talk_to talks_to hook_up
export: export csv excel spreadsheet spreadsheets xlsx download pdf extract
import: import imports migrate migration upload bulk onboarding move_data
report: report reports reporting dashboard dashboards analytics analysis chart charts kpi insight insights metrics uptake usage statistics figures numbers board at_a_glance trends utilisation kpis scorecard scorecards league_table numbers_for chart_of report_builder qlik metabase
datawarehouse: snowflake bigquery redshift databricks power_bi tableau looker bi data_lake data_warehouse
mobile: mobile phone phones app ios android iphone ipad tablet handset smartphone pocket
offline: offline no_signal no_internet no_wifi disconnected patchy_signal
notify: notification notifications notify alert alerts alarm reminder reminders remind text_message sms push warn warning chase heads_up nudge let_them_know told_when know_when eta
email: email emails e-mail inbox newsletter mailing mailshot outlook gmail
chat: slack teams whatsapp chat messaging instant_message messenger telegram live_chat intercom wechat
assistant: chatbot bot assistant ai gpt chatgpt copilot conversational machine_learning virtual_agent robot llm generative smart_assistant answers_questions
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
invoice: invoice invoices invoicing bill bills billing charge charges statement receivables dunning invoice_run e-invoicing credit_note credit_notes overdue late_payers chase_payment aged_debt
payment: payment payments pay_by checkout deposit direct_debit instalments pay_link terminal contactless apple_pay stripe paypal card_reader adyen sumup square gocardless klarna checkout_page pay_online tap_to_pay card_machine bnpl pay_later split_payment
accounting: xero sage quickbooks qbo netsuite ledger accounts accounting bookkeeper bookkeeping general_ledger sap freshbooks myob books bookkeepers accountant accountants
expense: expense expenses receipts receipt reimburse reimbursement mileage petrol claim_back out_of_pocket
tax: tax vat gst sales_tax hmrc irs
subscription: subscription subscriptions membership memberships recurring monthly_plan renewal renewals auto-renew plans
pricing: price prices pricing tariff tariffs rate_card rate_cards quote quotes quotation estimate estimates surcharge dynamic_pricing price_rule price_rules margin margins yield_management
discount: discount discounts perks offers retail cheap money_off deals cashback savings coupon coupons voucher vouchers promo promotion gift_card gift_cards bogof cheaper special_offer happy_hour
loyalty: loyalty rewards points stamp_card stamps regulars repeat_customers
payroll: payroll wages wage salary salaries payslip payslips deduction deductions adp paye pay_run payday gusto deel rippling pay_slips pay_staff
pension: pension pensions retirement auto-enrolment superannuation 401k nest
leave: leave holiday holidays annual_leave vacation time_off days_off absence absences sickness pto sabbatical days_off off_sick holiday_requests
hrsystem: hris hcm workday bamboohr bamboo hibob personio employee_records hr_system starters leavers rippling sap_successfactors personnel joiners new_starters
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
document: document documents contract contracts agreement agreements template templates letter letters paperwork form forms paper dropbox google_drive sharepoint onedrive box filing file_store attachments
sign: signature signatures sign e-sign e-signature docusign signed consent adobe_sign ink sign_off_paperwork countersign
schedule: schedule scheduling calendar diary planner rota roster shift shifts booking bookings book appointment appointments slot slots timetable reserve reservation reservations availability calendly google_calendar outlook_calendar double_booked double_booking timetabling gaps_in_the_diary
waitlist: waitlist waiting_list cancellation cancellations cancelled standby queue queues no-show no_show turn_up walk-ins walk_ins overbooked full_up next_in_line
selfservice: self-service self_service portal customer_portal client_portal themselves on_their_own log_in_themselves do_it_themselves without_ringing without_calling help_themselves kiosk kiosks
survey: survey surveys feedback nps enps csat satisfaction review reviews questionnaire poll pulse stars trustpilot google_reviews yelp reputation complaints
training: training course courses academy lesson lessons certificate certification learning lms e-learning tutorial webinar moodle how-to learn_how e-learning onboarding_course induction inductions
adviser: adviser advisor advisers consultant consulting expert specialist named dedicated account_manager success_manager guidance strategy
support: support helpdesk help_desk 24/7 round_the_clock out_of_hours ticket tickets hotline priority_support zendesk freshdesk sla slas escalations someone_to_ring phone_support
implementation: implementation setup set_up rollout go_live on_site quickstart
route: route routes routing round rounds multi-drop optimise stops itinerary
tracking: track tracking gps location position live_view telematics trace map whereabouts geofence geofencing where_are where_is lost stolen theft
delivery: delivery deliveries deliver parcel parcels courier couriers doorstep drop drops consignment shipment shipments shipping dispatch takeaway deliveroo ubereats uber_eats just_eat last_mile royal_mail dpd dhl ups fedex evri
stock: stock inventory shelves shelf reorder replenish expiry sku scanners barcode barcodes wms stocktake run_out running_out out_of_stock overstock count_by_hand barcoding warehouse_management lot batch batches traceability
purchasing: purchase_order purchase_orders procurement purchasing supplier suppliers vendor vendors requisition po pos_to_suppliers buying buyer tender tenders rfq
returns: return returns refund refunds rma sent_back send_back come_back reverse_logistics exchange money_back chargeback_return exchanges faulty warranty warranties
forecast: forecast forecasting predict prediction demand projection
carbon: carbon co2 emissions green sustainability footprint esg climate
energy: energy electricity gas meter meters kwh solar consumption tariff utility bills_for_power smart_meter heating lights
customs: customs declaration declarations duty duties commodity border brexit
temperature: temperature chilled cold-chain cold fridge fridges freezer reefer thermometer
maintenance: maintenance servicing inspection inspections mot defect defects breakdown breakdowns repair repairs work_order work_orders fix fixes broken broke out_of_order engineer_visit callout call-out planned_maintenance ppm
hours: working_time tachograph rest breaks timesheet timesheets clock_in overtime attendance punch_clock who_is_in time_clock clocking hours_worked late_arrivals timekeeping
broadcast: announcement announcements broadcast broadcasts news communications publish intranet tell_everyone tell_all notice noticeboard mass_message
campaign: campaign campaigns outreach marketing nurture drip mailchimp automation segment segments audience klaviyo braze marketo loyalty_email retargeting adverts advertising ads seo landing_page landing_pages social_media instagram facebook tiktok linkedin
crm: crm salesforce hubspot dynamics pipeline leads contacts pipedrive zoho lead prospects customer_records contact_history
ecommerce: shopify woocommerce magento web_shop webshop online_store marketplace amazon ebay storefront bigcommerce squarespace wix etsy click_and_collect basket abandoned_basket online_orders
edi: edi edifact as2 hl7 fhir interoperability peppol
fraud: fraud suspicious scam chargeback chargebacks aml kyc sanctions identity_check screening stolen_card stolen_cards forged fake bots identity_theft id_check id_checks passport_check
approval: approval approvals approve sign_off workflow workflows escalation authorise two_people
budget: budget budgets allowance allowances wallet spend_limit cap caps
search: search find lookup look_up filter index find_anything cannot_find
duplicate: duplicate duplicates dedupe merge cleansing clean_up
customise: custom customise customisation configurable own_fields drag_and_drop builder
privacy: privacy anonymise redact redaction erase masking subject_access
accessibility: accessibility accessible screen_reader wcag blind dyslexia deaf captions
iot: sensor sensors wearable wearables watch device_readings smartwatch iot
restaurant: restaurant menu menus table tables kitchen waiter waiters till tills pos point_of_sale tip tips tronc bar chef chefs recipe recipes allergen allergens covers pub pubs cafe cafes food_cost
hotel: hotel hotels room rooms guest guests housekeeping check-in booking.com channel_manager airbnb expedia occupancy front_desk minibar reservations
school: school schools pupil pupils student students parent parents teacher teachers homework exam exams grade grades class classes classroom ofsted attendance_register parents_evening term timetable report_cards tutor tutors
property: property properties tenant tenants landlord landlords rent lease leases lettings viewing viewings deposit_scheme block rightmove zoopla flat flats estate_agent inventory_check service_charge leaseholder block_management snagging mortgage
fitness: gym gyms class classes trainer studio turnstile membership peloton strava pt_sessions personal_training workouts spin
construction: construction site_diary snag snags snagging drawings blueprint subcontractor subcontractors subbies rams health_and_safety building_site plant_hire site_managers variation variations retention_payment
safety: safety incident incidents accident accidents near_miss risk_assessment hazard hazards lone_worker compliance coshh first_aid evacuation fire_drill safeguarding dbs inspection_report
legal: legal lawyer lawyers matter matters case cases court conflict_check trust_account time_recording
event: event events conference ticket tickets ticketing attendee attendees badge check-in exhibitor
telecom: telephone telephony voip call calls caller caller_id call_recording ivr switchboard voicemail number_porting broadband sim twilio ringcentral aircall phone_system hold_music call_centre missed_calls
network: firewall vpn network wifi antivirus malware ransomware phishing endpoint_protection intrusion patch patches crowdstrike hacked hackers virus spam ddos penetration vulnerability vulnerabilities siem soc
manufacturing: machine machines production line_stop downtime bill_of_materials work_order quality scrap oee shop_floor factory operators mes changeover tooling
recruitment: recruitment recruit hiring candidates candidate applicant applicants cv cvs job_advert ats vacancies interview interviews greenhouse lever job_board job_boards starters_pipeline references
performance: appraisal appraisals performance objectives goals okr okrs one_to_one 360 review_cycle feedback_cycle promotions
charity: donation donations donor donors fundraising gift_aid volunteer volunteering volunteers charity grant justgiving appeal bequest legacy volunteers_rota
farming: farm crop crops herd livestock field fields harvest irrigation
lab: lab laboratory pathology sample samples blood specimen swab x-ray x-rays scan scans dicom imaging mri
prescription: prescription prescriptions prescribe medication medicines pharmacy chemist drug drugs
dental: dental dentist tooth teeth hygienist implants orthodontic
research: research trial_participants study studies participants randomise
asset: asset assets equipment laptop laptops hardware depreciation tools
visitor: visitor visitors reception sign-in front_desk badge_printing
desk: desk desks hot-desk hot_desk meeting_room meeting_rooms parking space car_park
cleaning: cleaning cleaner cleaners hygiene laundry uniform uniforms ppe
banking: bank_feed bank_feeds reconcile reconciliation transactions iban payout payouts settlement same_day advance early_pay open_banking bacs sepa chaps faster_payments plaid bank_transfer direct_credit cash_flow cashflow treasury
project: project projects task tasks jira asana trello monday kanban gantt milestone milestones to-do deadline deadlines
storage: storage_space cloud_storage disk files file_sharing large_files
social: social instagram facebook tiktok linkedin influencer hashtag community forum
maps: map maps floor_plan floorplan geographic postcode territory territories zones
weather: weather rain storm frost flood wind
queue: queue queues line_up waiting_time wait_times crowd
print: print printer printing printed label labels badge_printing poster
archive: history old_records keep_for_seven_years legal_hold record_keeping
bulk: bulk mass in_one_go all_at_once batch_update
theft: theft stolen shrinkage loss_prevention missing_stock
contractor: contractor contractors freelancer freelancers agency temp temps temporary self-employed
quality: quality defects inspection_checklist checklist checklists non-conformance
lifecycle: churn cancel_their_account win_back retention at_risk leaving
benchmark: benchmark benchmarks compare peers industry_average comparison
simulate: simulate simulation what-if scenario scenarios digital_twin model_out
compliance: compliance compliant regulator regulated regulation iso soc2 hipaa pci audit_ready inspection_ready
refer: referral referrals refer_a_friend affiliate word_of_mouth`

const byWord = new Map<string, readonly string[]>()
const phrases: (readonly [phrase: string, idea: string])[] = []
for (const line of IDEAS.trim().split('\n')) {
  const [idea = '', words = ''] = line.split(': ')
  for (const word of new Set(words.split(' '))) {
    if (/[_/.]/.test(word)) phrases.push([` ${word.replaceAll('_', ' ')} `, idea])
    else byWord.set(stemOf(word), [...(byWord.get(stemOf(word)) ?? []), idea])
  }
}
