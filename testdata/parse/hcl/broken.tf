resource "azurerm_container_registry" "first" {
  name          = "first"
  admin_enabled = 
  sku           = "Premium
  tags = {
    a = 1
    b = = 2
    c = 3
  }
resource "azurerm_container_registry" "sec
  location = "westeurope"

  identity {
    type = "SystemAssigned"

  network_rule_set {
    default_action = "Deny"
  }
}

resource "azurerm_container_registry" "second" {
  name = lower("second"
  list = [1, 2
  data = <<EOT
not closed

resource "azurerm_container_registry" "third" {
  name = "third\/"
}
}

variable "x" { default = 1 2 }

locals {
  script = <<EOT
echo
EOT
}

locals {
  text = "${a b}"
  more = <<-EOT
    ${a b} and ${c}
  EOT
  /* not closed either

output "last" {
  value = 1
}
