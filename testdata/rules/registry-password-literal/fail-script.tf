resource "azurerm_resource_deployment_script_azure_cli" "script" {
  name = "import"
  environment_variable {
    name         = "ACR_PASSWORD"
    secure_value = "hunter2-literal"
  }
}
