# What the verified module Azure/avm-res-containerregistry-registry/azurerm makes of its variables,
# as far as rules read it. A line that ends in a comment "since" or "before", and what stands between
# "only" and "end", counts only in those versions. Source: the tags of Azure/terraform-azurerm-avm-res-containerregistry-registry.

terraform {
  required_providers {
    azurerm = { source = "hashicorp/azurerm", version = ">= 3.71.0, < 4.0.0" } # before 0.4.0
    azurerm = { source = "hashicorp/azurerm", version = ">= 4, < 5.0.0" } # since 0.4.0 before 0.6.0
    azurerm = { source = "hashicorp/azurerm", version = ">= 4.81.0, < 5.0.0" } # since 0.6.0
    azapi   = { source = "Azure/azapi", version = "~> 2.4" } # since 0.8.0
  }
}

variable "name" { type = string }
variable "resource_group_name" { type = string }
variable "location" { default = null } # before 0.2.0
variable "location" { type = string } # since 0.2.0
variable "sku" { default = "Premium" }
variable "admin_enabled" { default = false }
variable "anonymous_pull_enabled" { default = false }
variable "public_network_access_enabled" { default = true }
variable "network_rule_bypass_option" { default = "None" }
variable "network_rule_bypass_for_tasks_enabled" { default = false } # since 0.6.0
variable "network_rule_set" {
  default = null
  type = object({
    default_action  = optional(string, "Deny")
    ip_rule         = optional(list(object({ action = optional(string, "Allow"), ip_range = string })), [])
    virtual_network = optional(list(object({ action = optional(string, "Allow"), subnet_id = string })), []) # before 0.4.0
  })
}
variable "export_policy_enabled" { default = true }
variable "quarantine_policy_enabled" { default = false }
# only before 0.4.0
variable "retention_policy" {
  default = {}
  type    = object({ days = optional(number, 7), enabled = optional(bool, false) })
}
# end
variable "retention_policy_in_days" { default = 7 } # since 0.4.0
variable "enable_trust_policy" { default = false } # since 0.2.0
variable "data_endpoint_enabled" { default = false }
variable "zone_redundancy_enabled" { default = true }
variable "georeplications" {
  default = []
  type = list(object({
    location                  = string
    regional_endpoint_enabled = optional(bool, true)
    zone_redundancy_enabled   = optional(bool, true)
    tags                      = optional(map(any), null)
  }))
}
variable "role_assignment_mode" { default = "LegacyRegistryPermissions" } # since 0.8.0
# only since 0.3.0
variable "customer_managed_key" {
  default = null
  type = object({
    key_vault_resource_id  = string
    key_name               = string
    key_version            = optional(string, null)
    user_assigned_identity = optional(object({ resource_id = string }), null)
  })
}
# end
variable "managed_identities" {
  default = {}
  type    = object({ system_assigned = optional(bool, false), user_assigned_resource_ids = optional(set(string), []) })
}
variable "private_endpoints" {
  default = {}
  type = map(object({
    name                            = optional(string, null)
    private_dns_zone_group_name     = optional(string, "default")
    private_dns_zone_resource_ids   = optional(set(string), [])
    private_service_connection_name = optional(string, null)
    location                        = optional(string, null)
    resource_group_name             = optional(string, null)
    subnet_resource_id              = string
  }))
}
variable "private_endpoints_manage_dns_zone_group" { default = true } # since 0.3.0
variable "private_endpoints_inherit_lock" { default = true } # since 0.8.0
variable "diagnostic_settings" {
  default = {}
  type = map(object({
    name                                     = optional(string, null)
    log_categories                           = optional(set(string), [])
    log_groups                               = optional(set(string), ["allLogs"])
    metric_categories                        = optional(set(string), ["AllMetrics"])
    log_analytics_destination_type           = optional(string, "Dedicated")
    workspace_resource_id                    = optional(string, null)
    storage_account_resource_id              = optional(string, null)
    event_hub_authorization_rule_resource_id = optional(string, null)
    event_hub_name                           = optional(string, null)
    marketplace_partner_resource_id          = optional(string, null)
  }))
}
# only since 0.5.0
variable "scope_maps" {
  default = {}
  type = map(object({
    name            = string
    actions         = list(string)
    description     = optional(string, null)
    registry_tokens = optional(map(object({ name = string, enabled = optional(bool, true), passwords = optional(object({ password1 = object({ expiry = optional(string) }), password2 = optional(object({ expiry = optional(string) })) })) })), {})
  }))
}
variable "cache_rules" { default = {} } # since 0.8.0
variable "credential_sets" { default = {} } # since 0.8.0
# end
variable "role_assignments" {
  default = {}
  type = map(object({
    role_definition_id_or_name = string
    principal_id               = string
    principal_type             = optional(string, null)
    condition                  = optional(string, null)
  }))
}
variable "lock" {
  default = {} # before 0.2.0
  type    = object({ name = optional(string, null), kind = optional(string, "None") }) # before 0.2.0
  default = null # since 0.2.0
  type    = object({ name = optional(string, null), kind = string }) # since 0.2.0
}
variable "tags" { default = null }
variable "enable_telemetry" { default = true }

