//! What pulls images from a registry, and what runs with its credentials. Only what rules read.

use super::{Convert, Row, Table, row, same, table};

/// Names of the settings in which App Service keeps the registry, whatever writes them.
const URL: &str = "DOCKER_REGISTRY_SERVER_URL";
const USER: &str = "DOCKER_REGISTRY_SERVER_USERNAME";
const PASSWORD: &str = "DOCKER_REGISTRY_SERVER_PASSWORD";

const SETTINGS: &str = "properties.siteConfig.appSettings";

/// Web apps and functions, for Linux and Windows, and their slots: each takes what it has of this.
const SITE: &[Row] = &[
    same("name", "name"),
    same("location", "location"),
    same("identity.type", "identity.type"),
    row("identity.identity_ids", "identity.userAssignedIdentities", Convert::Keys),
    row("app_settings", SETTINGS, Convert::Pairs(None)),
    same(
        "site_config.container_registry_use_managed_identity",
        "properties.siteConfig.acrUseManagedIdentityCreds",
    ),
    same(
        "site_config.container_registry_managed_identity_client_id",
        "properties.siteConfig.acrUserManagedIdentityID",
    ),
    // The older azurerm_app_service.
    same(
        "site_config.acr_use_managed_identity_credentials",
        "properties.siteConfig.acrUseManagedIdentityCreds",
    ),
    same("site_config.acr_user_managed_identity_client_id", "properties.siteConfig.acrUserManagedIdentityID"),
    same("site_config.linux_fx_version", "properties.siteConfig.linuxFxVersion"),
    same("site_config.windows_fx_version", "properties.siteConfig.windowsFxVersion"),
    same("vnet_image_pull_enabled", "properties.vnetImagePullEnabled"),
    row("site_config.application_stack.docker_registry_url", SETTINGS, Convert::Entry(URL)),
    row("site_config.application_stack.docker_registry_username", SETTINGS, Convert::Entry(USER)),
    row("site_config.application_stack.docker_registry_password", SETTINGS, Convert::Entry(PASSWORD)),
    row("site_config.application_stack.docker.registry_url", SETTINGS, Convert::Entry(URL)),
    row("site_config.application_stack.docker.registry_username", SETTINGS, Convert::Entry(USER)),
    row("site_config.application_stack.docker.registry_password", SETTINGS, Convert::Entry(PASSWORD)),
];

/// From the name and the address that stand apart the image that ARM has in one text.
const NAME: Convert = Convert::Join(
    "DOCKER|",
    &[
        ("", "site_config.application_stack.docker_registry_url", "/"),
        ("", "site_config.application_stack.docker_image_name", ""),
    ],
);
/// Before 4.0: the image with its registry, and its tag.
const IMAGE: Convert = Convert::Join(
    "DOCKER|",
    &[
        ("", "site_config.application_stack.docker_image", ""),
        (":", "site_config.application_stack.docker_image_tag", ""),
    ],
);
const WINDOWS_IMAGE: Convert = Convert::Join(
    "DOCKER|",
    &[
        ("", "site_config.application_stack.docker_container_registry", "/"),
        ("", "site_config.application_stack.docker_container_name", ""),
        (":", "site_config.application_stack.docker_container_tag", ""),
    ],
);
const FUNCTION_IMAGE: Convert = Convert::Join(
    "DOCKER|",
    &[
        ("", "site_config.application_stack.docker.registry_url", "/"),
        ("", "site_config.application_stack.docker.image_name", ""),
        (":", "site_config.application_stack.docker.image_tag", ""),
    ],
);

const LINUX_FX: &str = "properties.siteConfig.linuxFxVersion";
const WINDOWS_FX: &str = "properties.siteConfig.windowsFxVersion";

const LINUX: &[Row] = &[
    row("site_config.application_stack.docker_image_name", LINUX_FX, NAME),
    row("site_config.application_stack.docker_image", LINUX_FX, IMAGE),
    row("site_config.application_stack.docker.image_name", LINUX_FX, FUNCTION_IMAGE),
];

const WINDOWS: &[Row] = &[
    row("site_config.application_stack.docker_image_name", WINDOWS_FX, NAME),
    row("site_config.application_stack.docker_container_name", WINDOWS_FX, WINDOWS_IMAGE),
];

const REGISTRY: &[Row] = &[
    same("server", "server"),
    same("identity", "identity"),
    same("username", "username"),
    same("password_secret_name", "passwordSecretRef"),
];

const SECRET: &[Row] = &[
    same("name", "name"),
    same("value", "value"),
    same("identity", "identity"),
    same("key_vault_secret_id", "keyVaultUrl"),
];

const VARIABLE: &[Row] = &[same("name", "name"), same("value", "value"), same("secret_name", "secretRef")];

const CONTAINER: &[Row] =
    &[same("name", "name"), same("image", "image"), row("env", "env", Convert::Each(VARIABLE))];

const CONTAINER_APP: &[Row] = &[
    same("name", "name"),
    same("location", "location"),
    same("container_app_environment_id", "properties.environmentId"),
    same("identity.type", "identity.type"),
    row("identity.identity_ids", "identity.userAssignedIdentities", Convert::Keys),
    row("registry", "properties.configuration.registries", Convert::Each(REGISTRY)),
    row("secret", "properties.configuration.secrets", Convert::Each(SECRET)),
    row("template.container", "properties.template.containers", Convert::Each(CONTAINER)),
    row("template.init_container", "properties.template.initContainers", Convert::Each(CONTAINER)),
];

const CREDENTIAL: &[Row] = &[
    same("server", "server"),
    same("username", "username"),
    same("password", "password"),
    same("user_assigned_identity_id", "identity"),
];

const INSTANCE: &[Row] = &[same("name", "name"), same("image", "properties.image")];

