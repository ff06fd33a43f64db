variable "token_id" {
  type = string
}

resource "azurerm_container_registry_token_password" "ci" {
  container_registry_token_id = var.token_id

  password1 {
    expiry = "2026-07-01T00:00:00Z"
  }

  password2 {}
}
