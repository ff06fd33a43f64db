//! The properties of registries and of what is below them that no rule reads, so that what is
//! written can be told from what does not exist. Source: the generated types of
//! Azure/bicep-types-az.

/// Properties that came together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paths {
    /// Type below `Microsoft.ContainerRegistry/registries`, empty for the registry itself.
    pub kind: &'static str,
    /// First API version that has them.
    pub since: &'static str,
    /// First stable API version that has them; empty for none.
    pub stable: &'static str,
    /// First stable API version and first preview that have them no more; empty for none.
    pub gone: (&'static str, &'static str),
    /// Dotted paths; `[]` stands for each member of a list, `*` for any key.
    pub paths: &'static [&'static str],
}

const fn of(
    kind: &'static str,
    since: &'static str,
    stable: &'static str,
    paths: &'static [&'static str],
) -> Paths {
    Paths { kind, since, stable, gone: ("", ""), paths }
}

#[rustfmt::skip]
pub(super) const PATHS: &[Paths] = &[
    Paths {
        gone: ("2017-10-01", "2019-05-01-preview"),
        ..of("", "2017-03-01", "2017-03-01", &["properties.storageAccount.name", "properties.storageAccount.accessKey"])
    },
    of("", "2026-03-01-preview", "", &["properties.networkRuleSet.virtualNetworkRules[].action"]),
    of("agentPools", "2019-06-01-preview", "", &["location"]),
    of("connectedRegistries", "2024-11-01-preview", "2025-04-01", &["properties.garbageCollection.schedule"]),
    of("connectedRegistries", "2026-01-01-preview", "", &[
        "properties.registrySyncResult.lastSyncStartTime",
        "properties.registrySyncResult.lastSyncEndTime",
        "properties.registrySyncResult.lastSuccessfulSyncEndTime",
    ]),
    of("exportPipelines", "2019-12-01-preview", "", &["location"]),
    of("importPipelines", "2019-12-01-preview", "", &["location"]),
    of("packages/archives", "2023-06-01-preview", "", &[
        "name",
        "properties.packageSource.type",
        "properties.packageSource.url",
        "properties.publishedVersion",
        "properties.repositoryEndpointPrefix",
    ]),
    of("packages/archives/versions", "2023-06-01-preview", "", &["name"]),
    of("pipelineRuns", "2019-12-01-preview", "", &[
        "name",
        "properties.request.pipelineResourceId",
        "properties.request.artifacts",
        "properties.request.source.type",
        "properties.request.source.name",
        "properties.request.target.type",
        "properties.request.target.name",
        "properties.request.catalogDigest",
        "properties.forceUpdateTag",
    ]),
    of("privateEndpointConnections", "2019-12-01-preview", "2021-09-01", &[
        "name",
        "properties.privateEndpoint.id",
        "properties.privateLinkServiceConnectionState.status",
        "properties.privateLinkServiceConnectionState.description",
        "properties.privateLinkServiceConnectionState.actionsRequired",
    ]),
    of("taskRuns", "2019-06-01-preview", "", &[
        "location",
        "identity.type",
        "properties.forceUpdateTag",
        "properties.runRequest.type",
        "properties.runRequest.isArchiveEnabled",
        "properties.runRequest.agentPoolName",
        "properties.runRequest.logTemplate",
        "properties.runRequest.imageNames",
        "properties.runRequest.isPushEnabled",
        "properties.runRequest.noCache",
        "properties.runRequest.dockerFilePath",
        "properties.runRequest.target",
        "properties.runRequest.arguments[].name",
        "properties.runRequest.arguments[].value",
        "properties.runRequest.arguments[].isSecret",
        "properties.runRequest.timeout",
        "properties.runRequest.platform.os",
        "properties.runRequest.platform.architecture",
        "properties.runRequest.platform.variant",
        "properties.runRequest.agentConfiguration.cpu",
        "properties.runRequest.sourceLocation",
        "properties.runRequest.credentials.sourceRegistry.loginMode",
        "properties.runRequest.credentials.customRegistries.*.userName.value",
        "properties.runRequest.credentials.customRegistries.*.userName.type",
        "properties.runRequest.credentials.customRegistries.*.password.value",
        "properties.runRequest.credentials.customRegistries.*.password.type",
        "properties.runRequest.credentials.customRegistries.*.identity",
        "properties.runRequest.encodedTaskContent",
        "properties.runRequest.encodedValuesContent",
        "properties.runRequest.values[].name",
        "properties.runRequest.values[].value",
        "properties.runRequest.values[].isSecret",
        "properties.runRequest.taskFilePath",
        "properties.runRequest.valuesFilePath",
        "properties.runRequest.taskId",
        "properties.runRequest.overrideTaskStepProperties.contextPath",
        "properties.runRequest.overrideTaskStepProperties.file",
        "properties.runRequest.overrideTaskStepProperties.arguments[].name",
        "properties.runRequest.overrideTaskStepProperties.arguments[].value",
        "properties.runRequest.overrideTaskStepProperties.arguments[].isSecret",
        "properties.runRequest.overrideTaskStepProperties.target",
        "properties.runRequest.overrideTaskStepProperties.values[].name",
        "properties.runRequest.overrideTaskStepProperties.values[].value",
        "properties.runRequest.overrideTaskStepProperties.values[].isSecret",
        "properties.runRequest.overrideTaskStepProperties.updateTriggerToken",
    ]),
    of("taskRuns", "2025-03-01-preview", "", &["properties.runRequest.credentials.sourceRegistry.identity"]),
    of("tasks", "2018-09-01", "2018-09-01", &[
        "location",
        "properties.trigger.sourceTriggers[].name",
        "properties.trigger.sourceTriggers[].sourceRepository.sourceControlAuthProperties.scope",
        "properties.trigger.sourceTriggers[].sourceRepository.sourceControlAuthProperties.expiresIn",
        "properties.trigger.baseImageTrigger.name",
        "properties.credentials.customRegistries.*.userName.value",
        "properties.credentials.customRegistries.*.userName.type",
        "properties.credentials.customRegistries.*.password.value",
        "properties.credentials.customRegistries.*.password.type",
    ]),
    of("tasks", "2019-04-01", "2019-04-01", &[
        "properties.trigger.timerTriggers[].name",
        "properties.credentials.customRegistries.*.identity",
    ]),
    Paths {
        gone: ("2022-12-01", "2020-11-01-preview"),
        ..of("tokens", "2019-05-01-preview", "", &[
            "properties.credentials.activeDirectoryObject.objectId",
            "properties.credentials.activeDirectoryObject.tenantId",
        ])
    },
    of("tokens", "2019-05-01-preview", "2022-12-01", &[
        "properties.credentials.certificates[].thumbprint",
        "properties.credentials.certificates[].encodedPemCertificate",
        "properties.credentials.passwords[].creationTime",
    ]),
    of("webhooks", "2017-10-01", "2017-10-01", &["location"]),
];

