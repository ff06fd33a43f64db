//! Policy assignments, and the built-in policies about registries. Source: Azure/azure-policy,
//! built-in-policies. Left out are deprecated ones and two that ask for what does not help any more:
//! zone redundancy, which every registry has, and service endpoints, which private link replaced.

use super::{Attribute, Model, Resource, Truth, Value, ValueKind};
use crate::evaluate::{canonical_pieces, json_text};

/// `Microsoft.Authorization/policyAssignments`
pub const POLICY_ASSIGNMENT: &str = "Microsoft.Authorization/policyAssignments";

/// Id and default effect of each policy.
#[rustfmt::skip]
const POLICIES: &[(&str, &str)] = &[
    ("090c7b07-b4ed-4561-ad20-e9075f3ccaff", "AuditIfNotExists"),
    ("a3701552-92ea-433e-9d17-33b7f1208fc9", "Modify"),
    ("e9585a95-5b8c-4d03-b193-dc7eb5ac4c32", "DeployIfNotExists"),
    ("d85c6833-7d33-4cf5-a915-aaa2de84405f", "DeployIfNotExists"),
    ("785596ed-054f-41bc-aaec-7f3d0ba05725", "Modify"),
    ("cced2946-b08a-44fe-9fd9-e4ed8a779897", "Modify"),
    ("79fdfe03-ffcb-4e55-b4d0-b925b8241759", "Modify"),
    ("a9b426fe-8856-4945-8600-18c5dd1cca2a", "Modify"),
    ("696cb1d3-2dcf-4b44-aa7a-caccd18b1b96", "Audit"),
    ("5b9159ae-1701-4a6f-9a7a-aa9c8ddd0580", "Audit"),
    ("42781ec6-6127-4c30-bdfa-fb423a0047d3", "Audit"),
    ("bd560fc0-3c69-498a-ae9f-aa8eb7de0e13", "Audit"),
    ("9f2dea28-e834-476c-99c5-3507b4728395", "Audit"),
    ("524b0254-c285-4903-bee6-bb8126cde579", "Audit"),
    ("dc921057-6b28-4fbe-9b83-f7bec05db6c2", "Audit"),
    ("ff05e24e-195c-447e-b322-5e90c9f9f366", "Audit"),
    ("d0793b48-0edc-4296-a390-4c75d1bdfd71", "Audit"),
    ("84497762-32b6-4ab3-80b6-732ea48b85a2", "Audit"),
    ("e8eef0a8-67cf-4eb4-9386-14b0e78733d4", "Audit"),
    ("9ba29e83-863d-4fec-81d0-16dd87067cc3", "DeployIfNotExists"),
    ("56288eb2-4350-461d-9ece-2bb242269dce", "DeployIfNotExists"),
    ("106cd3bd-50a1-466c-869f-f9c2d310477b", "DeployIfNotExists"),
    ("0fdf0491-d080-4575-b627-ad0e843cba0f", "Audit"),
];

