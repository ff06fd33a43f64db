//! App Service and Functions. Settings are in the list of the app, in a child `config/appsettings` or
//! in a child `config/web`; sidecars are children that sign in on their own
//! (learn.microsoft.com/azure/app-service/configure-custom-container).

use std::collections::HashMap;

use super::host::is_login_to_acr;
use super::{Consumer, Image, Login, at, has, has_named, is_there, named, part_of};
use crate::evaluate::{Piece, Value, ValueKind, text_of_base64};
use crate::model::{Attribute, Dialect, Doubt, Model, Resource, Truth};

const SITE: &str = "Microsoft.Web/sites";
const SLOT: &str = "Microsoft.Web/sites/slots";

/// What `azurerm_app_service` calls the switch (azurerm 3 docs).
const OLDER_SWITCH: &str = "site_config.acr_use_managed_identity_credentials";
const IDENTITY: &str = "properties.siteConfig.acrUseManagedIdentityCreds";
const SETTINGS: &str = "properties.siteConfig.appSettings";
const PASSWORD: &str = "DOCKER_REGISTRY_SERVER_PASSWORD";
const VERSIONS: [&str; 2] =
    ["properties.siteConfig.linuxFxVersion", "properties.siteConfig.windowsFxVersion"];

/// An app or a slot with the children that configure it.
pub(super) struct Site<'m> {
    resource: &'m Resource,
    children: Vec<&'m Resource>,
}

/// What an app, a slot, a sidecar or settings of an app elsewhere pull.
pub(super) fn read(model: &Model, resource: &Resource) -> Option<Consumer> {
    match resource.kind.rsplit('/').next().unwrap_or_default() {
        "sitecontainers" => Some(sidecar(model, resource)),
        "config" if model.site_of(resource).is_some() => None,
        _ => Some(Site::of(model, resource).consumer(model)),
    }
}

/// What configures the apps and slots that the code makes, by the address of these.
#[derive(Clone, Debug, Default)]
pub(in crate::model) struct Configured(HashMap<String, Vec<usize>>);

impl Configured {
    fn of(model: &Model) -> Self {
        let mut found = Self::default();
        for (index, resource) in model.resources.iter().enumerate() {
            let leaf = resource.kind.rsplit('/').next().unwrap_or_default();
            if matches!(leaf, "config" | "sitecontainers")
                && let Some(site) = model.site_of(resource)
            {
                found.0.entry(site.address.clone()).or_default().push(index);
            }
        }
        found
    }
}

impl Model {
    /// The app or slot that a resource configures, if the code makes it; it may be declared as one
    /// that exists where that is done.
    fn site_of(&self, resource: &Resource) -> Option<&Resource> {
        let site = self.resources.get(resource.parent?).filter(|site| is_site(site))?;
        match site.existing {
            true => self.find(&site.kind, site.name.as_ref()?).filter(|made| !made.existing),
            false => Some(site),
        }
    }

    fn configures<'m>(&'m self, site: &Resource) -> impl Iterator<Item = &'m Resource> {
        let all = self.configured.get_or_init(|| Configured::of(self));
        let found = all.0.get(&site.address).into_iter().flatten();
        found.filter_map(|index| self.resources.get(*index))
    }

    /// Whether an app or slot pulls with a managed identity, and where that is said: `None` if its
    /// sidecars say how they sign in.
    pub fn pull_identity(&self, resource: &Resource) -> Option<(Truth, Attribute)> {
        let site = Site::of(self, resource);
        let is_sidecar = |child: &&&Resource| child.kind.ends_with("/sitecontainers");
        let with_identity = |sidecar: &Resource| {
            sidecar.get("properties.authType").is_one_of(&["SystemIdentity", "UserAssigned"]).certain()
        };
        if site.children.iter().filter(is_sidecar).any(|sidecar| with_identity(sidecar)) {
            return None;
        }
        let switch = site.switch();
        Some((switch.is_true(), switch))
    }

    /// What lacks the switch that lets an app pull with its managed identity: a type of azurerm.
    pub fn lacks_pull_identity(&self, resource: &Resource) -> Option<&'static str> {
        is_of(resource, &["azurerm_function_app", "azurerm_function_app_slot"])
    }
}