# only since 0.3.0
data "azurerm_key_vault_key" "this" {
  count        = var.customer_managed_key == null ? 0 : 1
  key_vault_id = var.customer_managed_key.key_vault_resource_id
  name         = var.customer_managed_key.key_name
}

data "azurerm_user_assigned_identity" "this" {
  count = try(var.customer_managed_key.user_assigned_identity, null) == null ? 0 : 1
  name  = reverse(split("/", var.customer_managed_key.user_assigned_identity.resource_id))[0]
}
# end

resource "azurerm_container_registry" "this" {
  name                                  = var.name
  resource_group_name                   = var.resource_group_name
  location                              = var.location
  tags                                  = var.tags
  sku                                   = var.sku
  admin_enabled                         = var.admin_enabled
  anonymous_pull_enabled                = var.anonymous_pull_enabled
  data_endpoint_enabled                 = var.data_endpoint_enabled
  export_policy_enabled                 = var.export_policy_enabled
  network_rule_bypass_option            = var.network_rule_bypass_option
  network_rule_bypass_for_tasks_enabled = var.network_rule_bypass_for_tasks_enabled # since 0.6.0
  public_network_access_enabled         = var.public_network_access_enabled
  quarantine_policy_enabled             = var.quarantine_policy_enabled
  retention_policy_in_days              = var.retention_policy_in_days # since 0.4.0 before 0.5.0
  retention_policy_in_days              = var.sku == "Premium" ? var.retention_policy_in_days : null # since 0.5.0
  role_assignment_mode                  = var.role_assignment_mode # since 0.8.0
  trust_policy_enabled                  = var.enable_trust_policy # since 0.4.0
  zone_redundancy_enabled               = var.zone_redundancy_enabled # before 0.5.0
  zone_redundancy_enabled               = var.sku == "Premium" ? var.zone_redundancy_enabled : false # since 0.5.0

# only since 0.3.0
  dynamic "encryption" {
    for_each = var.customer_managed_key != null ? { this = var.customer_managed_key } : {}
    content {
      enabled            = true # before 0.4.0
      identity_client_id = data.azurerm_user_assigned_identity.this[0].client_id
      key_vault_key_id   = data.azurerm_key_vault_key.this[0].id # before 0.6.0
      key_vault_key_id   = encryption.value.key_version != null ? "${data.azurerm_key_vault_key.this[0].versionless_id}/${encryption.value.key_version}" : data.azurerm_key_vault_key.this[0].versionless_id # since 0.6.0
    }
  }
# end

  dynamic "georeplications" {
    for_each = var.georeplications
    content {
      location                  = georeplications.value.location
      regional_endpoint_enabled = georeplications.value.regional_endpoint_enabled
      zone_redundancy_enabled   = georeplications.value.zone_redundancy_enabled
      tags                      = georeplications.value.tags
    }
  }

  dynamic "identity" {
    for_each = [var.managed_identities] # before 0.3.0
    for_each = var.managed_identities.system_assigned || length(var.managed_identities.user_assigned_resource_ids) > 0 ? [var.managed_identities] : [] # since 0.3.0
    content {
      type         = length(identity.value.user_assigned_resource_ids) == 0 ? "SystemAssigned" : identity.value.system_assigned ? "SystemAssigned, UserAssigned" : "UserAssigned"
      identity_ids = identity.value.user_assigned_resource_ids
    }
  }

  dynamic "network_rule_set" {
    for_each = var.network_rule_set != null ? { this = var.network_rule_set } : {}
    content {
      default_action = network_rule_set.value.default_action
      dynamic "ip_rule" {
        for_each = network_rule_set.value.ip_rule
        content {
          action   = ip_rule.value.action
          ip_range = ip_rule.value.ip_range
        }
      }
# only before 0.4.0
      dynamic "virtual_network" {
        for_each = network_rule_set.value.virtual_network
        content {
          action    = virtual_network.value.action
          subnet_id = virtual_network.value.subnet_id
        }
      }
# end
    }
  }

# only before 0.4.0
  dynamic "retention_policy" {
    for_each = var.retention_policy != null ? { this = var.retention_policy } : {}
    content {
      days    = retention_policy.value.days
      enabled = retention_policy.value.enabled
    }
  }
# end

  trust_policy { # since 0.2.0 before 0.4.0
    enabled = var.enable_trust_policy # since 0.2.0 before 0.4.0
  } # since 0.2.0 before 0.4.0
}

