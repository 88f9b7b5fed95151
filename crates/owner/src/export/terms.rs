//! The words of others that an export may use: each stands in DPV 2.3, as tests/data/dpv-2.3-terms.json says where.

/// What a field of a well-known name holds.
#[derive(Debug)]
pub(super) struct Field {
    /// Its category in DPV's extension for personal data.
    pub(super) pd: &'static str,
    /// Its category in the appendix of Kantara's specification.
    pub(super) kantara: &'static str,
    /// The names: autofill tokens and what people write in their place, in lower case with hyphens.
    names: &'static [&'static str],
}

const BIOGRAPHICAL: &str = "1 - Biographical";
const CONTACT: &str = "2 - Contact";
const COMMUNICATIONS: &str = "4 - Communications/Social";
const NETWORK: &str = "5 - Network/Service";
const FINANCIAL: &str = "7 - Financial";
const IDENTIFIERS: &str = "8 - Official/Government Identifiers";
const EMPLOYMENT: &str = "12 - Human Resources";
const ATTITUDES: &str = "13 - Psychological/Attitudinal";
const PROFILE: &str = "16 - Profile";

/// The categories that Kantara's `sensitive` is about.
pub(super) const SENSITIVE: &[&str] = &[FINANCIAL, IDENTIFIERS];

#[rustfmt::skip]
static FIELDS: &[Field] = &[
    Field { pd: "pd:EmailAddress", kantara: CONTACT, names: &["email", "e-mail", "email-address", "mail"] },
    Field { pd: "pd:TelephoneNumber", kantara: CONTACT, names: &["tel", "mobile", "phone", "telephone"] },
    Field { pd: "pd:Name", kantara: BIOGRAPHICAL, names: &["name", "given-name", "family-name", "first-name", "last-name", "cc-name"] },
    Field { pd: "pd:PhysicalAddress", kantara: CONTACT, names: &["address", "postal-address", "street-address", "address-line1", "address-line2", "street"] },
    Field { pd: "pd:City", kantara: CONTACT, names: &["address-level2", "city", "town"] },
    Field { pd: "pd:Region", kantara: CONTACT, names: &["address-level1", "region", "state"] },
    Field { pd: "pd:PostalCode", kantara: CONTACT, names: &["postal-code", "postcode", "zip"] },
    Field { pd: "pd:Country", kantara: CONTACT, names: &["country"] },
    Field { pd: "pd:BirthDate", kantara: BIOGRAPHICAL, names: &["bday", "birthday", "birth-date", "date-of-birth"] },
    Field { pd: "pd:Age", kantara: BIOGRAPHICAL, names: &["age"] },
    Field { pd: "pd:AgeRange", kantara: BIOGRAPHICAL, names: &["age-band", "age-range"] },
    Field { pd: "pd:Gender", kantara: BIOGRAPHICAL, names: &["gender", "sex"] },
    Field { pd: "pd:Language", kantara: BIOGRAPHICAL, names: &["language"] },
    Field { pd: "pd:Nationality", kantara: BIOGRAPHICAL, names: &["nationality"] },
    Field { pd: "pd:Interest", kantara: PROFILE, names: &["interest", "interests"] },
    Field { pd: "pd:Communication", kantara: COMMUNICATIONS, names: &["message"] },
    Field { pd: "pd:Opinion", kantara: ATTITUDES, names: &["feedback", "opinion"] },
    Field { pd: "pd:Job", kantara: EMPLOYMENT, names: &["job", "job-title"] },
    Field { pd: "pd:PaymentCardNumber", kantara: FINANCIAL, names: &["cc-number"] },
    Field { pd: "pd:PaymentCardExpiry", kantara: FINANCIAL, names: &["cc-exp"] },
    Field { pd: "pd:PaymentCard", kantara: FINANCIAL, names: &["cc-csc"] },
    Field { pd: "pd:BankAccount", kantara: FINANCIAL, names: &["bic", "iban"] },
    Field { pd: "pd:OfficialID", kantara: IDENTIFIERS, names: &["national-id"] },
    Field { pd: "pd:Passport", kantara: IDENTIFIERS, names: &["passport"] },
    Field { pd: "pd:Identifier", kantara: NETWORK, names: &["username"] },
    Field { pd: "pd:Password", kantara: NETWORK, names: &["new-password", "password"] },
];

/// What a field of that name holds, if the name says it.
pub(super) fn field(name: &str) -> Option<&'static Field> {
    let plain = name.to_ascii_lowercase().replace(['_', ' '], "-");
    FIELDS.iter().find(|field| field.names.contains(&&*plain))
}

