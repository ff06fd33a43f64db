//! The two source documents, row by row: what each entry asks for, and which rules decide it.

/// Where an entry comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Document {
    /// The Azure security baseline for Container Registry.
    Baseline,
    /// The list of best practices.
    Tips,
}

impl Document {
    /// Both, in the order of reports.
    pub const ALL: [Self; 2] = [Self::Baseline, Self::Tips];

    /// What it is called.
    pub fn title(self) -> &'static str {
        match self {
            Self::Baseline => "Azure security baseline for Container Registry",
            Self::Tips => "Best practices for security in Azure Container Registry",
        }
    }

    /// Where it is published.
    pub fn url(self) -> &'static str {
        match self {
            Self::Baseline => BASELINE,
            Self::Tips => TIPS,
        }
    }
}

const BASELINE: &str =
    "https://learn.microsoft.com/security/benchmark/azure/baselines/container-registry-security-baseline";
const TIPS: &str =
    "https://zimmergren.net/top-10-best-practices-for-security-in-acr-azure-container-registry/";

/// What an entry is if no rule fails and nothing is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Otherwise {
    /// Pass if a rule passes, else not applicable.
    Judged,
    /// As `Judged`, but if no rule passes nobody can know from this code: what decides is declared
    /// for a subscription, not for a registry.
    Elsewhere,
    /// Azure always does it, or does not support it; there is nothing to configure.
    Platform,
    /// No code says it; whatever is unknown is for a person too.
    Manual,
}

/// One row of a source document.
#[derive(Debug)]
pub struct Entry {
    /// Which document.
    pub document: Document,
    /// `NS-2` or `Tip 9`.
    pub id: &'static str,
    /// What it asks for.
    pub title: &'static str,
    /// The same in two or three words, for the head of a column.
    pub short: &'static str,
    /// The heading in the document, as the end of its address; empty for the document itself.
    pub anchor: &'static str,
    /// The rules that decide it.
    pub rules: &'static [&'static str],
    /// Those of them that can break it, but do not meet it: that exports are not disabled wrongly does
    /// not mean that they are disabled.
    pub guards: &'static [&'static str],
    /// Rules worth knowing of that do not decide it.
    pub related: &'static [&'static str],
    /// Only Premium can meet it, so that a lower tier fails it.
    pub premium: bool,
    /// What it is if its rules leave that open.
    pub otherwise: Otherwise,
    /// Why it is so if no rule decides, and where to look.
    pub note: &'static str,
    /// What is to be said whatever it is.
    pub remark: &'static str,
}

impl Entry {
    const BASELINE: Self = Self {
        document: Document::Baseline,
        id: "",
        title: "",
        short: "",
        anchor: "",
        rules: &[],
        guards: &[],
        related: &[],
        premium: false,
        otherwise: Otherwise::Judged,
        note: "",
        remark: "",
    };
    const PLATFORM: Self = Self { otherwise: Otherwise::Platform, ..Self::BASELINE };
    const TIP: Self = Self { document: Document::Tips, ..Self::BASELINE };

    /// Where the document says it.
    pub fn url(&self) -> String {
        match self.anchor {
            "" => self.document.url().to_owned(),
            anchor => format!("{}#{anchor}", self.document.url()),
        }
    }

    /// True if it is the same for every registry.
    pub fn is_constant(&self) -> bool {
        self.rules.is_empty()
    }
}

const NS_1: &str = "ns-1-establish-network-segmentation-boundaries";
const NS_2: &str = "ns-2-secure-cloud-services-with-network-controls";
const IM_1: &str = "im-1-use-centralized-identity-and-authentication-system";
const IM_3: &str = "im-3-manage-application-identities-securely-and-automatically";
const BR_1: &str = "br-1-ensure-regular-automated-backups";