resource "azurerm_management_lock" "this" {
  count      = var.lock.kind != "None" ? 1 : 0 # before 0.2.0
  count      = var.lock != null ? 1 : 0 # since 0.2.0
  lock_level = var.lock.kind
  name       = coalesce(var.lock.name, "lock-${var.name}")
  scope      = azurerm_container_registry.this.id
}

resource "azurerm_role_assignment" "this" {
  for_each             = var.role_assignments
  scope                = azurerm_container_registry.this.id
  principal_id         = each.value.principal_id
  principal_type       = each.value.principal_type
  condition            = each.value.condition
  role_definition_id   = strcontains(lower(each.value.role_definition_id_or_name), "/providers/microsoft.authorization/roledefinitions") ? each.value.role_definition_id_or_name : null
  role_definition_name = strcontains(lower(each.value.role_definition_id_or_name), "/providers/microsoft.authorization/roledefinitions") ? null : each.value.role_definition_id_or_name
}

# only since 0.2.0
resource "azurerm_monitor_diagnostic_setting" "this" {
  for_each                       = var.diagnostic_settings
  name                           = each.value.name != null ? each.value.name : "diag-${var.name}"
  target_resource_id             = azurerm_container_registry.this.id
  eventhub_authorization_rule_id = each.value.event_hub_authorization_rule_resource_id
  eventhub_name                  = each.value.event_hub_name
  log_analytics_destination_type = each.value.log_analytics_destination_type
  log_analytics_workspace_id     = each.value.workspace_resource_id
  partner_solution_id            = each.value.marketplace_partner_resource_id
  storage_account_id             = each.value.storage_account_resource_id
  dynamic "enabled_log" {
    for_each = each.value.log_categories
    content { category = enabled_log.value }
  }
  dynamic "enabled_log" {
    for_each = each.value.log_groups
    content { category_group = enabled_log.value }
  }
  dynamic "metric" {
    for_each = each.value.metric_categories
    content { category = metric.value }
  }
}
# end

