//! Rules and what they may use. A rule is a value in a file of its own under `rules/`; the list of
//! rules is the folder.

use crate::config::{Config, Profile};
use crate::diagnostic::{
    Applicability, Diagnostic, Digest, Label, Literal, Repair, RuleInfo, RuleOption, Severity, masked,
};
use crate::evaluate::{Origin, Value, ValueKind};
use crate::model::{Attribute, Dialect, Doubt, Model, Resource, Truth};

include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// A rule.
pub struct Rule {
    /// The problem in one phrase, without final stop.
    pub summary: &'static str,
    /// The severities it can have, worst first.
    pub severity: &'static [Severity],
    /// When it runs.
    pub set: Set,
    /// The first ruleset that has it, `YYYY.MM`.
    pub since: &'static str,
    /// Ids of the Microsoft cloud security benchmark controls it serves.
    pub controls: &'static [&'static str],
    /// Numbers of the best-practice tips.
    pub tips: &'static [u8],
    /// Azure Policy definition ids.
    pub policies: &'static [&'static str],
    /// Rule ids of peers.
    pub peers: &'static [&'static str],
    /// The lowest tier it concerns.
    pub needs: Sku,
    /// How far its repair reaches; none if only a person can decide.
    pub fix: Option<Applicability>,
    /// What `[rules.NAME]` of the configuration may say.
    pub options: &'static [RuleOption],
    /// The rules that say what it says, and more: where one of them speaks it is silent.
    pub yields_to: &'static [&'static str],
    /// What it reports may be a secret: nothing that is computed of the value leaves the run.
    pub about_secrets: bool,
    /// What it looks at.
    pub check: Check,
}

impl Rule {
    /// What a rule is unless it says otherwise: it was there from the start, concerns every tier and
    /// nothing is mapped to it.
    pub const BASE: Rule = Rule {
        summary: "",
        severity: &[],
        set: Set::Default,
        since: "2026.11",
        controls: &[],
        tips: &[],
        policies: &[],
        peers: &[],
        needs: Sku::Any,
        fix: None,
        options: &[],
        yields_to: &[],
        about_secrets: false,
        check: Check::Run,
    };
}

/// A rule with what its file says of it.
pub struct NamedRule {
    /// Kebab-case file name.
    pub name: &'static str,
    /// Documentation in Markdown.
    pub docs: &'static str,
    /// The rule.
    pub rule: &'static Rule,
    /// Fixtures that show it: file name and text.
    pub examples: &'static [(&'static str, &'static str)],
}

/// When a rule runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Set {
    /// Unless deselected.
    Default,
    /// With the strict profile or when selected.
    Strict,
    /// Always: it is about the run itself.
    Run,
}

/// The lowest tier a rule concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sku {
    /// Every tier.
    Any,
    /// Standard and Premium.
    Standard,
    /// Premium only.
    Premium,
}

/// What a rule looks at.
pub enum Check {
    /// Each registry.
    Registry(fn(&Resource, &mut Context) -> Verdict),
    /// Each resource of these types below the registry, for instance `webhooks`.
    Child(&'static [&'static str], fn(&Resource, &mut Context) -> Verdict),
    /// Each resource of these types, wherever it stands: companions and consumers.
    Of(&'static [&'static str], fn(&Resource, &mut Context) -> Verdict),
    /// Each registry, and each one made elsewhere whose admin credentials the code reads.
    Account(fn(&Resource, &mut Context) -> Verdict),
    /// Each registry and every resource below it.
    Any(fn(&Resource, &mut Context) -> Verdict),
    /// Nothing in the model: the pipeline reports it.
    Run,
}

/// What a rule concludes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The rule is met.
    Pass,
    /// The rule is broken, and reported.
    Fail,
    /// Nobody could know; why.
    Unknown(Doubt),
    /// The rule does not concern this resource; why, as a clause.
    NotApplicable(String),
}

impl Verdict {
    /// The verdict on two demands: met if both are, broken if one is.
    pub fn and(self, other: Verdict) -> Verdict {
        let weight = |verdict: &Verdict| match verdict {
            Verdict::NotApplicable(_) => 0,
            Verdict::Pass => 1,
            Verdict::Unknown(_) => 2,
            Verdict::Fail => 3,
        };
        if weight(&other) > weight(&self) { other } else { self }
    }
}

/// What a check may use besides the resource, and where it reports.
pub struct Context<'m> {
    /// The deployment.
    pub model: &'m Model,
    /// The configuration that governs the resource.
    pub(crate) config: &'m Config,
    pub(crate) rule: &'m NamedRule,
    pub(crate) resource: &'m Resource,
    /// True if the rule looks at no resource before this one.
    pub(crate) is_first: bool,
    pub(crate) found: Vec<Diagnostic>,
}

