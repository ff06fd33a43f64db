variable "registry" {
  type = string
}

variable "upstreams" {
  type = map(string)
}

resource "azurerm_container_registry_cache_rule" "rules" {
  for_each              = var.upstreams
  name                  = "${each.key}-cache"
  container_registry_id = var.registry
  source_repo           = each.value
  target_repo           = "cached/${each.key}"
}