const IDENTITY: &[&str] = &[
    "identity.principalId",
    "identity.tenantId",
    "identity.userAssignedIdentities.*.principalId",
    "identity.userAssignedIdentities.*.clientId",
];

/// What Azure sets; people write it all the same, copied from what they exported. Every type has
/// `properties.provisioningState`.
#[rustfmt::skip]
pub(super) const READ_ONLY: &[(&str, &[&str])] = &[
    ("", &[
        "sku.tier",
        "properties.loginServer",
        "properties.creationDate",
        "properties.status",
        "properties.policies.retentionPolicy.lastUpdatedTime",
        "properties.policies.softDeletePolicy.lastUpdatedTime",
        "properties.encryption.keyVaultProperties.versionedKeyIdentifier",
        "properties.encryption.keyVaultProperties.keyRotationEnabled",
        "properties.encryption.keyVaultProperties.lastKeyRotationTimestamp",
        "properties.dataEndpointHostNames",
        "properties.privateEndpointConnections",
        "properties.regionalEndpointHostNames",
    ]),
    ("", IDENTITY),
    ("cacheRules", &["properties.creationDate"]),
    ("cacheRules", IDENTITY),
    ("connectedRegistries", &[
        "properties.version",
        "properties.connectionState",
        "properties.lastActivityTime",
        "properties.activation",
        "properties.parent.syncProperties.lastSyncTime",
        "properties.parent.syncProperties.gatewayEndpoint",
        "properties.loginServer.host",
        "properties.loginServer.tls",
        "properties.statusDetails",
        "properties.registrySyncResult.syncTrigger",
        "properties.registrySyncResult.syncState",
    ]),
    ("credentialSets", &["properties.authCredentials[].credentialHealth", "properties.creationDate"]),
    ("credentialSets", IDENTITY),
    ("exportPipelines", IDENTITY),
    ("importPipelines", IDENTITY),
    ("packages/archives", &["properties.repositoryEndpoint"]),
    ("packages/archives/versions", &["properties"]),
    ("pipelineRuns", &["properties.response"]),
    ("privateLinkResources", &["properties"]),
    ("replications", &["properties.status"]),
    ("runs", &["properties"]),
    ("scopeMaps", &["properties.type", "properties.creationDate"]),
    ("taskRuns", IDENTITY),
    ("tasks", &["properties.creationDate", "properties.step.baseImageDependencies"]),
    ("tasks", IDENTITY),
    ("tokens", &["properties.creationDate", "properties.credentials.passwords[].value"]),
];