/// Every entry, in the order of the documents.
pub static ENTRIES: &[Entry] = &[
    Entry {
        id: "NS-1",
        title: "Virtual network integration",
        short: "VNet integration",
        anchor: NS_1,
        note: "the service cannot be put into a virtual network; private endpoints (NS-2) stand for that",
        ..Entry::PLATFORM
    },
    Entry {
        id: "NS-1",
        title: "Network security groups",
        short: "Security groups",
        anchor: NS_1,
        note: "the service takes no network security groups; its own rules (NS-2) stand for them",
        ..Entry::PLATFORM
    },
    Entry {
        id: "NS-2",
        title: "Azure Private Link",
        short: "Private link",
        anchor: NS_2,
        rules: &["private-endpoint", "private-endpoint-dns"],
        premium: true,
        note: "no rule about private endpoints concerns this registry",
        ..Entry::BASELINE
    },
    Entry {
        id: "NS-2",
        title: "Disable public network access",
        short: "Public access",
        anchor: NS_2,
        rules: &["public-network-access", "broad-ip-rule", "ineffective-network-rules", "tasks-bypass"],
        premium: true,
        note: "no rule about network access concerns this registry",
        ..Entry::BASELINE
    },
    Entry {
        id: "IM-1",
        title: "Microsoft Entra ID authentication for the data plane",
        short: "Entra sign-in",
        anchor: IM_1,
        rules: &["arm-audience-token"],
        note: "Azure always accepts Microsoft Entra identities",
        ..Entry::PLATFORM
    },
    Entry {
        id: "IM-1",
        title: "Local authentication methods",
        short: "Local sign-in",
        anchor: IM_1,
        rules: &[
            "admin-user",
            "anonymous-pull",
            "repository-token",
            "token-expiry",
            "token-scope",
            "scope-map-wildcard",
        ],
        note: "no rule about local authentication concerns this registry",
        ..Entry::BASELINE
    },
    Entry {
        id: "IM-3",
        title: "Managed identities",
        short: "Managed identity",
        anchor: IM_3,
        rules: &["pull-with-password", "pull-identity", "task-identity"],
        note: "nothing that pulls from this registry is declared here",
        ..Entry::BASELINE
    },
    Entry {
        id: "IM-3",
        title: "Service principals",
        short: "Service principal",
        anchor: IM_3,
        rules: &["pull-service-principal", "registry-password-literal"],
        note: "no service principal and no password of this registry is declared here",
        ..Entry::BASELINE
    },
    Entry {
        id: "IM-7",
        title: "Conditional access for the data plane",
        short: "Conditional access",
        anchor: "im-7-restrict-resource-access-based-on-conditions",
        note: "the service does not support it",
        ..Entry::PLATFORM
    },
    Entry {
        id: "PA-1",
        title: "Local admin accounts",
        short: "Admin account",
        anchor: "pa-1-separate-and-limit-highly-privilegedadministrative-users",
        rules: &["admin-user", "admin-credentials-used"],
        note: "no rule about the admin account concerns this registry",
        ..Entry::BASELINE
    },
    Entry {
        id: "PA-7",
        title: "Azure RBAC for the data plane",
        short: "Azure RBAC",
        anchor: "pa-7-follow-just-enough-administration-least-privilege-principle",
        rules: &["broad-role", "inherited-role", "push-for-pull", "custom-role", "role-ignored-by-abac"],
        note: "Azure always asks its roles who may pull and push",
        ..Entry::PLATFORM
    },
    Entry {
        id: "PA-8",
        title: "Customer Lockbox",
        short: "Lockbox",
        anchor: "pa-8-determine-access-process-for-cloud-provider-support",
        otherwise: Otherwise::Manual,
        note: "a setting of the tenant: look at Customer Lockbox for Microsoft Azure in the portal",
        ..Entry::BASELINE
    },
    Entry {
        id: "DP-1",
        title: "Sensitive data discovery and classification",
        short: "Data discovery",
        anchor: "dp-1-discover-classify-and-label-sensitive-data",
        note: "the service does not support it",
        ..Entry::PLATFORM
    },
    Entry {
        id: "DP-2",
        title: "Data leakage and loss prevention",
        short: "Export control",
        anchor: "dp-2-monitor-anomalies-and-threats-targeting-sensitive-data",
        rules: &["export-policy", "export-policy-conflict", "transfer-pipeline"],
        guards: &["export-policy-conflict", "transfer-pipeline"],
        premium: true,
        note: "no rule about exports concerns this registry",
        ..Entry::BASELINE
    },
    Entry {
        id: "DP-3",
        title: "Data in transit encryption",
        short: "TLS",
        anchor: "dp-3-encrypt-sensitive-data-in-transit",
        rules: &["webhook-https"],
        note: "Azure accepts nothing older than TLS 1.2",
        ..Entry::PLATFORM
    },
    Entry {
        id: "DP-4",
        title: "Data at rest encryption using platform keys",
        short: "Platform keys",
        anchor: "dp-4-enable-data-at-rest-encryption-by-default",
        note: "Azure always encrypts what it stores",
        ..Entry::PLATFORM
    },
    Entry {
        id: "DP-5",
        title: "Data at rest encryption using customer-managed keys",
        short: "Customer key",
        anchor: "dp-5-use-customer-managed-key-option-in-data-at-rest-encryption-when-required",
        rules: &["customer-managed-key", "cmk-pinned-version", "cmk-incomplete"],
        premium: true,
        note: "no rule about customer-managed keys concerns this registry",
        ..Entry::BASELINE
    },
    Entry {
        id: "DP-6",
        title: "Key management in Azure Key Vault",
        short: "Key Vault",
        anchor: "dp-6-use-a-secure-key-management-process",
        note: "the service does not support it",
        ..Entry::PLATFORM
    },
    Entry {
        id: "AM-2",
        title: "Azure Policy support",
        short: "Azure Policy",
        anchor: "am-2-use-only-approved-services",
        rules: &["policy-not-enforced", "policy-unassigned"],
        otherwise: Otherwise::Elsewhere,
        note: "this deployment assigns no policy: look at the assignments of the subscription and its management groups",
        ..Entry::BASELINE
    },
    Entry {
        id: "LT-1",
        title: "Microsoft Defender for service",
        short: "Defender",
        anchor: "lt-1-enable-threat-detection-capabilities",
        rules: &["defender-plan", "defender-undeclared", "scanner-locked-out"],
        guards: &["scanner-locked-out"],
        otherwise: Otherwise::Elsewhere,
        note: "this deployment declares no Defender plan: look at Defender for Cloud, environment settings of the subscription",
        ..Entry::BASELINE
    },
    Entry {
        id: "LT-4",
        title: "Azure resource logs",
        short: "Resource logs",
        anchor: "lt-4-enable-logging-for-security-investigation",
        rules: &["diagnostic-settings", "diagnostic-categories"],
        note: "no rule about diagnostic settings concerns this registry",
        ..Entry::BASELINE
    },
    Entry {
        id: "BR-1",
        title: "Azure Backup",
        short: "Azure Backup",
        anchor: BR_1,
        note: "the service does not support it",
        ..Entry::PLATFORM
    },
    Entry {
        id: "BR-1",
        title: "Service native backup capability",
        short: "Native backup",
        anchor: BR_1,
        related: &["soft-delete", "delete-lock", "geo-replication"],
        note: "the service has none; soft delete, locks and replicas limit what can get lost",
        ..Entry::PLATFORM
    },
    Entry {
        id: "Tip 1",
        title: "Enable Microsoft Defender for Cloud (formerly Azure Security Center)",
        short: "Defender",
        rules: &["defender-plan", "defender-undeclared", "scanner-locked-out"],
        guards: &["scanner-locked-out"],
        otherwise: Otherwise::Elsewhere,
        note: "this deployment declares no Defender plan: look at Defender for Cloud, environment settings of the subscription",
        ..Entry::TIP
    },
    Entry {
        id: "Tip 2",
        title: "Disable the admin account",
        short: "Admin account",
        rules: &["admin-user", "admin-credentials-used", "admin-credentials-unavailable"],
        note: "no rule about the admin account concerns this registry",
        ..Entry::TIP
    },
    Entry {
        id: "Tip 3",
        title: "Service principals for headless access",
        short: "Service principal",
        rules: &["pull-service-principal", "registry-password-literal"],
        note: "no service principal and no password of this registry is declared here",
        ..Entry::TIP
    },
    Entry {
        id: "Tip 4",
        title: "Managed identities where possible",
        short: "Managed identity",
        rules: &["pull-with-password", "pull-identity", "aks-pull-identity", "task-identity"],
        note: "nothing that pulls from this registry is declared here",
        ..Entry::TIP
    },
    Entry {
        id: "Tip 5",
        title: "Stay on top of role assignments",
        short: "Roles",
        rules: &["broad-role", "inherited-role", "push-for-pull", "custom-role"],
        note: "no role on this registry is assigned here",
        ..Entry::TIP
    },
    Entry {
        id: "Tip 6",
        title: "Webhooks for what happens in the registry",
        short: "Webhooks",
        rules: &["push-webhook", "webhook-https", "webhook-secret"],
        note: "no webhook of this registry is declared here",
        ..Entry::TIP
    },
    Entry {
        id: "Tip 7",
        title: "Signed images (formerly content trust)",
        short: "Signed images",
        rules: &["content-trust"],
        otherwise: Otherwise::Manual,
        remark: "images are signed in the pipeline: look for Notation or Cosign there; content trust itself is retired",
        ..Entry::TIP
    },
    Entry {
        id: "Tip 8",
        title: "Rebuild images when their base images change",
        short: "Base images",
        rules: &["task-base-image-trigger", "mutable-image-tag"],
        note: "no task of this registry and nothing that runs its images is declared here",
        ..Entry::TIP
    },
    Entry {
        id: "Tip 9",
        title: "Secrets in Azure Key Vault",
        short: "Secrets",
        rules: &[
            "registry-password-literal",
            "insecure-secret-parameter",
            "credentials-in-output",
            "task-source-token",
            "credential-set",
            "webhook-secret",
        ],
        note: "no secret of this registry is declared here",
        ..Entry::TIP
    },
    Entry {
        id: "Tip 10",
        title: "Review activity logs",
        short: "Activity logs",
        rules: &["diagnostic-settings", "diagnostic-categories", "activity-log-export"],
        remark: "the code can only say whether logs are kept; to review them is for a person",
        ..Entry::TIP
    },
    Entry {
        id: "Tip 11",
        title: "Firewall",
        short: "Firewall",
        rules: &["public-network-access", "broad-ip-rule", "ineffective-network-rules", "private-endpoint"],
        premium: true,
        note: "no rule about network access concerns this registry",
        ..Entry::TIP
    },
    Entry {
        id: "Tip 12",
        title: "Repository-scoped permissions",
        short: "Repository scope",
        rules: &[
            "scope-map-wildcard",
            "token-scope",
            "token-expiry",
            "legacy-permissions-mode",
            "unconditioned-repository-role",
        ],
        note: "no token and no role for single repositories is declared here",
        ..Entry::TIP
    },
];