const CONTAINER_GROUP: &[Row] = &[
    same("name", "name"),
    same("location", "location"),
    same("identity.type", "identity.type"),
    row("identity.identity_ids", "identity.userAssignedIdentities", Convert::Keys),
    row("image_registry_credential", "properties.imageRegistryCredentials", Convert::Each(CREDENTIAL)),
    row("container", "properties.containers", Convert::Each(INSTANCE)),
    row("init_container", "properties.initContainers", Convert::Each(INSTANCE)),
];

const CLUSTER: &[Row] = &[
    same("name", "name"),
    same("location", "location"),
    same("identity.type", "identity.type"),
    row("identity.identity_ids", "identity.userAssignedIdentities", Convert::Keys),
    same("kubelet_identity.object_id", "properties.identityProfile.kubeletidentity.objectId"),
    same("kubelet_identity.client_id", "properties.identityProfile.kubeletidentity.clientId"),
    same(
        "kubelet_identity.user_assigned_identity_id",
        "properties.identityProfile.kubeletidentity.resourceId",
    ),
    same("service_principal.client_id", "properties.servicePrincipalProfile.clientId"),
    same("service_principal.client_secret", "properties.servicePrincipalProfile.secret"),
    same("bootstrap_profile.artifact_source", "properties.bootstrapProfile.artifactSource"),
    same("bootstrap_profile.container_registry_id", "properties.bootstrapProfile.containerRegistryId"),
];

const BATCH_REGISTRY: &[Row] = &[
    same("registry_server", "registryServer"),
    same("user_name", "username"),
    same("password", "password"),
    same("user_assigned_identity_id", "identityReference.resourceId"),
];

const BATCH_POOL: &[Row] = &[
    same("name", "name"),
    row(
        "container_configuration.container_registries",
        "properties.deploymentConfiguration.virtualMachineConfiguration.containerConfiguration.containerRegistries",
        Convert::Each(BATCH_REGISTRY),
    ),
    same(
        "container_configuration.container_image_names",
        "properties.deploymentConfiguration.virtualMachineConfiguration.containerConfiguration.containerImageNames",
    ),
];

const SCRIPT_VARIABLE: &[Row] =
    &[same("name", "name"), same("value", "value"), same("secure_value", "secureValue")];

const SCRIPT: &[Row] = &[
    same("name", "name"),
    same("location", "location"),
    same("script_content", "properties.scriptContent"),
    same("command_line", "properties.arguments"),
    row("environment_variable", "properties.environmentVariables", Convert::Each(SCRIPT_VARIABLE)),
];

const WORKSPACE: &[Row] = &[
    same("name", "name"),
    same("location", "location"),
    same("container_registry_id", "properties.containerRegistry"),
    same("image_build_compute_name", "properties.imageBuildCompute"),
];

const SPRING_REGISTRY: &[Row] = &[
    same("name", "name"),
    same("server", "properties.credentials.server"),
    same("username", "properties.credentials.username"),
    same("password", "properties.credentials.password"),
];

const SITES: &str = "Microsoft.Web/sites";
const SLOTS: &str = "Microsoft.Web/sites/slots";
const SCRIPTS: &str = "Microsoft.Resources/deploymentScripts";

const fn site(kind: &'static str, arm: &'static str, image: &'static [Row], parent: &'static str) -> Table {
    Table { shared: SITE, ..table(kind, arm, image, parent) }
}

pub(super) const TABLES: &[Table] = &[
    site("azurerm_linux_web_app", SITES, LINUX, ""),
    site("azurerm_linux_web_app_slot", SLOTS, LINUX, "app_service_id"),
    site("azurerm_windows_web_app", SITES, WINDOWS, ""),
    site("azurerm_windows_web_app_slot", SLOTS, WINDOWS, "app_service_id"),
    site("azurerm_linux_function_app", SITES, LINUX, ""),
    site("azurerm_linux_function_app_slot", SLOTS, LINUX, "function_app_id"),
    site("azurerm_windows_function_app", SITES, WINDOWS, ""),
    site("azurerm_app_service", SITES, &[], ""),
    site("azurerm_app_service_slot", SLOTS, &[], "app_service_name"),
    site("azurerm_function_app", SITES, &[], ""),
    site("azurerm_function_app_slot", SLOTS, &[], "function_app_name"),
    site("azurerm_windows_function_app_slot", SLOTS, WINDOWS, "function_app_id"),
    table("azurerm_container_app", "Microsoft.App/containerApps", CONTAINER_APP, ""),
    table("azurerm_container_app_job", "Microsoft.App/jobs", CONTAINER_APP, ""),
    table("azurerm_container_group", "Microsoft.ContainerInstance/containerGroups", CONTAINER_GROUP, ""),
    table("azurerm_kubernetes_cluster", "Microsoft.ContainerService/managedClusters", CLUSTER, ""),
    table("azurerm_batch_pool", "Microsoft.Batch/batchAccounts/pools", BATCH_POOL, "account_name"),
    table("azurerm_resource_deployment_script_azure_cli", SCRIPTS, SCRIPT, ""),
    table("azurerm_resource_deployment_script_azure_power_shell", SCRIPTS, SCRIPT, ""),
    table(
        "azurerm_machine_learning_workspace",
        "Microsoft.MachineLearningServices/workspaces",
        WORKSPACE,
        "",
    ),
    Table {
        children: &[(
            "container_registry",
            "Microsoft.AppPlatform/Spring/containerRegistries",
            SPRING_REGISTRY,
        )],
        ..table(
            "azurerm_spring_cloud_service",
            "Microsoft.AppPlatform/Spring",
            &[same("name", "name"), same("location", "location")],
            "",
        )
    },
];
