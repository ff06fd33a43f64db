//! Where each type of resource has its logins and its images
//! (learn.microsoft.com/azure/templates).

use super::{Consumer, Image, Login, at, doubt_in, has, host, named, perhaps, spelled};
use crate::evaluate::Value;
use crate::model::{Attribute, Model, Resource, Truth};

/// The types that pull images.
pub const CONSUMERS: &[&str] = &[
    "Microsoft.Web/sites",
    "Microsoft.Web/sites/slots",
    "Microsoft.Web/sites/config",
    "Microsoft.Web/sites/slots/config",
    "Microsoft.Web/sites/sitecontainers",
    "Microsoft.Web/sites/slots/sitecontainers",
    "Microsoft.App/containerApps",
    "Microsoft.App/jobs",
    "Microsoft.App/sessionPools",
    "Microsoft.ContainerInstance/containerGroups",
    "Microsoft.Batch/batchAccounts/pools",
    "Microsoft.AppPlatform/Spring/containerRegistries",
    "Microsoft.AppPlatform/Spring/apps/deployments",
];

/// Where a type has what it pulls.
pub(super) struct Shape {
    kind: &'static str,
    /// The logins: a list, or with [`Shape::single`] one object.
    logins: &'static str,
    single: bool,
    /// Members of a login, the first that is there.
    servers: &'static [&'static str],
    user: &'static str,
    password: &'static str,
    /// ARM path of the password.
    path: &'static str,
    /// Members that say that the login needs no password of its own.
    identities: &'static [&'static str],
    /// The list of secrets of which the password is the name of one.
    secrets: &'static str,
    /// Lists, the image in their members and the whole path of that.
    images: &'static [(&'static str, &'static str, &'static str)],
    instead: Option<&'static str>,
}

const BASE: Shape = Shape {
    kind: "",
    logins: "",
    single: false,
    servers: &["server"],
    user: "username",
    password: "password",
    path: "",
    identities: &[],
    secrets: "",
    images: &[],
    instead: None,
};

const APP: Shape = Shape {
    kind: "Microsoft.App/containerApps",
    logins: "properties.configuration.registries",
    password: "passwordSecretRef",
    path: "properties.configuration.registries[].passwordSecretRef",
    identities: &["identity"],
    secrets: "properties.configuration.secrets",
    images: &[
        ("properties.template.containers", "image", "properties.template.containers[].image"),
        ("properties.template.initContainers", "image", "properties.template.initContainers[].image"),
    ],
    instead: Some("set `identity` of the registry entry, to `system` or the id of a user-assigned identity"),
    ..BASE
};

const SHAPES: [Shape; 7] = [
    APP,
    Shape { kind: "Microsoft.App/jobs", ..APP },
    Shape {
        kind: "Microsoft.App/sessionPools",
        logins: "properties.customContainerTemplate.registryCredentials",
        single: true,
        servers: &["server", "registryServer"],
        path: "properties.customContainerTemplate.registryCredentials.passwordSecretRef",
        secrets: "properties.secrets",
        images: &[(
            "properties.customContainerTemplate.containers",
            "image",
            "properties.customContainerTemplate.containers[].image",
        )],
        ..APP
    },
    Shape {
        kind: "Microsoft.ContainerInstance/containerGroups",
        logins: "properties.imageRegistryCredentials",
        path: "properties.imageRegistryCredentials[].password",
        identities: &["identity", "identityUrl"],
        images: &[
            ("properties.containers", "properties.image", "properties.containers[].properties.image"),
            ("properties.initContainers", "properties.image", "properties.initContainers[].properties.image"),
        ],
        instead: Some("set the identity of the registry credential to the id of a user-assigned identity"),
        ..BASE
    },
    Shape {
        kind: "Microsoft.Batch/batchAccounts/pools",
        logins: BATCH_REGISTRIES,
        servers: &["registryServer"],
        path: "properties.deploymentConfiguration.virtualMachineConfiguration.containerConfiguration.containerRegistries[].password",
        identities: &["identityReference.resourceId"],
        images: &[(BATCH_IMAGES, "", BATCH_IMAGES)],
        instead: Some("name a user-assigned identity of the pool in the registry entry"),
        ..BASE
    },
    Shape {
        kind: "Microsoft.AppPlatform/Spring/containerRegistries",
        logins: "properties.credentials",
        single: true,
        path: "properties.credentials.password",
        ..BASE
    },
    Shape {
        kind: "Microsoft.AppPlatform/Spring/apps/deployments",
        logins: "properties.source.customContainer",
        single: true,
        user: "imageRegistryCredential.username",
        password: "imageRegistryCredential.password",
        path: "properties.source.customContainer.imageRegistryCredential.password",
        ..BASE
    },
];

const BATCH_REGISTRIES: &str = "properties.deploymentConfiguration.virtualMachineConfiguration.containerConfiguration.containerRegistries";
const BATCH_IMAGES: &str = "properties.deploymentConfiguration.virtualMachineConfiguration.containerConfiguration.containerImageNames";

pub(super) fn shape_of(kind: &str) -> Option<&'static Shape> {
    SHAPES.iter().find(|shape| shape.kind.eq_ignore_ascii_case(kind))
}

impl Shape {
    pub(super) fn read(&self, model: &Model, resource: &Resource) -> Consumer {
        let logins = resource.get(self.logins);
        let entries = match self.single {
            true => {
                logins.alternatives().into_iter().filter(|it| it.as_object().is_some()).cloned().collect()
            }
            false => logins.members(),
        };
        let mut consumer = Consumer {
            instead: self.instead.map(str::to_owned),
            more_logins: doubt_in(&logins),
            ..Consumer::default()
        };
        let login = |entry: &Value| self.login(model, resource, &logins, entry);
        consumer.logins = entries.iter().map(login).collect();
        for (list, image, path) in self.images {
            let containers = resource.get(list);
            let members = containers.members();
            let found = members.iter().filter_map(|container| match *image {
                "" => Some((container.clone(), containers.name.clone())),
                image => Some((at(container, image)?, spelled(container, image))),
            });
            consumer.images.extend(found.map(|(image, name)| Image::new(model, image, path, name)));
            consumer.more_images = consumer.more_images.or_else(|| doubt_in(&containers));
        }
        consumer
    }

    fn login(&self, model: &Model, resource: &Resource, list: &Attribute, entry: &Value) -> Login {
        let user = at(entry, self.user);
        let mention = at(entry, self.password);
        let password = match self.secrets {
            "" => mention.clone(),
            secrets => mention.as_ref().and_then(|name| secret_of(&resource.get(secrets).value, name)),
        };
        let has_identity = self.identities.iter().map(|name| has(entry, name));
        let has_identity = has_identity.fold(Truth::False, Truth::or);
        let by_password = has(entry, self.password).and(has_identity.negate());
        let server = self.servers.iter().find_map(|name| at(entry, name));
        let is_acr = host::is_login_to_acr(model, server.as_ref(), user.as_ref());
        let by_password = perhaps(list, by_password);
        let name = spelled(entry, self.password);
        Login { is_acr, user, password, mention, path: self.path, name, by_password }
    }
}

/// The value of a secret by its name.
fn secret_of(secrets: &Value, name: &Value) -> Option<Value> {
    named(secrets, name.as_str()?, "value")
}
