//! What belongs to a registry and is a resource of its own in azurerm.

use super::{Convert, ON_OFF, POLICY, Row, Table, only, row, same, table};

const WEBHOOK: &[Row] = &[
    same("name", "name"),
    only("resource_group_name"),
    same("location", "location"),
    same("tags", "tags"),
    only("registry_name"),
    same("service_uri", "properties.serviceUri"),
    same("custom_headers", "properties.customHeaders"),
    same("actions", "properties.actions"),
    same("status", "properties.status"),
    same("scope", "properties.scope"),
];

const SCOPE_MAP: &[Row] = &[
    same("name", "name"),
    only("resource_group_name"),
    only("container_registry_name"),
    same("actions", "properties.actions"),
    same("description", "properties.description"),
];

const TOKEN: &[Row] = &[
    same("name", "name"),
    only("resource_group_name"),
    only("container_registry_name"),
    same("scope_map_id", "properties.scopeMapId"),
    row("enabled", "properties.status", POLICY),
];

const AGENT_POOL: &[Row] = &[
    same("name", "name"),
    only("resource_group_name"),
    only("container_registry_name"),
    same("location", "location"),
    same("tags", "tags"),
    same("instance_count", "properties.count"),
    same("tier", "properties.tier"),
    row("name", "properties.os", Convert::Fixed("Linux")),
    same("virtual_network_subnet_id", "properties.virtualNetworkSubnetResourceId"),
];

const CACHE_RULE: &[Row] = &[
    same("name", "name"),
    only("container_registry_id"),
    same("source_repo", "properties.sourceRepository"),
    same("target_repo", "properties.targetRepository"),
    same("credential_set_id", "properties.credentialSetResourceId"),
];

const SECRET_IDS: &[Row] = &[
    row("", "name", Convert::Fixed("Credential1")),
    same("username_secret_id", "usernameSecretIdentifier"),
    same("password_secret_id", "passwordSecretIdentifier"),
];

const CREDENTIAL_SET: &[Row] = &[
    same("name", "name"),
    only("container_registry_id"),
    same("login_server", "properties.loginServer"),
    row("authentication_credentials", "properties.authCredentials", Convert::Each(SECRET_IDS)),
    same("identity.type", "identity.type"),
    row("identity.identity_ids", "identity.userAssignedIdentities", Convert::Keys),
    only("identity.principal_id"),
    only("identity.tenant_id"),
];

const CONNECTED: &[Row] = &[
    same("name", "name"),
    only("container_registry_id"),
    same("mode", "properties.mode"),
    same("parent_registry_id", "properties.parent.id"),
    same("sync_token_id", "properties.parent.syncProperties.tokenId"),
    same("sync_schedule", "properties.parent.syncProperties.schedule"),
    same("sync_message_ttl", "properties.parent.syncProperties.messageTtl"),
    same("sync_window", "properties.parent.syncProperties.syncWindow"),
    same("log_level", "properties.logging.logLevel"),
    row("audit_log_enabled", "properties.logging.auditLogStatus", ON_OFF),
    same("client_token_ids", "properties.clientTokenIds"),
    only("notification"),
];

const TIMER_TRIGGER: &[Row] =
    &[same("name", "name"), same("schedule", "schedule"), row("enabled", "status", ON_OFF)];

const SOURCE_TRIGGER: &[Row] = &[
    same("name", "name"),
    same("events", "sourceTriggerEvents"),
    same("source_type", "sourceRepository.sourceControlType"),
    same("repository_url", "sourceRepository.repositoryUrl"),
    same("branch", "sourceRepository.branch"),
    same("authentication.token_type", "sourceRepository.sourceControlAuthProperties.tokenType"),
    same("authentication.token", "sourceRepository.sourceControlAuthProperties.token"),
    same("authentication.refresh_token", "sourceRepository.sourceControlAuthProperties.refreshToken"),
    same("authentication.scope", "sourceRepository.sourceControlAuthProperties.scope"),
    same("authentication.expire_in_seconds", "sourceRepository.sourceControlAuthProperties.expiresIn"),
    row("enabled", "status", ON_OFF),
];

const CUSTOM_REGISTRY: &[Row] = &[
    only("login_server"),
    same("username", "userName.value"),
    row("username", "userName.type", Convert::SecretKind),
    same("password", "password.value"),
    row("password", "password.type", Convert::SecretKind),
    same("identity", "identity"),
];

