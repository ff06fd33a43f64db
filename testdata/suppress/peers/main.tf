resource "azurerm_container_registry" "one" {
  # checkov:skip=CKV_AZURE_137: legacy agents
  # checkov:skip=CKV_AZURE_9999: no rule of acrlint
  name                   = "contosoone"
  sku                    = "Premium"
  admin_enabled          = true
  anonymous_pull_enabled = true
}

# checkov:skip=CKV_AZURE_137: checkov does not look above the block
resource "azurerm_container_registry" "two" {
  name                   = "contosotwo"
  sku                    = "Premium"
  admin_enabled          = true
  anonymous_pull_enabled = true #checkov:skip=CKV_AZURE_138,CKV_AZURE_139
}

# What is switched off is the demand for content trust, which is the opposite of ours.
resource "azurerm_container_registry" "three" {
  #checkov:skip=CKV_AZURE_164:we sign elsewhere
  name                 = "contosothree"
  sku                  = "Premium"
  trust_policy_enabled = true
}

module "four" {
  #checkov:skip=CKV_AZURE_137:its block is a call
  source = "./registry"
}