resource "azurerm_private_endpoint" "this" {
  for_each            = var.private_endpoints
  location            = coalesce(each.value.location, var.location)
  name                = each.value.name != null ? each.value.name : "pe-${var.name}"
  resource_group_name = each.value.resource_group_name != null ? each.value.resource_group_name : var.resource_group_name
  subnet_id           = each.value.subnet_resource_id
  private_service_connection {
    is_manual_connection           = false
    name                           = each.value.private_service_connection_name != null ? each.value.private_service_connection_name : "pse-${var.name}"
    private_connection_resource_id = azurerm_container_registry.this.id
    subresource_names              = ["registry"]
  }
  dynamic "private_dns_zone_group" {
    for_each = length(each.value.private_dns_zone_resource_ids) > 0 ? ["this"] : [] # before 0.3.0
    for_each = var.private_endpoints_manage_dns_zone_group && length(each.value.private_dns_zone_resource_ids) > 0 ? ["this"] : [] # since 0.3.0
    content {
      name                 = each.value.private_dns_zone_group_name
      private_dns_zone_ids = each.value.private_dns_zone_resource_ids
    }
  }
}

# only since 0.5.0
resource "azurerm_container_registry_scope_map" "this" {
  for_each                = var.scope_maps
  container_registry_name = azurerm_container_registry.this.name
  resource_group_name     = var.resource_group_name
  name                    = each.value.name
  actions                 = each.value.actions
  description             = each.value.description
}

locals {
  tokens = merge([for map_key, map in var.scope_maps : { for key, token in map.registry_tokens : "${map_key}/${key}" => { map = map_key, token = token } }]...)
}

resource "azurerm_container_registry_token" "this" {
  for_each                = local.tokens
  container_registry_name = azurerm_container_registry.this.name
  resource_group_name     = var.resource_group_name
  name                    = each.value.token.name
  enabled                 = each.value.token.enabled # since 0.6.0
  scope_map_id            = azurerm_container_registry_scope_map.this[each.value.map].id
}

resource "azurerm_container_registry_token_password" "this" {
  for_each                    = { for key, entry in local.tokens : key => entry if entry.token.passwords != null }
  container_registry_token_id = azurerm_container_registry_token.this[each.key].id
  password1 {
    expiry = each.value.token.passwords.password1.expiry
  }
  dynamic "password2" {
    for_each = each.value.token.passwords.password2 != null ? [each.value.token.passwords.password2] : []
    content { expiry = password2.value.expiry }
  }
}
# end

# only since 0.8.0
resource "azapi_resource" "credential_set" {
  for_each  = var.credential_sets
  type      = "Microsoft.ContainerRegistry/registries/credentialSets@2025-11-01"
  name      = each.value.name
  parent_id = azurerm_container_registry.this.id
  identity { type = "SystemAssigned" }
  body = {
    properties = {
      loginServer     = each.value.login_server
      authCredentials = [for credential in each.value.auth_credentials : { name = credential.name, usernameSecretIdentifier = credential.username_secret_identifier, passwordSecretIdentifier = credential.password_secret_identifier }]
    }
  }
}

resource "azapi_resource" "cache_rule" {
  for_each  = var.cache_rules
  type      = "Microsoft.ContainerRegistry/registries/cacheRules@2025-11-01"
  name      = each.value.name
  parent_id = azurerm_container_registry.this.id
  body = {
    properties = {
      sourceRepository        = each.value.source_repository
      targetRepository        = each.value.target_repository
      credentialSetResourceId = try(each.value.credential_set_key, null) != null ? azapi_resource.credential_set[each.value.credential_set_key].id : try(each.value.credential_set_resource_id, null)
    }
  }
}
# end

output "name" { value = azurerm_container_registry.this.name }
output "resource_id" { value = azurerm_container_registry.this.id }
output "resource" { value = azurerm_container_registry.this }
output "admin_username" { value = azurerm_container_registry.this.admin_username }
output "admin_password" { value = azurerm_container_registry.this.admin_password }
output "login_server" { value = azurerm_container_registry.this.login_server }
output "system_assigned_mi_principal_id" { value = try(azurerm_container_registry.this.identity[0].principal_id, null) }