impl Context<'_> {
    /// Reports an attribute at the place that decides its value, with the rule's worst severity.
    /// The hops of the value become related places.
    pub fn report(&mut self, attribute: &Attribute, message: impl Into<String>) -> &mut Diagnostic {
        let property = attribute.path;
        let found = self.report_value(&attribute.value, property, message);
        if attribute.absent {
            found.primary.message = format!("`{}` is not set here", attribute.name);
            found.value = None;
        }
        found
    }

    /// Reports a value that is not a plain attribute: a member of a list, a computed set.
    pub fn report_value(
        &mut self,
        value: &Value,
        property: &str,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        let resource = self.resource;
        let severity = self.rule.rule.severity.first().copied().unwrap_or(Severity::Warning);
        let mut found = Diagnostic::at(self.rule.name, severity, value.span, message);
        found.property = Some(property.to_owned());
        found.resource = Some(resource.reference());
        // What nobody wrote is absent, whatever the platform makes of that.
        let written = (value.origin != Origin::Platform).then(|| value.imprint()).flatten();
        found.value = self.digest(written);
        found.primary.message = match value.origin {
            Origin::Default => "this default decides".to_owned(),
            Origin::ParameterFile => "this value in a parameter file decides".to_owned(),
            Origin::Written | Origin::Platform => String::new(),
        };
        let hops = value.trace.hops().iter().filter(|hop| hop.span != value.span);
        found.related = hops.map(|hop| Label { span: hop.span, message: hop.message.to_string() }).collect();
        let call = |span| Label { span, message: format!("this call makes `{}`", resource.address) };
        if let Some(boundary) = resource.boundary {
            found.related.push(call(boundary));
        } else if !resource.span.contains(value.span) {
            let message = format!("`{}` is declared here", resource.address);
            found.related.push(Label { span: resource.keyword, message });
        }
        // Calls that the value did not pass through: whose registry it is.
        let passed = |source| found.related.iter().any(|label| label.span.source == source);
        let unseen = resource
            .calls
            .iter()
            .filter(|(keyword, _)| found.primary.span.source != keyword.source && !passed(keyword.source));
        let calls: Vec<Label> = unseen.map(|(_, target)| call(*target)).collect();
        found.related.extend(calls);
        if let Some(condition) = &resource.condition {
            found.help.push(format!("this applies when `{condition}` is true"));
        }
        let index = self.found.len();
        self.found.push(found);
        &mut self.found[index]
    }

    /// The verdict of a truth about an attribute: reports it if the truth is certain.
    pub fn verdict(
        &mut self,
        bad: Truth,
        attribute: &Attribute,
        message: impl FnOnce() -> String,
    ) -> Verdict {
        match bad {
            Truth::True => {
                self.report(attribute, message());
                Verdict::Fail
            }
            Truth::False => Verdict::Pass,
            Truth::Unknown(doubt) => Verdict::Unknown(doubt),
        }
    }

    /// Adds advice to the finding just reported, if there is one.
    pub fn advise(&mut self, help: impl Into<String>) {
        if let Some(found) = self.found.last_mut() {
            found.help.push(help.into());
        }
    }

    /// Says what the finding just reported is about, if not only the value at its place: with other
    /// texts it is another finding.
    pub fn decided_by(&mut self, mut texts: Vec<String>) {
        texts.sort();
        let digest = self.digest(Some(texts.join("\n")));
        if let Some(found) = self.found.last_mut() {
            found.value = digest;
        }
    }

    /// The digest of a text, unless it may be a secret.
    fn digest(&self, text: Option<String>) -> Option<Digest> {
        text.filter(|_| !self.rule.rule.about_secrets).map(|text| Digest::of(&masked(&text)))
    }

    /// Offers to mend the finding just reported by giving an attribute a value, as ARM has it.
    pub fn set(&mut self, attribute: &Attribute, value: impl Into<Literal>) {
        let how = self.rule.rule.fix.unwrap_or(Applicability::Unsafe);
        self.repair(self.resource.setting(attribute, value.into(), how));
    }

    /// Offers to mend the finding just reported, if there is one.
    pub fn repair(&mut self, repair: Option<Repair>) {
        if let Some(found) = self.found.last_mut() {
            found.repair = repair;
        }
    }

    /// Adds a place to the finding just reported, if there is one.
    pub fn relate(&mut self, label: Label) {
        if let Some(found) = self.found.last_mut() {
            found.related.push(label);
        }
    }

    /// An option of the rule: what the configuration says, else its default.
    pub fn option(&self, key: &str) -> i64 {
        let default = self.rule.rule.options.iter().find(|option| option.key == key);
        let written = self.config.option(self.rule.name, key).and_then(toml::Value::as_integer);
        written.or(default.map(|option| option.default)).unwrap_or_default()
    }

    /// The regions that replicas may be in; `None` for any.
    pub fn allowed_regions(&self) -> Option<&[String]> {
        self.config.allowed_regions.as_deref()
    }

    /// The upstream registries and repositories that cache rules may read; `None` if nothing is said.
    pub fn allowed_upstreams(&self) -> Option<&[String]> {
        self.config.allowed_upstreams.as_deref()
    }

    /// Whether a partner that is not in the code is missing: certain in a closed world, or if the
    /// deployment declares partners of one of these types, so that they are not declared elsewhere.
    /// `what` names the partner with its article.
    pub fn is_missing(&self, kinds: &[&str], what: &str) -> Truth {
        let is_declared = |kind: &&str| self.model.of_kind(kind).any(|partner| !partner.existing);
        match self.config.closed_world || kinds.iter().any(is_declared) {
            true => Truth::True,
            false => Truth::Unknown(format!("{what} may be declared elsewhere").into()),
        }
    }

    /// The verdict of a rule about what a deployment declares for all its registries together: not
    /// applicable to one that is for a resource group only. The first registry reports for all.
    pub fn for_all(&mut self, registry: &Resource, missing: Truth, property: &str, message: &str) -> Verdict {
        let is_wide = match self.model.deployment_scope {
            Some(scope) => scope.is_wide(),
            None => self.config.closed_world || self.model.oversight().is_wide,
        };
        if !is_wide {
            return Verdict::NotApplicable("the deployment is not for a whole subscription".to_owned());
        }
        match missing {
            Truth::False => return Verdict::Pass,
            Truth::Unknown(doubt) => return Verdict::Unknown(doubt),
            Truth::True => {}
        }
        if self.is_first {
            let head = Value::new(ValueKind::Null, registry.head);
            self.report_value(&head, property, message);
        }
        Verdict::Fail
    }

    /// The API version that a resource names; else the verdict of a rule about that.
    pub fn api_version<'r>(&self, resource: &'r Resource) -> Result<&'r str, Verdict> {
        let not_applicable = |why: &str| Err(Verdict::NotApplicable(why.to_owned()));
        match (resource.dialect, &resource.version) {
            (Dialect::Azurerm(..), _) => not_applicable("azurerm chooses the API version"),
            _ if resource.boundary.is_some() => not_applicable("its module chooses the API version"),
            (_, None) => not_applicable("it names no API version"),
            (_, Some(version)) => version.as_str().ok_or_else(|| Verdict::Unknown(Doubt::about(version))),
        }
    }

    /// The day to judge by, `YYYY-MM-DD`.
    pub fn today(&self) -> String {
        self.config.today.clone().unwrap_or_else(crate::date::today)
    }

    /// How many days after the day to judge by a time is; `None` if the text is not a time of
    /// RFC 3339.
    pub fn days_until(&self, time: &str) -> Option<i64> {
        let day = crate::model::is_time(time).then(|| time.get(..10))??;
        Some(crate::date::day_number(day)? - crate::date::day_number(&self.today())?)
    }

    /// True if the strict profile was asked for.
    pub fn is_strict(&self) -> bool {
        self.config.profile == Profile::Strict
    }

    /// True if a partner resource that is not in the code does not exist.
    pub fn closed_world(&self) -> bool {
        self.config.closed_world
    }
}

/// Phrases as one: `a, b and c`.
pub fn listed(phrases: &[&str]) -> String {
    match phrases {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [others @ .., last] => format!("{} and {last}", others.join(", ")),
    }
}

impl NamedRule {
    /// The metadata that reports and documentation use.
    pub fn info(&self) -> RuleInfo {
        let rule = self.rule;
        RuleInfo {
            name: self.name,
            summary: rule.summary,
            severity: rule.severity,
            set: match rule.set {
                Set::Default => "default",
                Set::Strict => "strict",
                Set::Run => "run",
            },
            since: rule.since,
            sku: match rule.needs {
                Sku::Any => "any",
                Sku::Standard => "standard",
                Sku::Premium => "premium",
            },
            controls: rule.controls,
            tips: rule.tips,
            policies: rule.policies,
            peers: rule.peers,
            fix: match rule.fix {
                None => "none",
                Some(Applicability::Safe) => "safe",
                Some(Applicability::Unsafe) => "unsafe",
            },
            options: rule.options,
            docs: self.docs,
            examples: self.examples,
        }
    }
}