/// Whether DPV has that purpose.
pub(super) fn is_purpose(term: &str) -> bool {
    term.strip_prefix("dpv:").is_some_and(|name| PURPOSES.binary_search(&name).is_ok())
}

/// Whether DPV's extension for locations has that country.
pub(super) fn is_country(code: &str) -> bool {
    COUNTRIES.split(' ').any(|known| known == code)
}

/// Every purpose, sorted.
#[rustfmt::skip]
static PURPOSES: &[&str] = &[
    "AcademicResearch", "AccountManagement", "Advertising", "AgeVerification", "CombatClimateChange",
    "CommercialPurpose", "CommercialResearch", "CommunicationForCustomerCare", "CommunicationManagement",
    "CounterMoneyLaundering", "Counterterrorism", "CustomerCare", "CustomerClaimsManagement", "CustomerManagement",
    "CustomerOrderManagement", "CustomerRelationshipManagement", "CustomerSolvencyMonitoring", "DataAltruism",
    "DeliveryOfGoods", "DirectMarketing", "DisputeManagement", "EnforceAccessControl", "EnforceSecurity",
    "EstablishContractualAgreement", "FraudPreventionAndDetection", "FulfilmentOfContractualObligation",
    "FulfilmentOfObligation", "HumanResourceManagement", "IdentityAuthentication", "IdentityVerification",
    "ImproveExistingProductsAndServices", "ImproveHealthcare", "ImproveInternalCRMProcesses", "ImprovePublicServices",
    "ImproveTransportMobility", "IncreaseServiceRobustness", "InternalResourceOptimisation", "LegalCompliance",
    "MaintainFraudDatabase", "Marketing", "MemberPartnerManagement", "MisusePreventionAndDetection",
    "NonCommercialPurpose", "NonCommercialResearch", "OptimisationForConsumer", "OptimisationForController",
    "OptimiseUserInterface", "OrganisationComplianceManagement", "OrganisationGovernance",
    "OrganisationRiskManagement", "PaymentManagement", "Personalisation", "PersonalisedAdvertising",
    "PersonalisedBenefits", "PersonnelBehaviourMonitoring", "PersonnelHiring", "PersonnelManagement",
    "PersonnelMonitoring", "PersonnelOffboarding", "PersonnelOnboarding", "PersonnelPayment",
    "PersonnelPerformanceEvaluation", "PersonnelPerformanceManagement", "PersonnelPerformanceMonitoring",
    "PersonnelPerformancePrediction", "PersonnelPromotionManagement", "PersonnelTerminationManagement",
    "PersonnelWorkloadManagement", "PoliticalCampaign", "ProtectionOfIPR", "ProtectionOfNationalSecurity",
    "ProtectionOfPublicSecurity", "ProvideEventRecommendations", "ProvideOfficialStatistics",
    "ProvidePersonalisedRecommendations", "ProvideProductRecommendations", "PublicBenefit", "PublicPolicyMaking",
    "PublicRelations", "Purpose", "RecordManagement", "RecruitmentAdvertising", "RecruitmentApplicantBackgroundCheck",
    "RecruitmentApplicantCriminalBackgroundCheck", "RecruitmentApplicantInformationAuthentication",
    "RecruitmentApplicantSelection", "RecruitmentApplicationAnalysis", "RecruitmentApplicationManagement",
    "RecruitmentApplicationScreening", "RecruitmentInterviewAnalysis", "RecruitmentInterviewAssessment",
    "RecruitmentInterviewManagement", "RecruitmentInterviewScheduling", "RecruitmentManagement",
    "RecruitmentTargetedAdvertising", "RepairImpairments", "RequestedServiceProvision", "ResearchAndDevelopment",
    "RightsFulfilment", "ScientificResearch", "SearchFunctionalities", "SellDataToThirdParties",
    "SellInsightsFromData", "SellProducts", "SellProductsToDataSubject", "ServiceAccessDetermination",
    "ServiceManagement", "ServiceMonitoring", "ServiceOptimisation", "ServicePersonalisation", "ServiceProvision",
    "ServiceRegistration", "ServiceUsageAnalytics", "SocialMediaMarketing", "TargetedAdvertising",
    "TechnicalServiceProvision", "UserInterfacePersonalisation", "VendorManagement", "VendorPayment",
    "VendorRecordsManagement", "VendorSelectionAssessment", "Verification",
];

/// Every country (ISO 3166-1 alpha-2).
static COUNTRIES: &str = "\
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA \
    CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA \
    GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP \
    KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS \
    MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS \
    RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW \
    TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";
