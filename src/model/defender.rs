//! Plans of Microsoft Defender for Cloud, as far as they concern registries. A plan is a resource of
//! a subscription; its name says what it protects.

use super::{Attribute, Dialect, Model, Resource, Truth, Value, member};

/// `Microsoft.Security/pricings`
pub const PRICING: &str = "Microsoft.Security/pricings";

/// The extension of a plan that scans images in registries.
pub const SCANNING: &str = "ContainerRegistriesVulnerabilityAssessments";

/// The first azurerm version that knows extensions: from then on those that are not written are
/// switched off (hashicorp/terraform-provider-azurerm, CHANGELOG-v3, 3.69.0).
const EXTENSIONS: (u32, u32) = (3, 69);

/// A Defender plan that the deployment declares.
#[derive(Clone, Copy, Debug)]
pub struct Plan<'m> {
    /// The resource that declares it.
    pub resource: &'m Resource,
}

impl<'m> Plan<'m> {
    /// The plan that a resource of the type [`PRICING`] declares.
    pub fn of(resource: &'m Resource) -> Self {
        Self { resource }
    }

    /// What it protects. azurerm takes `VirtualMachines` when nothing is written.
    pub fn name(self) -> Attribute {
        self.resource.get("name")
    }

    /// Whether it is Defender for Containers, which covers registries.
    pub fn is_for_containers(self) -> Truth {
        self.name().is("Containers")
    }

    /// Whether it is Defender for container registries, which Defender for Containers replaced.
    pub fn is_retired(self) -> Truth {
        self.name().is("ContainerRegistry")
    }

    /// `Standard` is on, `Free` is off.
    pub fn tier(self) -> Attribute {
        self.resource.get("properties.pricingTier")
    }

    /// Whether it is on.
    pub fn is_on(self) -> Truth {
        self.tier().is("Standard")
    }

    /// The list of its extensions.
    pub fn extensions(self) -> Attribute {
        self.resource.get("properties.extensions")
    }

    /// Whether images in registries are surely not scanned although the plan is on. Azure switches
    /// scanning on with the plan and leaves an extension that is not listed as it is; azurerm
    /// switches those off.
    pub fn leaves_out_scanning(self) -> Truth {
        let extensions = self.extensions();
        let is_scanning = |item: &Value| named_scanning(item).known();
        let listed = match extensions.absent {
            true => Truth::False,
            false => extensions.any(is_scanning),
        };
        match self.resource.dialect {
            Dialect::Azurerm(major, minor) if (major, minor) >= EXTENSIONS => listed.negate(),
            Dialect::Azurerm(..) => Truth::False,
            _ if extensions.absent => Truth::False,
            _ => extensions.any(|item| named_scanning(item).and(is_off(item)).known()),
        }
    }
}

fn named_scanning(extension: &Value) -> Truth {
    judge(extension, "name", SCANNING)
}

fn is_off(extension: &Value) -> Truth {
    judge(extension, "isEnabled", "False")
}

/// Whether a member of an object is a text; without the member it is not.
fn judge(object: &Value, name: &str, text: &str) -> Truth {
    let found = member(object, name);
    found.map_or(Truth::False, |value| match value.as_bool() {
        Some(known) => Truth::from(text.eq_ignore_ascii_case(&known.to_string())),
        None => Truth::of(&value, &|value| value.is_text(text)),
    })
}

impl Model {
    /// The Defender plans that the deployment sets, whatever they protect.
    pub fn defender_plans(&self) -> impl Iterator<Item = Plan<'_>> {
        self.of_kind(PRICING).filter(|plan| !plan.existing).map(Plan::of)
    }

    /// Whether the deployment switches Defender for Containers on, which scans registries.
    pub fn has_defender(&self) -> Truth {
        let is_on = |plan: Plan| plan.is_for_containers().and(plan.is_on());
        self.defender_plans().map(is_on).fold(Truth::False, Truth::or)
    }
}
