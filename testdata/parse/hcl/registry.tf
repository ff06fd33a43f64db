# A registry with the usual companions.
terraform {
  required_version = ">= 1.5"
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

provider "azurerm" {
  features {}
}

variable "replicas" {
  type = map(object({
    location = string
    zones    = optional(bool, false)
  }))
  default     = {}
  description = "Regions to replicate to, by name."

  validation {
    condition     = alltrue([for name, replica in var.replicas : length(replica.location) > 0])
    error_message = "Every replica needs a location, ${"not"} \"\"."
  }
}

locals {
  name = lower("${var.project}acr${var.environment}") // 5 to 50 letters and digits
  tags = merge(var.tags, {
    project = var.project, "cost centre" = 4711
    (var.owner_key) = try(var.owner, null)
    managed : true
  })
  /* The newest first:
     order matters. */
  regions = reverse(sort(distinct([for r in values(var.replicas) : r.location if r.zones && r.location != var.location])))
}

resource "azurerm_container_registry" "main" {
  count = var.enabled ? 1 : 0

  name                = local.name
  resource_group_name = azurerm_resource_group.main[count.index].name
  location            = var.location
  sku                 = var.premium ? "Premium" : "Basic"
  admin_enabled       = !true

  dynamic "georeplications" {
    for_each = var.premium ? var.replicas : {}
    content {
      location                = georeplications.value.location
      zone_redundancy_enabled = georeplications.value["zones"]
    }
  }

  network_rule_set = [{
    default_action = "Deny"
    ip_rule = [for range in var.ranges : {
      action   = "Allow"
      ip_range = range
    }]
  }]

  identity { type = "SystemAssigned" }

  lifecycle {
    ignore_changes = [tags["created"], georeplications.0.tags]
  }
}

resource azurerm_role_assignment pull {
  for_each = toset(concat(azurerm_kubernetes_cluster.main[*].kubelet_identity.0.object_id, var.readers.*.id...))

  scope                = one(azurerm_container_registry.main[*].id)
  role_definition_name = "AcrPull"
  principal_id         = each.key
}

output "login_server" {
  value     = try(azurerm_container_registry.main[0].login_server, "")
  sensitive = false
}
