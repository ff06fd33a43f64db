using 'main.bicep'

param isProduction = true
