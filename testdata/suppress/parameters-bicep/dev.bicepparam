using 'main.bicep'

// acrlint: ignore[admin-user] only developers reach it
param admin = true