const TASK: &[Row] = &[
    same("name", "name"),
    only("container_registry_id"),
    same("tags", "tags"),
    row("enabled", "properties.status", ON_OFF),
    same("is_system_task", "properties.isSystemTask"),
    same("timeout_in_seconds", "properties.timeout"),
    same("agent_pool_name", "properties.agentPoolName"),
    same("agent_setting.cpu", "properties.agentConfiguration.cpu"),
    same("log_template", "properties.logTemplate"),
    same("platform.os", "properties.platform.os"),
    same("platform.architecture", "properties.platform.architecture"),
    same("platform.variant", "properties.platform.variant"),
    row("docker_step", "properties.step.type", Convert::Present("Docker")),
    same("docker_step.dockerfile_path", "properties.step.dockerFilePath"),
    same("docker_step.context_path", "properties.step.contextPath"),
    same("docker_step.context_access_token", "properties.step.contextAccessToken"),
    same("docker_step.image_names", "properties.step.imageNames"),
    same("docker_step.target", "properties.step.target"),
    same("docker_step.push_enabled", "properties.step.isPushEnabled"),
    row("docker_step.cache_enabled", "properties.step.noCache", Convert::Not),
    row("docker_step.arguments", "properties.step.arguments", Convert::Pairs(Some(false))),
    row("docker_step.secret_arguments", "properties.step.arguments", Convert::Pairs(Some(true))),
    row("file_step", "properties.step.type", Convert::Present("FileTask")),
    same("file_step.task_file_path", "properties.step.taskFilePath"),
    same("file_step.value_file_path", "properties.step.valuesFilePath"),
    same("file_step.context_path", "properties.step.contextPath"),
    same("file_step.context_access_token", "properties.step.contextAccessToken"),
    row("file_step.values", "properties.step.values", Convert::Pairs(Some(false))),
    row("file_step.secret_values", "properties.step.values", Convert::Pairs(Some(true))),
    row("encoded_step", "properties.step.type", Convert::Present("EncodedTask")),
    same("encoded_step.task_content", "properties.step.encodedTaskContent"),
    same("encoded_step.value_content", "properties.step.encodedValuesContent"),
    same("encoded_step.context_path", "properties.step.contextPath"),
    same("encoded_step.context_access_token", "properties.step.contextAccessToken"),
    row("encoded_step.values", "properties.step.values", Convert::Pairs(Some(false))),
    row("encoded_step.secret_values", "properties.step.values", Convert::Pairs(Some(true))),
    same("registry_credential.source.login_mode", "properties.credentials.sourceRegistry.loginMode"),
    row(
        "registry_credential.custom",
        "properties.credentials.customRegistries",
        Convert::ByKey("login_server", CUSTOM_REGISTRY),
    ),
    same("base_image_trigger.name", "properties.trigger.baseImageTrigger.name"),
    row("base_image_trigger.enabled", "properties.trigger.baseImageTrigger.status", ON_OFF),
    same("base_image_trigger.type", "properties.trigger.baseImageTrigger.baseImageTriggerType"),
    same(
        "base_image_trigger.update_trigger_endpoint",
        "properties.trigger.baseImageTrigger.updateTriggerEndpoint",
    ),
    same(
        "base_image_trigger.update_trigger_payload_type",
        "properties.trigger.baseImageTrigger.updateTriggerPayloadType",
    ),
    row("source_trigger", "properties.trigger.sourceTriggers", Convert::Each(SOURCE_TRIGGER)),
    row("timer_trigger", "properties.trigger.timerTriggers", Convert::Each(TIMER_TRIGGER)),
    same("identity.type", "identity.type"),
    row("identity.identity_ids", "identity.userAssignedIdentities", Convert::Keys),
    only("identity.principal_id"),
    only("identity.tenant_id"),
];

pub(super) const TABLES: &[Table] = &[
    table(
        "azurerm_container_registry_webhook",
        "Microsoft.ContainerRegistry/registries/webhooks",
        WEBHOOK,
        "registry_name",
    )
    .complete(),
    table(
        "azurerm_container_registry_scope_map",
        "Microsoft.ContainerRegistry/registries/scopeMaps",
        SCOPE_MAP,
        "container_registry_name",
    )
    .complete(),
    table(
        "azurerm_container_registry_token",
        "Microsoft.ContainerRegistry/registries/tokens",
        TOKEN,
        "container_registry_name",
    )
    .complete(),
    table(
        "azurerm_container_registry_task",
        "Microsoft.ContainerRegistry/registries/tasks",
        TASK,
        "container_registry_id",
    )
    .complete(),
    // It makes a task run once, now.
    table(
        "azurerm_container_registry_task_schedule_run_now",
        "Microsoft.ContainerRegistry/registries/taskRuns",
        &[
            same("container_registry_task_id", "properties.runRequest.taskId"),
            row("container_registry_task_id", "properties.runRequest.type", Convert::Fixed("TaskRunRequest")),
        ],
        "",
    )
    .complete(),
    table(
        "azurerm_container_registry_agent_pool",
        "Microsoft.ContainerRegistry/registries/agentPools",
        AGENT_POOL,
        "container_registry_name",
    )
    .complete(),
    table(
        "azurerm_container_registry_cache_rule",
        "Microsoft.ContainerRegistry/registries/cacheRules",
        CACHE_RULE,
        "container_registry_id",
    )
    .complete(),
    table(
        "azurerm_container_registry_credential_set",
        "Microsoft.ContainerRegistry/registries/credentialSets",
        CREDENTIAL_SET,
        "container_registry_id",
    )
    .complete(),
    table(
        "azurerm_container_connected_registry",
        "Microsoft.ContainerRegistry/registries/connectedRegistries",
        CONNECTED,
        "container_registry_id",
    )
    .complete(),
];