/// Built-in initiatives that hold one of them.
#[rustfmt::skip]
const INITIATIVES: &[&str] = &[
    "f1535064-3294-48fa-94e2-6e83095a5c08", // Audit Public Network Access
    "046796ef-e8a7-4398-bbe9-cce970b1a3ae", // CIS Controls v8.1
    "4e50fd13-098b-3206-61d6-d1d78205cb45", // CMMC 2.0 Level 2
    "b5629c75-5c77-4422-87b9-2509e680f8de", // CMMC Level 3
    "8791506a-dec4-497a-a83f-3abfde37c400", // CSA CSA Cloud Controls Matrix v4.0.12
    "f8f5293d-df94-484a-a3e7-6b422a999d91", // Canada Federal PBMM 3-1-2020
    "d64f0787-1470-495d-b747-8534ff151e05", // Control the use of Container Registry in Mission Platforms
    "a4087154-2edb-4329-b56a-1cc986807f3c", // Cybersecurity Maturity Model Certification (CMMC) Level 2 v1.9.0
    "f9c0485f-da8e-43b5-961e-58ebd54b907c", // DORA 2022 2554
    "8d792a84-723c-4d92-a3c3-e4ed16a2d133", // DoD Impact Level 4
    "f9a961fa-3241-4b20-adc4-bbf8ad9d7197", // DoD Impact Level 5
    "42346945-b531-41d8-9e46-f95057672e88", // EU 2022/2555 (NIS2) 2022
    "7326812a-86a4-40c8-af7c-8945de9c4913", // EU General Data Protection Regulation (GDPR) 2016/679
    "85175a36-2f12-419a-96b4-18d5b0096531", // Enable allLogs category group resource logging for supported resources to Event Hub
    "0884adba-2312-4468-abeb-5422caed1038", // Enable allLogs category group resource logging for supported resources to Log Analytics
    "b6b86da9-e527-49de-ac59-6af0a9db10b8", // Enable allLogs category group resource logging for supported resources to storage
    "1020d527-2764-4230-92cc-7035e4fcf8a7", // Enable audit category group resource logging for supported resources to Event Hub
    "f5b29bc4-feca-4cc6-a58a-772dd5e290a5", // Enable audit category group resource logging for supported resources to Log Analytics
    "8d723fb6-6680-45be-9d37-b1a4adb52207", // Enable audit category group resource logging for supported resources to storage
    "7379ef4c-89b0-48b6-a5cc-fd3a75eaef93", // Evaluate Private Link Usage Across All Supported Azure Resources
    "4fcabc2a-30b2-4ba5-9fbb-b1a4e08fb721", // FBI Criminal Justice Information Services (CJIS) v5.9.5
    "1d5dbdd5-6f93-43ce-a939-b19df3753cf7", // FFIEC CAT 2017
    "d5264498-16f4-418a-b659-fa7ef418175f", // FedRAMP High
    "e95f5a9f-57ad-4d03-bb0b-b1d16db93693", // FedRAMP Moderate
    "e0d47b75-5d99-442a-9d60-07f2595ab095", // HITRUST CSF v11.3
    "e3030e83-88d5-4f23-8734-6577a2c97a32", // ISO/IEC 27002 2022
    "e0782c37-30da-4a78-9f92-50bfe7aa2553", // K ISMS P 2023
    "1f3afdf9-d0c9-4c3d-847f-89da613e70a8", // Microsoft cloud security benchmark
    "38916c43-6876-4971-a4b1-806aa7e55ccc", // NIST 800-171 R3
    "184a0e05-7b06-4a68-bbbe-13b8353bc613", // NIST CSF v2.0
    "03055927-78bd-4236-86c0-f36125a10dc9", // NIST SP 800-171 Rev. 2
    "60205a79-6280-4e20-a147-e2011e09dc78", // NIST SP 800-53 R5.1.1
    "cf25b9c1-bd23-4eb6-bd2c-f4f3ac644a5f", // NIST SP 800-53 Rev. 4
    "179d1daa-458f-4e47-8086-2a68d0d6c38f", // NIST SP 800-53 Rev. 5
    "6ce73208-883e-490f-a2ac-44aac3b3687f", // NL BIO Cloud Theme
    "d8b2ffbe-c6a8-4622-965d-4ade11d1d2ee", // NL BIO Cloud Theme V2
    "4476df0a-18ab-4bfe-b6ad-cccae1cf320f", // NZISM v3.7
    "4f5b1359-4f8e-4d7c-9733-ea47fcde891e", // New Zealand ISM
    "a06d5deb-24aa-4991-9d58-fa7563154e31", // PCI DSS v4.0.1
    "97a6d4f1-3bed-4cf4-ac5b-0e444c0408d6", // RMIT Malaysia
    "d0d5578d-cc08-2b22-31e3-f525374f235a", // Reserve Bank of India - IT Framework for Banks
    "4054785f-702b-4a98-9215-009cbd58b141", // SOC 2 Type 2
    "53ad89f5-8542-49e9-ba81-1cbd686e0d52", // SOC 2023
    "abf84fac-f817-a70c-14b5-47eec767458a", // SWIFT CSP-CSCF v2021
    "7499005e-df5a-45d9-810f-041cf346678c", // SWIFT Customer Security Controls Framework 2024
    "175daf90-21e1-4fec-b745-7b4c909aa94c", // Spain ENS
    "b3fe25eb-cdc6-475f-96a5-04ac270f630d", // [Preview]: Control the use of Container Registry in a Virtual Enclave
    "0a9ea1cb-7925-47fc-b0fe-8bb0a8190423", // [Preview]: Control the use of diagnostic settings for specific resources in a Virtual Enclave
    "f15f4d95-c59c-4395-9317-be6978d0743f", // [Preview]: Enforce Encryption-at-Rest with Customer Managed Keys (CMK) with Azure Key Vault Premium Keys across Azure Services
    "e3ec7e09-768c-4b64-882c-fcada3772047", // [Preview]: Microsoft cloud security benchmark v2
];

/// Parameters of initiatives that are the effect of one of the policies. Others are `effect-` and
/// the id of the policy.
const EFFECTS: &[&str] = &[
    "effect",
    "azureContainerRegistryVulnerabilityAssessmentEffect",
    "containerRegistriesShouldBeEncryptedWithACustomerManagedKeyMonitoringEffect",
    "containerRegistriesShouldNotAllowUnrestrictedNetworkAccessMonitoringEffect",
    "containerRegistriesShouldUsePrivateLinkMonitoringEffect",
    "Effect-Microsoft.ContainerRegistry-registries",
    "Initiative-Effect-Audit",
];

/// An assignment of a policy or an initiative.
#[derive(Clone, Copy, Debug)]
pub struct Assignment<'m> {
    /// The resource that declares it.
    pub resource: &'m Resource,
}

impl<'m> Assignment<'m> {
    /// The assignment that a resource of the type [`POLICY_ASSIGNMENT`] declares.
    pub fn of(resource: &'m Resource) -> Self {
        Self { resource }
    }