/// The type of Terraform that a resource is written as, if it is one of these.
fn is_of(resource: &Resource, kinds: &[&'static str]) -> Option<&'static str> {
    let kinds = kinds.iter().filter(|_| matches!(resource.dialect, Dialect::Azurerm(..)));
    kinds.copied().find(|kind| resource.address.split('.').any(|part| part == *kind))
}

fn is_site(resource: &Resource) -> bool {
    resource.is(SITE) || resource.is(SLOT)
}

impl<'m> Site<'m> {
    fn of(model: &'m Model, resource: &'m Resource) -> Self {
        let children = match is_site(resource) {
            true => model.configures(resource).collect(),
            // The settings of an app that is made elsewhere.
            false => vec![resource],
        };
        Self { resource, children }
    }

    /// The child `config` of a name.
    fn config(&self, name: &str) -> impl Iterator<Item = &&'m Resource> {
        let is_meant = move |child: &&&Resource| child.kind.ends_with("/config") && is_called(child, name);
        self.children.iter().filter(is_meant)
    }

    /// A property of the configuration of the site.
    fn setting_of_site(&self, path: &'static str) -> Attribute {
        let leaf = path.rsplit('.').next().unwrap_or(path);
        let beside = self.config("web").find_map(|web| at(&web.body, &format!("properties.{leaf}")));
        let own = match is_site(self.resource) {
            true => self.resource.get(path),
            false => {
                let value = Value::new(ValueKind::Null, self.resource.head);
                Attribute { path, name: leaf.to_owned(), value, absent: true }
            }
        };
        match beside {
            Some(value) => Attribute { value, absent: false, ..own },
            None => own,
        }
    }

    /// An application setting.
    fn setting(&self, name: &str) -> Option<Value> {
        let beside = self.config("appsettings").find_map(|it| at(&it.body, &format!("properties.{name}")));
        beside.or_else(|| named(&self.resource.get(SETTINGS).value, name, "value"))
    }

    fn has_setting(&self, name: &str) -> Truth {
        let path = format!("properties.{name}");
        let beside = self.config("appsettings").map(|it| has(&it.body, &path));
        let own = has_named(&self.resource.get(SETTINGS).value, name);
        let found = beside.chain([own]).fold(Truth::False, Truth::or);
        found.and(is_there(self.setting(name).as_ref()))
    }

    /// The switch that lets the app pull with its managed identity.
    fn switch(&self) -> Attribute {
        let switch = self.setting_of_site(IDENTITY);
        match is_of(self.resource, &["azurerm_app_service", "azurerm_app_service_slot"]) {
            Some(_) if switch.absent => Attribute { name: OLDER_SWITCH.to_owned(), ..switch },
            _ => switch,
        }
    }

    fn consumer(&self, model: &Model) -> Consumer {
        let instead = match model.lacks_pull_identity(self.resource) {
            Some(kind) => format!(
                "make it an `azurerm_linux_function_app`, which can pull with its managed identity; `{kind}` \
                 cannot"
            ),
            None => {
                format!("set `{}` to `true`, and remove the user name and the password", self.switch().name)
            }
        };
        let mut consumer = Consumer { instead: Some(instead), ..Consumer::default() };
        for path in VERSIONS {
            let version = self.setting_of_site(path);
            match images(&version.value) {
                Ok(images) => consumer
                    .images
                    .extend(images.into_iter().map(|it| Image::new(model, it, path, version.name.clone()))),
                Err(doubt) => consumer.more_images = Some(doubt),
            }
        }
        let server = self.setting("DOCKER_REGISTRY_SERVER_URL");
        let user = self.setting("DOCKER_REGISTRY_SERVER_USERNAME");
        let password = self.setting(PASSWORD);
        let has_password = self.has_setting(PASSWORD);
        // What is not known matters only if the app runs an image at all.
        let runs_image = !consumer.images.is_empty() || consumer.more_images.is_some();
        if has_password == Truth::False || (!has_password.certain() && !runs_image) {
            return consumer;
        }
        let is_acr = is_login_to_acr(model, server.as_ref(), user.as_ref());
        let is_acr = consumer.images.iter().fold(is_acr, |any, image| any.or(image.is_acr.clone()));
        consumer.logins.push(Login {
            is_acr,
            user,
            by_password: has_password.and(self.switch().is_true().negate()),
            mention: password.clone(),
            password,
            path: SETTINGS,
            name: PASSWORD.to_owned(),
        });
        consumer
    }
}

/// Whether the last segment of a name is this.
fn is_called(resource: &Resource, name: &str) -> bool {
    let end = match resource.name.as_ref().and_then(Value::pieces) {
        Some(pieces) => match pieces.last() {
            Some(Piece::Text(text)) => text.rsplit('/').next().unwrap_or_default().to_owned(),
            _ => return false,
        },
        None => return false,
    };
    end.eq_ignore_ascii_case(name)
}

/// A container of an app with a login of its own.
fn sidecar(model: &Model, resource: &Resource) -> Consumer {
    const PASSWORD: &str = "properties.passwordSecret";
    const IMAGE: &str = "properties.image";
    let image = Some(resource.get(IMAGE)).filter(|image| !image.absent);
    let images: Vec<Image> =
        image.into_iter().map(|it| Image::new(model, it.value, IMAGE, it.name)).collect();
    let is_acr = images.iter().map(|image| image.is_acr.clone()).fold(Truth::False, Truth::or);
    let user = Some(resource.get("properties.userName")).filter(|user| !user.absent).map(|it| it.value);
    let is_acr = is_acr.or(is_login_to_acr(model, None, user.as_ref()));
    let password = Some(resource.get(PASSWORD)).filter(|it| !it.absent).map(|it| it.value);
    let by_password =
        is_there(password.as_ref()).and(resource.get("properties.authType").is("UserCredentials"));
    let (mention, name) = (password.clone(), "passwordSecret".to_owned());
    let login = Login { is_acr, user, password, mention, path: PASSWORD, name, by_password };
    let logins = login.mention.is_some().then_some(login).into_iter().collect();
    let instead = Some("set `authType` to `SystemIdentity` or `UserAssigned`".to_owned());
    Consumer { logins, images, instead, ..Consumer::default() }
}

/// The images of `DOCKER|image` or `COMPOSE|file`; none of a built-in stack.
fn images(version: &Value) -> Result<Vec<Value>, Doubt> {
    let mut found = Vec::new();
    let each: Vec<&Value> = match &version.kind {
        ValueKind::OneOf(alternatives) => alternatives.iter().map(|it| &it.value).collect(),
        _ => vec![version],
    };
    let mut is_known = true;
    for value in each {
        match (start_of(value), &value.kind) {
            (Some("docker"), _) => {}
            (Some("compose"), _) => {
                let text = value.as_str().and_then(|text| text.split_once('|'));
                match text.and_then(|(_, file)| text_of_base64(file)) {
                    Some(file) => found.extend(composed(&file, value)),
                    None => is_known = false,
                }
            }
            (None, ValueKind::Unknown(_) | ValueKind::Partial(_)) => is_known = false,
            _ => {}
        }
    }
    found.extend(part_of(version, &|value| {
        (start_of(value) == Some("docker")).then(|| without_start(value)).flatten()
    }));
    match is_known || !found.is_empty() {
        true => Ok(found),
        false => Err(Doubt::about(version)),
    }
}

/// What is before the bar, in lower case; `None` if it is not known.
fn start_of(value: &Value) -> Option<&'static str> {
    let pieces = value.pieces()?;
    let Piece::Text(text) = pieces.first()? else { return None };
    match text.split_once('|').map(|(start, _)| start.to_ascii_lowercase()) {
        Some(start) if start == "docker" => Some("docker"),
        Some(start) if start == "compose" => Some("compose"),
        _ => Some(""),
    }
}

/// The image after `DOCKER|`.
fn without_start(value: &Value) -> Option<Value> {
    let mut pieces = value.pieces()?;
    if let Some(Piece::Text(first)) = pieces.first_mut() {
        *first = first.split_once('|').map_or("", |(_, image)| image).into();
    }
    pieces.retain(|piece| !matches!(piece, Piece::Text(text) if text.is_empty()));
    Some(Value { kind: Value::from_pieces(pieces, value.span).kind, ..value.clone() })
}

/// The images of a Compose file.
fn composed(file: &str, at: &Value) -> Vec<Value> {
    let image = |line: &str| {
        let name = line.trim().strip_prefix("image:")?.trim().trim_matches(['"', '\'']);
        Some(Value { kind: ValueKind::String(name.into()), ..at.clone() })
    };
    file.lines().filter_map(image).collect()
}