    fn definition(self) -> Attribute {
        self.resource.get("properties.policyDefinitionId")
    }

    /// Whether it assigns a built-in policy about registries, or an initiative that holds one. What
    /// the code defines itself is not built in.
    pub fn is_about_registries(self) -> Truth {
        self.definition().judge(|id| match is_custom(id) {
            true => Some(false),
            false => names(id),
        })
    }

    /// Whether it may assign something about registries that the code defines itself.
    pub(super) fn is_custom(self) -> Truth {
        self.definition().judge(|id| is_custom(id).then_some(true).or(names(id).map(|_| false)))
    }

    /// Where it says whether it is enforced.
    pub fn mode(self) -> Attribute {
        self.resource.get("properties.enforcementMode")
    }

    /// The values of the effects of policies about registries that it sets, and a doubt in place of
    /// those that are not known.
    pub fn effects(self) -> Vec<Value> {
        let written = self.resource.get("properties.parameters");
        let parameters = match &written.value.kind {
            ValueKind::Json(inner) => (**inner).clone().out_of(&written.value),
            ValueKind::String(text) => json_text(text, written.value.span).unwrap_or(written.value.clone()),
            _ => written.value,
        };
        let ValueKind::Object(object) = &parameters.kind else {
            return Vec::from_iter(Some(parameters).filter(|it| it.first_unknown().is_some()));
        };
        let effects = object.items.iter().filter(|item| is_effect(&item.key));
        let values = effects.filter_map(|item| super::member(&item.value, "value"));
        let rest = object.rest.clone().map(ValueKind::Unknown);
        let rest = rest.map(|kind| Value { kind, ..parameters.clone() });
        values.map(|value| value.out_of(&parameters)).chain(rest).collect()
    }

    /// True if all it does, enforced or not, is to report.
    pub fn only_audits(self) -> bool {
        let known = self.definition();
        let default = known.value.pieces().and_then(|pieces| {
            let text = canonical_pieces(&pieces).to_ascii_lowercase();
            POLICIES.iter().find(|(id, _)| text.contains(id)).map(|(_, effect)| *effect)
        });
        let effects = self.effects();
        let is_audit = |effect: &Value| effect.is_one_of(&["Audit", "AuditIfNotExists"]) == Some(true);
        match effects.is_empty() {
            true => default.is_some_and(|effect| effect.starts_with("Audit")),
            false => effects.iter().all(is_audit),
        }
    }

    /// The registries that it leaves out, whole resource groups aside.
    pub fn left_out(self, model: &Model) -> Vec<(Value, Truth)> {
        let list = self.resource.get("properties.notScopes");
        let is_registry = |value: &Value| Truth::of(value, &|value| model.is_id_of_registry(value));
        let rest = list.value.as_list().map_or(list.value.first_unknown(), |list| list.rest.clone());
        let rest = rest.map(|rest| Value { kind: ValueKind::Unknown(rest), ..list.value.clone() });
        let scopes = list.members().into_iter().chain(rest);
        scopes.map(|scope| (scope.clone(), is_registry(&scope))).collect()
    }
}

fn is_effect(name: &str) -> bool {
    let policy = name.get("effect-".len()..).unwrap_or_default();
    EFFECTS.iter().any(|known| known.eq_ignore_ascii_case(name))
        || POLICIES.iter().any(|(id, _)| id.eq_ignore_ascii_case(policy))
}

/// Whether an id is one of a definition that the code makes.
fn is_custom(id: &Value) -> bool {
    let reference = id.as_unknown().and_then(|unknown| unknown.reference.clone());
    reference.is_some_and(|it| !it.module && !it.address.split('.').any(|part| part == "data"))
}

/// Whether an id names one of the policies or initiatives. `None` if it may.
fn names(id: &Value) -> Option<bool> {
    let text = canonical_pieces(&id.pieces()?).to_ascii_lowercase();
    if POLICIES.iter().any(|(known, _)| text.contains(known))
        || INITIATIVES.iter().any(|it| text.contains(it))
    {
        return Some(true);
    }
    // `…/policyDefinitions/name` or `resourceId('…/policyDefinitions', 'name')`.
    let named = text.rsplit_once("definitions").and_then(|(_, rest)| rest.strip_prefix(['/', ',']));
    let names_other = named.is_some_and(|name| !name.is_empty() && !name.contains("${"));
    (names_other || id.as_str().is_some()).then_some(false)
}

impl Model {
    /// Whether the deployment assigns a policy about registries.
    pub(super) fn has_registry_policy(&self) -> Truth {
        let assigned = self.of_kind(POLICY_ASSIGNMENT).map(Assignment::of);
        let one = |it: Assignment| match it.is_custom() {
            Truth::True => {
                let why = format!("what `{}` assigns is defined in the code", it.resource.address);
                Truth::Unknown(why.into())
            }
            _ => it.is_about_registries(),
        };
        assigned.map(one).fold(Truth::False, Truth::or)
    }
}
